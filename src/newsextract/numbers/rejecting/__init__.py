"""What looks like a number and is none: tables of named rules."""
