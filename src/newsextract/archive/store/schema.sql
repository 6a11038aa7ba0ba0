-- An archive, as docs/archive.md describes it. Offsets count code points of article.text from 0, end exclusive, so a
-- find is substr(text, start + 1, "end" - start).

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,      -- the record's id
  title TEXT,
  date TEXT,               -- as the file gives it; ISO 8601 sorts
  url TEXT,
  language TEXT,
  model TEXT NOT NULL,
  duplicate_of INTEGER REFERENCES article (id), -- the article that it is a copy of
  words INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
-- SQLite reads a row from its start, so the long text is last.
CREATE INDEX article_copies ON article (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX article_by_name ON article (name);
CREATE INDEX article_by_date ON article (date, words);

CREATE TABLE person (      -- one row per person across the archive
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT,               -- the one that most articles give
  articles INTEGER NOT NULL DEFAULT 0, -- without those that are copies; so are mentions and quotes
  copies INTEGER NOT NULL DEFAULT 0,   -- articles that are copies
  mentions INTEGER NOT NULL DEFAULT 0,
  quotes INTEGER NOT NULL DEFAULT 0,
  wikidata TEXT            -- for whoever fills it: Q76
) STRICT;
CREATE INDEX person_by_name ON person (name);
CREATE INDEX person_by_articles ON person (articles);
CREATE INDEX person_by_quotes ON person (quotes) WHERE quotes > 0;

CREATE TABLE article_person ( -- the person as this article has them; aliases, titles and roles are JSON lists
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  aliases TEXT NOT NULL CHECK (json_type(aliases) = 'array'),
  titles TEXT NOT NULL CHECK (json_type(titles) = 'array'),
  roles TEXT NOT NULL CHECK (json_type(roles) = 'array'),
  mentions INTEGER NOT NULL,
  quotes INTEGER NOT NULL,
  confidence REAL,         -- from 0 to 1, as in the record; null where it is not known
  PRIMARY KEY (article_id, person_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_person_by_person ON article_person (person_id, article_id, mentions, quotes, confidence);

CREATE TABLE person_mention (
  article_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  PRIMARY KEY (article_id, person_id, start),
  FOREIGN KEY (article_id, person_id) REFERENCES article_person ON UPDATE CASCADE ON DELETE CASCADE
) WITHOUT ROWID, STRICT;

CREATE TABLE country_mention (
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  alpha_2 TEXT NOT NULL,
  alpha_3 TEXT NOT NULL,
  country TEXT NOT NULL,
  kind TEXT NOT NULL,      -- name, demonym, capital or metonym
  within TEXT,
  confidence REAL,         -- the country's in this article
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  PRIMARY KEY (article_id, start, alpha_2)
) WITHOUT ROWID, STRICT;

CREATE TABLE article_country ( -- how often an article mentions a country: kept by triggers, for what counts articles
  alpha_2 TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  mentions INTEGER NOT NULL,
  confidence REAL,
  PRIMARY KEY (alpha_2, article_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_country_by_article ON article_country (article_id);

CREATE TABLE number (
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER,
  kind TEXT NOT NULL,
  value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'real')),
  upper ANY CHECK (typeof(upper) IN ('integer', 'real', 'null')),
  unit TEXT,
  per TEXT,
  comparator TEXT NOT NULL,
  change TEXT,
  concept TEXT,
  confidence REAL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  PRIMARY KEY (article_id, start),
  FOREIGN KEY (article_id, person_id) REFERENCES article_person ON UPDATE CASCADE
) WITHOUT ROWID, STRICT;
CREATE INDEX number_by_concept ON number (concept COLLATE NOCASE, kind, unit, per, change, article_id, confidence, text)
  WHERE concept IS NOT NULL; -- all that the series of a whole archive are counted by

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER,       -- null where the speaker is no named person
  kind TEXT NOT NULL,
  statement INTEGER NOT NULL,
  speaker TEXT,            -- as written by the quote
  speaker_start INTEGER,
  speaker_end INTEGER,
  cue TEXT,
  cue_start INTEGER,
  cue_end INTEGER,
  confidence REAL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  FOREIGN KEY (article_id, person_id) REFERENCES article_person ON UPDATE CASCADE
) STRICT;
CREATE INDEX quote_by_article ON quote (article_id, person_id, confidence);
CREATE INDEX quote_by_person ON quote (person_id);
CREATE INDEX quote_by_speaker ON quote (speaker) WHERE person_id IS NULL; -- "the police": who is no named person

CREATE TABLE correction (  -- what somebody has decided; persons and finds by their words, for ids change
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('same', 'apart', 'nobody', 'called', 'person', 'speaker', 'value', 'unit', 'concept',
    'no-quote', 'no-number', 'no-country', 'no-role')),
  name TEXT NOT NULL,      -- a person's name, of two who are the same the one that stays; or the words of a find
  article TEXT,            -- the name of the article where that person or find is meant; null for all
  other TEXT,              -- the other name, or what is right instead
  other_article TEXT,
  start INTEGER,           -- where in the article the find starts; null for all of these words
  undone TEXT              -- when it was taken back; null while it is in force
) STRICT;

-- What the archive was made of, for the next run: no table that answers questions.

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  made TEXT NOT NULL CHECK (json_type(made) = 'object'), -- JSON: what its records depend on besides their articles
  input TEXT               -- the innermost folder that held all inputs
) STRICT;

