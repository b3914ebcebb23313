"""Claims and citations as words: what a claim says field by field, and how an article is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..analysis.citation import Citation
from ..export.labels import day_words, issue_words, label, labels, listed, when_words
from ..export.texts import current_language, gettext, pgettext
from ..model.article import Article
from ..model.claim import Assessment, Claim, Measure, Meeting, Mention, Payload, Position, Statement
from ..model.when import When

Line = tuple[str, str]


def citation(cited: Citation) -> str:
    """Outlet, title, day and the words."""
    parts = [cited.outlet or cited.key, f"“{_flat(cited.title or '')}”" if cited.title else "", day_words(cited.day)]
    return ", ".join(part for part in parts if part) + f": “{_flat(cited.quote)}”"


def article_citation(article: Article, title: str) -> str:
    """Outlet, title, day, address."""
    parts = [article.outlet or article.key, f"“{_flat(title)}”", day_words(article.day), article.url or ""]
    return ", ".join(part for part in parts if part)


def told(claim: Claim[Payload]) -> list[Line]:
    """What a claim says, field by field, in plain words; fields that are not known are left out."""
    payload = claim.payload
    if isinstance(payload, Statement):
        lines = _statement(payload)
    elif isinstance(payload, Meeting):
        lines = _meeting(payload)
    elif isinstance(payload, Position):
        lines = _position(payload)
    elif isinstance(payload, Measure):
        lines = _measure(payload)
    else:
        lines = _assessment(payload)
    return [(name, _flat(words)) for name, words in lines if words]


def _statement(said: Statement) -> Iterator[Line]:
    yield "speaker", who(said.speaker) or gettext("not told")
    yield "source", label("source_class", said.source_class) if said.source_class else ""
    yield "party", said.party or ""
    yield "manner", label("manner", "direct" if said.direct else "indirect")
    yield "via", said.via or ""
    yield "modality", label("modality", said.modality)


def _meeting(met: Meeting) -> Iterator[Line]:
    yield "status", label("status", met.status)
    yield "date", dated(met.when)
    yield "place", ", ".join(part for part in (met.place, met.country) if part)
    yield "parties", listed(met.parties)
    yield "participants", listed([who(mention) for mention in met.participants])
    yield "mediators", listed([who(mention) for mention in met.mediators])
    yield "hosts", listed(met.hosts)
    yield "format", label("format", met.format)
    yield "delegations", "; ".join(f"{d.party}: {d.lead}" for d in met.delegations if d.lead)
    yield "level", label("level", met.level) if met.level else ""
    yield "duration", met.duration.words if met.duration else ""
    yield "round", str(met.round) if met.round else ""


def _position(held: Position) -> Iterator[Line]:
    yield "holder", held.party
    yield "issue", issue_words(held.issue)
    yield "stance", label("stance", held.stance)
    yield "kind", label("position", held.kind) if held.kind else ""
    yield "basis", label("basis", held.basis)
    yield "attributed to", held.attributed_to or ""
    yield "condition", held.condition.words if held.condition else ""


def _measure(step: Measure) -> Iterator[Line]:
    yield "kind", label("measure", step.kind)
    yield "status", label("status", step.status)
    yield "parties", listed(step.parties)
    yield "number", f"{step.quantity:,g} {step.unit or ''}".strip() if step.quantity is not None else ""
    yield "place", step.place or ""
    yield "date", dated(step.when)
    yield "conditions", step.conditions.words if step.conditions else ""


def _assessment(said: Assessment) -> Iterator[Line]:
    yield "kind", label("progress", said.kind)
    yield "claimed by", who(said.claimed_by) or gettext("the reporter")
    yield "party", said.party or ""
    yield "source", label("source_class", said.source_class) if said.source_class else ""


def who(mention: Mention | None) -> str:
    """A mention: the full name, and the text's words where they differ."""
    if mention is None:
        return ""
    if mention.name is None:
        if not mention.candidates:
            return f"“{mention.span.words}”"
        names = f" {gettext('or')} ".join(mention.candidates)
        return gettext("“%(words)s” (perhaps %(names)s)") % {"words": mention.span.words, "names": names}
    same = mention.name == mention.span.words
    return mention.name if same else f"{mention.name} (“{mention.span.words}”)"


def dated(when: When) -> str:
    """A time with where it comes from."""
    return f"{when_words(when)} ({label('date_basis', when.basis)})" if when.known else ""


MONTH = re.compile("|".join(labels()["month"].values()))
CODED = {"format": "format", "status": "status", "basis": "basis", "stance": "stance", "source": "source_class",
         "level": "level"}  # fmt: skip
"""Fields of a record whose values are codes, with the labels for them."""


def value(field: str, words: str, kind: str) -> str:
    """A field's value of a record in plain words.

    >>> value("format", "allied consultation", "meeting")
    'consultation among allies'
    """
    if field == "kind":
        group = {"measure": "measure", "assessment": "progress", "position": "position"}.get(kind, "one")
        return label(group, words.replace(" ", "_"))
    if field == "date":
        day, _, basis = words.rpartition(" (")
        return f"{_months(day)} ({label('date_short', basis.rstrip(')'))})" if day else words
    if field == "manner":
        return label("manner", words)
    return label(CODED[field], words.replace(" ", "_")) if field in CODED else words


def thousands(number: int) -> str:
    """A number with its thousands set apart.

    >>> thousands(16595)
    '16,595'
    """
    return f"{number:,}".replace(",", "," if current_language() == "en" else "\u00a0")


def _months(words: str) -> str:
    """English names of months in the language of the moment."""
    return MONTH.sub(lambda found: pgettext("month after a day", found[0]), words).replace(" to ", " – ")


def days(first: date, last: date) -> str:
    """Days from the first to the last."""
    return when_words(When(start=first, end=last, precision="range", basis="stated"))


def _flat(text: str) -> str:
    return " ".join(text.split())
