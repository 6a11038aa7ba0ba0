"""Whose a name may be: how alike names are, and what articles say of who has them."""
