"""Changes, differences, runs and ranges: figures that lie between two values."""
