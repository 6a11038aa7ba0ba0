"""An archive: the records of many articles in one SQLite file, with each person once, ready to be asked.

A record's way: ``sink`` -> ``rows`` (what of it goes into which table) -> ``database``; at the end of a run
``settling`` tells who is who across articles. ``merging`` makes one archive of several, ``asking`` answers questions.
"""