CREATE TABLE source (
  article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  run_id INTEGER NOT NULL REFERENCES run (id),
  place TEXT NOT NULL UNIQUE, -- by which a later run knows the article again
  file TEXT,               -- a whole path, or an address; null for standard input
  file_number INTEGER NOT NULL, -- where in the run's input the article came: for merge
  row INTEGER,
  hash TEXT NOT NULL       -- of all that was read
) STRICT;

CREATE TABLE article_key ( -- a few hashes of an article's words, by which those of nearly the same text are found
  key INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (key, article_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE uncompared (  -- the articles that are still to be compared with others, to tell whether they are copies
  article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE person_key (  -- hashes of the sounds of each person's names, by which those of a like name are found
  key INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (key, person_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX person_key_by_person ON person_key (person_id);

CREATE TABLE unsettled (   -- the articles that wait for their block, or are in the one settled last
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL, -- who may be gone, or in the article no more
  is_taken INTEGER NOT NULL DEFAULT 0, -- whether it is in that block
  PRIMARY KEY (article_id, person_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX unsettled_by_person ON unsettled (person_id, is_taken);

CREATE TABLE settling (    -- who waits for which step of it
  step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 7),
  rank INTEGER NOT NULL,
  person_id INTEGER NOT NULL, -- who may be gone
  PRIMARY KEY (step, rank, person_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE person_before ( -- the persons whom the block settled last has changed, as they were
  id INTEGER PRIMARY KEY,
  name TEXT,               -- null: there was no such person
  role TEXT,
  wikidata TEXT
) STRICT;

CREATE TABLE key_before (  -- the keys that it gave to persons, or took from them
  key INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  was_there INTEGER NOT NULL,
  PRIMARY KEY (key, person_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE moved (       -- the earlier articles that it gave to other persons, in order
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  to_id INTEGER NOT NULL
) STRICT;
CREATE INDEX moved_by_article ON moved (article_id);

CREATE TABLE found (       -- the finds of articles that corrections change, as they were found
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  name TEXT NOT NULL,      -- the table
  rows TEXT NOT NULL,      -- JSON: all that it had of the article
  PRIMARY KEY (article_id, name)
) WITHOUT ROWID, STRICT;

CREATE TABLE overruled (   -- whom settling takes an article's person for, where a correction says otherwise
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL, -- by settling; may be gone from person
  shown_id INTEGER,        -- by the corrections; null where it is nobody
  PRIMARY KEY (article_id, person_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE overruled_person ( -- the persons of settling whom corrections have changed, as they were
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT,
  wikidata TEXT
) STRICT;

CREATE TABLE identified (  -- the wikidata of persons who are gone, until one of that name comes
  name TEXT PRIMARY KEY,
  wikidata TEXT NOT NULL
) WITHOUT ROWID, STRICT;

-- In double quotes, for datasette to see which table is searched. Without phrases (detail = 'column') the archive would
-- be a tenth smaller, and could not find "Jong-un" and "U.S.", which FTS5 takes for phrases.
CREATE VIRTUAL TABLE article_fts USING fts5 (
  title, text, content="article", content_rowid="id", tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE quote_fts USING fts5 (
  text, content="quote", content_rowid="id", tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  INSERT INTO article_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
  INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER person_added AFTER INSERT ON person
WHEN new.wikidata IS NULL AND EXISTS (SELECT 1 FROM identified WHERE name = new.name) BEGIN
  UPDATE person SET wikidata = (SELECT wikidata FROM identified WHERE name = new.name) WHERE id = new.id;
  DELETE FROM identified WHERE name = new.name;
END;
CREATE TRIGGER person_removed AFTER DELETE ON person WHEN old.wikidata IS NOT NULL BEGIN
  INSERT OR REPLACE INTO identified VALUES (old.name, old.wikidata);
END;
CREATE TRIGGER country_mentioned AFTER INSERT ON country_mention BEGIN
  INSERT INTO article_country VALUES (new.alpha_2, new.article_id, 1, new.confidence)
  ON CONFLICT DO UPDATE SET mentions = mentions + 1;
END;
CREATE TRIGGER country_unmentioned AFTER DELETE ON country_mention BEGIN
  UPDATE article_country SET mentions = mentions - 1 WHERE (article_id, alpha_2) = (old.article_id, old.alpha_2);
  DELETE FROM article_country WHERE (article_id, alpha_2, mentions) = (old.article_id, old.alpha_2, 0);
END;

-- What is counted of persons.
CREATE TRIGGER article_person_added AFTER INSERT ON article_person BEGIN
  UPDATE person SET articles = articles + is_no_copy, copies = copies + NOT is_no_copy,
    mentions = mentions + is_no_copy * new.mentions, quotes = quotes + is_no_copy * new.quotes
  FROM (SELECT duplicate_of IS NULL AS is_no_copy FROM article WHERE id = new.article_id) WHERE id = new.person_id;
END;
CREATE TRIGGER article_person_removed AFTER DELETE ON article_person BEGIN
  UPDATE person SET articles = articles - is_no_copy, copies = copies - NOT is_no_copy,
    mentions = mentions - is_no_copy * old.mentions, quotes = quotes - is_no_copy * old.quotes
  FROM (SELECT duplicate_of IS NULL AS is_no_copy FROM article WHERE id = old.article_id) WHERE id = old.person_id;
END;
CREATE TRIGGER article_person_changed AFTER UPDATE OF person_id, mentions, quotes ON article_person BEGIN
  UPDATE person SET articles = articles - is_no_copy, copies = copies - NOT is_no_copy,
    mentions = mentions - is_no_copy * old.mentions, quotes = quotes - is_no_copy * old.quotes
  FROM (SELECT duplicate_of IS NULL AS is_no_copy FROM article WHERE id = old.article_id) WHERE id = old.person_id;
  UPDATE person SET articles = articles + is_no_copy, copies = copies + NOT is_no_copy,
    mentions = mentions + is_no_copy * new.mentions, quotes = quotes + is_no_copy * new.quotes
  FROM (SELECT duplicate_of IS NULL AS is_no_copy FROM article WHERE id = new.article_id) WHERE id = new.person_id;
END;
CREATE TRIGGER article_copied AFTER UPDATE OF duplicate_of ON article
WHEN (old.duplicate_of IS NULL) <> (new.duplicate_of IS NULL) BEGIN
  UPDATE person SET articles = articles + sign, copies = copies - sign,
    mentions = person.mentions + sign * held.mentions, quotes = person.quotes + sign * held.quotes
  FROM (SELECT *, iif(new.duplicate_of IS NULL, 1, -1) AS sign FROM article_person WHERE article_id = new.id) AS held
  WHERE id = held.person_id;
END;
CREATE TRIGGER article_persons_removed BEFORE DELETE ON article BEGIN -- after it, the article is not there to tell if it is a copy
  UPDATE person SET articles = articles - is_no_copy, copies = copies - NOT is_no_copy,
    mentions = person.mentions - is_no_copy * held.mentions, quotes = person.quotes - is_no_copy * held.quotes
  FROM (SELECT *, old.duplicate_of IS NULL AS is_no_copy FROM article_person WHERE article_id = old.id) AS held
  WHERE id = held.person_id;
END;

CREATE TRIGGER person_gone AFTER DELETE ON person
WHEN old.id NOT IN (SELECT id FROM overruled_person) BEGIN -- who comes back when the corrections are taken back
  DELETE FROM person_key WHERE person_id = old.id;
END;
CREATE TRIGGER quote_added AFTER INSERT ON quote BEGIN
  INSERT INTO quote_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER quote_removed AFTER DELETE ON quote BEGIN
  INSERT INTO quote_fts (quote_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- The views leave out copies, so that what a wire says counts once.

CREATE VIEW people_by_articles AS
SELECT id, name, role, articles, mentions, quotes FROM person WHERE articles > 0
ORDER BY articles DESC, mentions DESC, name;

CREATE VIEW people_by_quotes AS
SELECT id, name, role, quotes, articles, mentions FROM person WHERE quotes > 0 ORDER BY quotes DESC, articles DESC, name;

CREATE VIEW quotes_with_speakers AS
SELECT quote.id, quote.text, coalesce(person.name, quote.speaker) AS speaker, quote.person_id, quote.kind, quote.cue, quote.confidence,
  article.name AS article, article.title, article.date, quote.article_id,
  substr(article.text, sentence_start + 1, sentence_end - sentence_start) AS sentence
FROM quote JOIN article ON article.id = quote.article_id LEFT JOIN person ON person.id = quote.person_id
WHERE article.duplicate_of IS NULL;

CREATE VIEW countries_by_articles AS
SELECT counted.alpha_2, alpha_3, country, articles, counted.mentions
FROM (
  SELECT alpha_2, count(*) AS articles, sum(mentions) AS mentions, min(article_id) AS article_id
  FROM article_country WHERE article_id NOT IN (SELECT id FROM article WHERE duplicate_of IS NOT NULL) GROUP BY alpha_2
) AS counted JOIN country_mention AS named ON named.article_id = counted.article_id AND named.alpha_2 = counted.alpha_2
GROUP BY counted.alpha_2 ORDER BY articles DESC, counted.mentions DESC, country;

CREATE VIEW countries_by_month AS
SELECT substr(article.date, 1, 7) AS month, held.alpha_2,
  (SELECT country FROM country_mention AS named WHERE named.article_id = held.article_id AND named.alpha_2 = held.alpha_2)
  AS country, count(*) AS articles, sum(held.mentions) AS mentions
FROM article_country AS held JOIN article ON article.id = held.article_id WHERE article.duplicate_of IS NULL
GROUP BY month, held.alpha_2
ORDER BY month, articles DESC, mentions DESC, country;

CREATE VIEW numbers_with_articles AS
SELECT number.text, kind, value, upper, unit, per, comparator, change, concept, confidence, person.name AS person,
  article.name AS article, article.title, article.date, number.article_id,
  substr(article.text, sentence_start + 1, sentence_end - sentence_start) AS sentence
FROM number JOIN article ON article.id = number.article_id LEFT JOIN person ON person.id = number.person_id
WHERE article.duplicate_of IS NULL;

CREATE VIEW people_together AS
SELECT one.person_id AS person_id, other.person_id AS other_id, count(*) AS articles
FROM article_person AS one JOIN article_person AS other ON other.article_id = one.article_id AND other.person_id <> one.person_id
WHERE one.article_id NOT IN (SELECT id FROM article WHERE duplicate_of IS NOT NULL)
GROUP BY one.person_id, other.person_id;
