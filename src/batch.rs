//! Many texts at once, order kept: the only file that names rayon.
