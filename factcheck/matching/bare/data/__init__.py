"""Words by which sentences ask something of a list of things."""
