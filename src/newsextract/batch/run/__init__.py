"""A whole run: what was asked for, how it goes, what it says."""
