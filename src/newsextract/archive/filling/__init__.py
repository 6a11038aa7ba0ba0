"""Records into an archive: each article once, copies found, people told apart across articles."""
