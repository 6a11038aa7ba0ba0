"""The one role of a person across articles is one that an editor would print under the picture, not the oddest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.archive.identity.usual_role import usual_role

Article = tuple[list[str], list[str]]


def _of(*roles: str) -> Article:
    return list(roles), []


@pytest.mark.parametrize(
    ("articles", "role"),
    [
        ([_of("mayor"), _of("mayor"), _of("lawyer")], "mayor"),
        ([_of("pop singer"), _of("zany dancer", "pop singer"), _of("zither player")], "pop singer"),
        ([_of("Leeds coach"), _of("former Leeds coach"), _of("zoo keeper")], "Leeds coach"),
        ([_of("recipient of the prize"), _of("Jets quarterback"), _of("Leafs quarterback")], "Leafs quarterback"),
        ([_of("lawyer", "dancer")], "lawyer"),
        ([_of("Leeds Mayor"), _of("Leeds mayor"), _of("Leeds mayor")], "Leeds mayor"),
        ([(["mayor of Leeds"], ["Mayor"]), (["mayor of Leeds"], []), ([], ["Mr", "Mayor"])], "mayor of Leeds"),
        ([([], ["Mr", "Senator"]), ([], ["Sen."])], "Senator"),
        ([([], ["Mr"])], None),
        ([], None),
        # an office or a profession first, whatever is said more often
        ([_of("Democrat"), _of("Democrat"), _of("nurse")], "nurse"),
        ([_of("Democrat"), _of("close friend")], "Democrat"),
        ([_of("chairman"), _of("chairman"), _of("Judiciary Committee chairman")], "Judiciary Committee chairman"),
        # of several that one article each has, the one whose words the others hold, then the one with a name
        ([_of("ousted Leeds chief cook"), _of("bold chief cook"), _of("chief cook")], "chief cook"),
        ([_of("tired columnist"), _of("Leeds Post columnist")], "Leeds Post columnist"),
        # what is never printed: a plural, a page's glue, kin and the like where no name says whose
        ([_of("Leeds senators"), _of("special guests"), ([], ["Presidents"]), _of("lawyers and agents")], None),
        ([_of("only lawyer Roe"), _of("Ana lawyer"), _of("Roe")], None),
        ([_of("mother-of-one"), _of("daughter"), _of("pop star girlfriend"), _of("opponent"), _of("bold man")], None),
        ([_of("top adviser to her father"), _of("chairwoman this month"), _of("SENATOR OF THE YEAR")], None),
        ([_of("unkempt bogeyman"), _of("suspect in the case"), _of("Leeds")], None),
        ([_of("Bo Poe’s daughter")], "Bo Poe’s daughter"),
        ([_of("Poe confidant")], "Poe confidant"),
        ([_of("aide to the mayor")], "aide to the mayor"),
        # a crime needs two articles, what held for a while comes last
        ([_of("burglar")], None),
        ([_of("burglar"), _of("burglar")], "burglar"),
        ([_of("then prime minister"), _of("then prime minister"), _of("painter")], "painter"),
        ([_of("then prime minister")], "then prime minister"),
        ([_of("New York Gov."), _of("New York Gov."), _of("lawyer")], "New York Gov."),
        # "and" inside an office parts no two
        ([_of("Health and Human Services Secretary")], "Health and Human Services Secretary"),
        ([_of("founder and CEO of Acme")], "founder and CEO of Acme"),
    ],
)
def test_the_usual_role(articles: list[Article], role: str | None) -> None:
    assert usual_role("Ana Roe", articles) == role


_ROLES = st.lists(st.sampled_from(["mayor", "Mayor", "mayor of Leeds", "coach", "the coach", "zoo"]), max_size=3)


@given(st.lists(st.tuples(_ROLES, st.lists(st.sampled_from(["Mr", "Sen.", "Senator"]), max_size=2))))
def test_the_order_of_articles_does_not_count(articles: list[Article]) -> None:
    assert usual_role("Ana Roe", articles) == usual_role("Ana Roe", articles[::-1])
