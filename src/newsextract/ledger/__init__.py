"""What runs have done with each input: one small SQLite schema, in archives and beside the records of a folder."""
