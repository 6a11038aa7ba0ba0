"""Records into an archive: each article once, copies found, and who is who across articles."""
