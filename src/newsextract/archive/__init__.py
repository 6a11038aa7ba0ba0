"""An archive: the records of many articles in one SQLite file, with each person once, ready to be asked.

Each folder imports only those before it:

- ``store``: the file itself, the rows of a record in its tables, what is damaged in it;
- ``identity``: whose a name may be, by its spelling and by what the articles say;
- ``corrections``: what somebody has decided about who is who, and what follows from it;
- ``filling``: a run's records, or other archives, into one; which articles are copies, and who is who;
- ``asking``: questions answered, and corrections by the names that somebody types;
- ``showing``: answers on a terminal, as JSON or CSV, as a page.
"""
