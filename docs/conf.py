"""How Sphinx builds these pages: `make docs`."""

import tamis

project = "tamis"
release = version = tamis.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "tamis"
html_copy_source = False
html_show_copyright = False
exclude_patterns = ["_build"]
# Objects of the extension are documented on the module that people import.
autodoc_member_order = "bysource"
autodoc_typehints = "none"
