"""A story, what papers do to it that print it again, and others that are like it in one thing or another."""

from __future__ import annotations

import re
from collections.abc import Callable

WALL = """\
Harbour wall gives way at Port Velden after a night of storms

PORT VELDEN, March 3 - Part of the old harbour wall at Port Velden fell into the sea on Sunday night, the
harbour master, Ottilie Brandt, said. Nobody was hurt.

“We heard it go a little after two,” Brandt said. “By the morning there was a gap that you could sail a
trawler through.”

The wall, which is 140 years old, was to have been repaired last summer. The town council put the work off
when the price rose to 3.4 million euros, and a further 600,000 for the quay behind it. Mayor Jonas Hale said
that the council would meet on Thursday to look for the money.

Eleven boats were moved to the inner basin. Fishermen said they would lose two days at sea while divers looked
at what is left of the foundations.
"""
VOTE = """\
Council finds money for broken harbour wall

PORT VELDEN, March 6 - The council of Port Velden voted on Thursday to borrow 4 million euros and rebuild the
harbour wall, part of which collapsed in a storm at the weekend.

Mayor Jonas Hale told councillors that there was no cheaper way. “A harbour without a wall is a beach,” Hale
said.

Ottilie Brandt, the harbour master, said the work would begin in April and that the fishing fleet would stay
in the inner basin until it was done. Two councillors voted against, among them Piet Roos, who wants the state
to pay.
"""
AGAIN = """\
A gap in the wall: how Port Velden lost its harbour

Shortly after two on Sunday night the people of Port Velden were woken by a noise like a train. When it grew
light they saw what it had been: the sea had taken a piece of their harbour wall, built 140 years ago, and
left a hole wide enough for a trawler. “I have never seen anything like it,” said the harbour master, Ottilie
Brandt.

It could have been mended last year. But mending would have cost 3.4 million euros, more than the council
wished to spend, and so nothing was done. The council will talk of it on Thursday, says the mayor, Jonas Hale.
"""
MARKET = """\
GRAIN PRICES AT PORT VELDEN

PORT VELDEN, March {day} - Wheat for delivery in May ended at {wheat} euros a tonne on the Port Velden
exchange, {up} euros from the day before. Barley was at {barley} euros a tonne. The volume was {volume}
tonnes, traders said, of which most was milling wheat for North Africa. The exchange will next be open on
Monday, when the figures of the week are published and the new margins come into force.
"""
DAY = {"day": 3, "wheat": 211.5, "up": 2.25, "barley": 188, "volume": "41,000"}


def edited(text: str, every: int) -> str:
    """With another word in the place of one of so many."""
    words = text.split(" ")
    return " ".join("altogether" if place % every == every - 1 else word for place, word in enumerate(words))


CHANGES: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "another headline": lambda text: "Storm breaches sea wall, boats moved" + text[text.index("\n") :],
    "another dateline": lambda text: text.replace("PORT VELDEN, March 3 - ", "OSTREL, 4 March (Coast News) - "),
    "a byline": lambda text: text.replace("\n\n", "\n\nBy Signe Aas and Tomas Lind in Port Velden\n\n", 1),
    "the last third gone": lambda text: text[: text.index("Mayor")],
    "a word in twenty": lambda text: edited(text, 20),
    "plain quotation marks and capitals": lambda text: re.sub("[“”]", '"', text).upper(),
    "a correction": lambda text: "CORRECTED - " + text.replace("Ottilie Brandt", "Ottilie Brand"),
}
