"""The file of an archive: made, opened, locked, read and written row by row."""
