"""The one role of a person across articles is the usual one, not the oddest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.archive.identity.persons import usual_role

Article = tuple[list[str], list[str]]


def _of(*roles: str) -> Article:
    return list(roles), []


@pytest.mark.parametrize(
    ("articles", "role"),
    [
        ([_of("mayor"), _of("mayor"), _of("wizard")], "mayor"),
        ([_of("pop singer"), _of("zany dancer", "pop singer"), _of("zither player")], "pop singer"),
        ([_of("Leeds coach"), _of("former Leeds coach"), _of("zoo visitor")], "Leeds coach"),
        ([_of("recipient of the prize"), _of("Jets quarterback"), _of("Leafs quarterback")], "Leafs quarterback"),
        ([_of("lawyer", "wizard")], "lawyer"),
        ([_of("Leeds Mayor"), _of("Leeds mayor"), _of("Leeds mayor")], "Leeds mayor"),
        ([(["mayor of Leeds"], ["Mayor"]), (["mayor of Leeds"], []), ([], ["Mr", "Mayor"])], "mayor of Leeds"),
        ([([], ["Mr", "Senator"]), ([], ["Sen."])], "Senator"),
        ([([], ["Mr"])], None),
        ([], None),
    ],
)
def test_the_usual_role(articles: list[Article], role: str | None) -> None:
    assert usual_role(articles) == role


_ROLES = st.lists(st.sampled_from(["mayor", "Mayor", "mayor of Leeds", "coach", "the coach", "zoo"]), max_size=3)


@given(st.lists(st.tuples(_ROLES, st.lists(st.sampled_from(["Mr", "Sen.", "Senator"]), max_size=2))))
def test_the_order_of_articles_does_not_count(articles: list[Article]) -> None:
    assert usual_role(articles) == usual_role(articles[::-1])
