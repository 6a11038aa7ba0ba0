"""Which names stand for one person."""
