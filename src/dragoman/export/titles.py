"""What an entry of the timeline is called, in the language of the moment."""

from __future__ import annotations

import re

from ..analysis.timeline import Entry
from .labels import issue_words, label
from .texts import current_language, gettext

MEETING = re.compile(
    r"""
    (?P<kind> Trilateral\ talks | Indirect\ talks | Talks | Meeting | Consultations\ among\ allies | Call )
    (?: \ in \ (?P<place> [^:]+? ) )?
    (?: (?: : \  | \ between \  | \ with \  ) (?P<who> .+? ) )?
    (?: ,\ with \ (?P<third> .+? ) \ mediating )?
    (?: ,\ after \ (?P<after> .+ ) )?
    """,
    re.VERBOSE,
)
"""How the analysis words the title of a meeting."""
UNTOLD = "Meeting, parties not told"
EARLIER = re.compile(r"earlier talks in (?P<place>.+?)(?=, earlier talks| and earlier talks|$)")


def title(entry: Entry) -> str:
    """The entry's title."""
    if entry.kind == "position" and entry.detail and entry.parties:
        stance = label("stance", entry.status)
        return gettext("%(subject)s: %(stance)s") % {"subject": subject(entry), "stance": stance}
    if entry.kind == "measure" and entry.detail:
        words = label("measure", entry.detail)
        return f"{words[:1].upper()}{words[1:]}: {whole(entry.title.partition(': ')[2])}"
    if entry.kind == "meeting" and current_language() != "en":
        return _meeting(entry.title)
    return entry.title


def whole(words: str) -> str:
    """The words without quotation marks that have lost their partner where the words were cut out.

    >>> whole("its “defensive operations"), whole('"all'), whole("the “zone”")
    ('its defensive operations', 'all', 'the “zone”')
    """
    for first, last in ("“”", "«»", '""'):
        if words.count(first) != words.count(last) or (first == last and words.count(first) % 2):
            words = words.replace(first, "").replace(last, "")
    return words


def subject(entry: Entry) -> str:
    """Whose position on what."""
    if not entry.parties:
        return entry.title
    return on_issue(entry.parties[0], issue_words(entry.detail or "other"))


def on_issue(party: str, issue: str) -> str:
    """A party's position on an issue, as a heading."""
    return gettext("%(party)s on %(issue)s") % {"party": party, "issue": issue[:1].lower() + issue[1:]}


def _meeting(words: str) -> str:
    """The title of a meeting, put together anew; as it is where it is worded otherwise."""
    if words == UNTOLD:
        return gettext("Meeting, parties not told")
    found = MEETING.fullmatch(words)
    if found is None:
        return words
    made = gettext(found["kind"])
    if found["place"]:
        made += gettext(" in %(place)s") % {"place": found["place"]}
    if found["who"]:
        made += ": " + _names(found["who"])
    if found["third"]:
        made += gettext(", %(who)s mediating") % {"who": _names(found["third"])}
    if found["after"]:
        made += gettext(", after %(what)s") % {"what": after(found["after"])}
    return made


def moment_title(words: str) -> str:
    """The title of a moment of the talks."""
    return words if current_language() == "en" else _meeting(words)


def after(words: str) -> str:
    """What a moment came after.

    >>> after("earlier talks in Torr")
    'earlier talks in Torr'
    """
    return EARLIER.sub(lambda found: gettext("earlier talks in %(place)s") % {"place": found["place"]}, words)


def _names(words: str) -> str:
    return words.replace(" and ", f" {gettext('and')} ")


def kinds() -> tuple[str, ...]:
    """The words that a title of a meeting begins with, for the catalogue."""
    return ("Trilateral talks", "Indirect talks", "Talks", "Meeting", "Consultations among allies", "Call")
