//! Arrow string arrays in, list and struct arrays out.
