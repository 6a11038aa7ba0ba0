"""What somebody has decided about who is who, and what it makes of the persons."""
