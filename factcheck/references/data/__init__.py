"""Word lists of the reference library."""
