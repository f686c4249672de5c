"""For studies that run under pytest: `assert_claims`, and golden files by the plugin.

The plugin is there where tamis is installed: it adds the fixture `tamis_golden` and the option
`--tamis-update`, which rewrites the golden files of the tests that run.
"""

from tamis.testing.claims import assert_claims

__all__ = ["assert_claims"]
