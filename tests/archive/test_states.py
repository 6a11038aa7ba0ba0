"""Whatever happens to the inputs and to the runs: a finished run that prunes leaves the articles that a run into a new
archive would put in; one that does not leaves those that are gone or fail now beside them, but for replaced ones.

Random sequences as for a folder of records, with a stand-in for the pipeline.
"""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from newsextract.archive.filling import copies, sink
from newsextract.archive.filling.sink import ArchiveSink
from newsextract.archive.filling.taking import Taken
from newsextract.batch.run.options import Request
from newsextract.batch.run.request import Run
from newsextract.extraction.options import Options
from tests.archive.copied import check_copies
from tests.archive.fake import find_in_this_process
from tests.archive.tables import ask, is_sound
from tests.batch.test_resume_states import CHECKED, COUNT, Resumed


class Stored(NamedTuple):
    """What an archive has of an article."""

    id: str
    file: str
    text: str
    people: str


def articles(archive: Path) -> dict[str, Stored]:
    """The articles by their places."""
    if not archive.exists():
        return {}
    assert is_sound(archive)
    question = """
        SELECT place, article.name, file, text, coalesce(group_concat(article_person.name), '') FROM source
        JOIN article ON article.id = source.article_id LEFT JOIN article_person USING (article_id) GROUP BY place
    """
    return {place: Stored(*rest) for place, *rest in ask(archive, question)}


class Archived(Resumed):
    """A folder of articles, and an archive that all runs share."""

    def set_up(self) -> None:
        self.out = self.place / "out.db"
        self.options = Request([], quiet=True)
        find_in_this_process(self.patch)
        self.patch.setattr(copies, "SHORTEST", 4)  # words: so those of one text are copies
        self.patch.setattr(copies, "SHARED", 1)  # keys: they have two

    def into(self, output: Path) -> str:
        return str(output)

    def ask_for_format(self, **options: Any) -> None:
        """There is but one."""

    @rule(indirect=st.booleans())
    def ask_for(self, indirect: bool) -> None:
        self.options = replace(self.options, options=Options(indirect=indirect))

    def into_new_archive(self, **options: Any) -> dict[str, Stored]:
        self.fresh += 1
        path = self.place / f"fresh{self.fresh}.db"
        self.run(path, **options)
        return articles(path)

    @rule(force=st.booleans(), prune=st.booleans())
    def run_all(self, force: bool, prune: bool) -> None:
        before = articles(self.out)
        self.run(self.out, force=force, prune=prune)
        self.check_articles(before, prune)

    @rule(count=st.integers(1, 3), prune=st.booleans())
    def run_all_parts(self, count: int, prune: bool) -> None:
        before = articles(self.out)
        for number in range(1, count + 1):
            self.run(self.out, shard=(number, count), prune=prune)
        self.run(self.out, prune=prune)  # a part knows no ids of the others
        self.check_articles(before, prune)

    @rule()
    def take_all_over(self) -> None:
        """Into an archive that is new: the same articles, which the command of the first one goes on with."""
        before = articles(self.out)
        if not before:
            return
        self.fresh += 1
        new = self.place / f"fresh{self.fresh}.db"
        with redirect_stderr(io.StringIO()):
            taken = Taken([str(self.out)])
            options = replace(self.options, inputs=[str(self.out)], output=str(new), read_archive=taken.finished)
            Run(options).carry_out(partial(ArchiveSink, taken=taken))
        assert articles(new) == before
        self.run(new)
        self.run(self.out)
        assert articles(new) == articles(self.out)

    def check_articles(self, before: dict[str, Stored], prune: bool) -> None:
        now, wanted = articles(self.out), self.into_new_archive()
        here = {one.id for one in wanted.values()}
        kept = {} if prune and self.has_articles() else before
        kept = {place: one for place, one in kept.items() if one.id not in here or Path(one.file).exists()}
        assert now == kept | wanted
        if not self.out.exists():
            return  # no run has found an article yet
        assert ask(self.out, "SELECT count(*) FROM person WHERE articles + copies = 0") == [0]
        check_copies(self.out)

    @rule(number=st.integers(1, 3), count=st.integers(2, 3))
    def run_part(self, number: int, count: int) -> None:
        shard = (min(number, count), count)
        self.run(self.out, shard=shard)
        assert self.into_new_archive(shard=shard).items() <= articles(self.out).items()

    def die_at(self, moment: int, torn: float) -> None:
        """In the transaction that puts the n-th article in, or before or behind the one that ends the run, or
        as it is told whether an article is a copy."""
        left = moment % 8

        def before(module: ModuleType, name: str) -> None:
            really = getattr(module, name)

            def counted(*arguments: Any) -> Any:
                nonlocal left
                left -= 1
                if left <= 0:
                    os._exit(9)
                return really(*arguments)

            setattr(module, name, counted)

        before(sink, "add")
        before(sink, "take_out")
        before(sink, "settle")
        before(copies, "wording")


TestArchived = Archived.TestCase
TestArchived.settings = settings(max_examples=max(2, COUNT // 3), stateful_step_count=30, **CHECKED)  # type: ignore[arg-type]
