"""Who said each marked-off piece, and which pieces are no quotes."""
