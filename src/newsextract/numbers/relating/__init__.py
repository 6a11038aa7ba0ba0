"""What joins two amounts, and what the words around an amount say of it: comparator, change, age."""
