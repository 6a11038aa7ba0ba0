"""The pipeline's tokenizer: spaCy's English one less what no newspaper writes, for setting it up takes time.

``python models/train/tokens.py models/trained`` puts it into a pipeline that is written already.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# The letters of a dozen scripts one by one: slow to compile. A period splits Latin words only.
LOWER = "a-zß-öø-ÿāăąćčďđēęěğīıłńňőœřśşšťūůűźżžșț"
CLASSES = {
    f"[{ALPHA}]": r"[^\W\d_]",
    f"[{ALPHA}0-9]": r"[^\W_]",
    ALPHA_LOWER: LOWER,
    ALPHA_UPPER: "A-ZÀ-ÖØ-Þ" + "".join(letter.upper() for letter in LOWER[LOWER.index("ā") :] if letter != "ı"),
}
SIGNS, EYES = re.compile(r"[:;=()<>\\|_^*@\d.ಠ-]"), re.compile(r"[0oOvV]\.[0oOvV]")
TIME_OR_SHORT = re.compile(r"(?:\d+(?=[ap])|°)?[a-zA-Zäöü.]*[a-zA-Z.]")
JOINED = frozenset(("cannot", "Cannot", "gonna", "Gonna", "gotta", "Gotta"))


def tokenizer() -> Tokenizer:
    """The tokenizer, ready to be written."""
    nlp = spacy.blank("en")
    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={chunk: parts for chunk, parts in defaults.tokenizer_exceptions.items() if is_written(chunk, parts)},
        prefix_search=compile_prefix_regex(map(compact, defaults.prefixes)).search,
        suffix_search=compile_suffix_regex(map(compact, defaults.suffixes)).search,
        infix_finditer=compile_infix_regex(map(compact, defaults.infixes)).finditer,
        url_match=defaults.url_match,
    )


def compact(pattern: str) -> str:
    """The pattern with short classes of letters."""
    for letters, short in CLASSES.items():
        pattern = pattern.replace(letters, short)
    return pattern


def is_written(chunk: str, parts: list[Any]) -> bool:
    """Whether newspapers write it: no smileys ("8-D"), no "shouldntve" or "she'd've", no "Wed" for "we'd"."""
    if not any(map(str.isalpha, chunk)):
        return not chunk.strip("\t\n '’—\xa0")
    if (SIGNS.search(chunk) and not TIME_OR_SHORT.fullmatch(chunk)) or EYES.fullmatch(chunk):
        return False
    return len(re.findall("['’]", chunk)) < 2 and (len(parts) == 1 or not chunk.isalpha() or chunk in JOINED)


if __name__ == "__main__":
    tokenizer().to_disk(Path(sys.argv[1]) / "tokenizer", exclude=["vocab"])
