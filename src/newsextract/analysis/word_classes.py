"""Classes of words that several rooms ask for, by Penn tag or by form. Each stands here once."""

from __future__ import annotations

PROPER = frozenset({"NNP", "NNPS"})
NOUNS = PROPER | {"NN", "NNS"}
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})

BE_FINITE = frozenset({"am", "is", "are", "was", "were"})
BE = BE_FINITE | {"be", "been", "being"}
