"""How cells write numbers, and the words that queries print."""
