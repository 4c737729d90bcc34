"""Words: pure functions and values. No database, no files, no clock."""
