"""Contacts that one side reports and another denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from ..model.claim import Meeting, Statement
from ..model.fold import status_on
from ..model.record import Relation
from .told import Corpus, Told, party_of

Lexicon = Mapping[str, tuple[str, ...]]
REACH = 1500
"""A denial answers the contact reported within so many characters before it."""
LATER = timedelta(days=7)


def denials(corpus: Corpus, lexicon: Lexicon) -> Iterator[Relation]:
    """A statement that no such meeting took place contradicts the meeting reported before it."""
    phrases = lexicon.get("denials.phrases", ())
    meetings: dict[str, list[Told[Meeting]]] = {}
    for meeting in corpus.of(Meeting):
        if status_on(meeting.payload, meeting.day) in ("held", "ongoing", "denied"):
            meetings.setdefault(meeting.article.id, []).append(meeting)
    answered_before: set[str] = set()
    for statement in corpus.of(Statement):
        said = statement.sentence.casefold()
        if not any(phrase in said for phrase in phrases):
            continue
        answered = [m for m in meetings.get(statement.article.id, ()) if _answers(statement, m)]
        if answered:
            meeting = max(answered, key=lambda m: (m.payload.status == "denied", m.claim.evidence.start, m.id))
            if meeting.id in answered_before:
                continue
            answered_before.add(meeting.id)
            who = statement.payload.party or statement.payload.speaker_name or "a source"
            reason = f'one source reports the contact, {who} denies it: "{meeting.claim.evidence.quote}" against '
            yield Relation(
                kind="contradicts",
                subject=statement.id,
                object=meeting.id,
                aspect="status",
                reason=f'{reason}"{statement.claim.evidence.quote}"',
                evidence=(statement.claim.evidence, meeting.claim.evidence),
            )


def _answers(statement: Told[Statement], meeting: Told[Meeting]) -> bool:
    gap = statement.claim.evidence.start - meeting.claim.evidence.end
    if not 0 <= gap <= REACH:
        return False
    people = (*meeting.payload.participants, *meeting.payload.mediators)
    parties = {*meeting.payload.parties, *(party for m in people if (party := party_of(m)))}
    return statement.payload.party is None or not parties or statement.payload.party in parties
