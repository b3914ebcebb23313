"""Claims in the shape of the annotation guidelines, every passage verbatim from the raw input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model.article import Article
from ..model.claim import Assessment, Claim, Measure, Meeting, Mention, Payload, Position, Statement
from ..model.codec import Json
from ..model.evidence import Evidence, Span
from ..model.record import Judgement
from ..text.offsets import to_raw

Row = dict[str, Json]
KIND_LISTS = ("statements", "meetings", "positions", "progress", "measures")


def annotate(article: Article, claims: Iterable[Claim[Payload]]) -> dict[str, list[Row]]:
    """The five lists of one article; offsets are code points into ``article.raw``."""
    lists: dict[str, list[Row]] = {kind: [] for kind in KIND_LISTS}
    for claim in sorted(claims, key=_order):
        match claim.payload:
            case Statement():
                lists["statements"].append(_statement(article, claim.evidence, claim.payload))
            case Meeting():
                lists["meetings"].append(_meeting(article, claim.evidence, claim.payload))
            case Position():
                lists["positions"].append(_position(article, claim.evidence, claim.payload))
            case Assessment():
                lists["progress"].append(_assessment(article, claim.evidence, claim.payload))
            case Measure():
                lists["measures"].append(_measure(article, claim.evidence, claim.payload))
    return lists


def _order(claim: Claim[Payload]) -> tuple[int, int, list[int], str]:
    """Text order; of several encounters in one clause, as it names who was there and where."""
    told: list[int] = []
    if isinstance(claim.payload, Meeting):
        place = claim.payload.place_words
        told = [*(m.span.start for m in claim.payload.participants), *([place.start] if place else [])]
    return claim.evidence.start, claim.evidence.end, told, claim.id


def export_annotations(
    articles: Iterable[tuple[Article, Sequence[Claim[Payload]]]],
    folder: Path,
    judgements: Sequence[Judgement] = (),
) -> tuple[Path, ...]:
    """Write one ``<key>.json`` an article into the folder; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for article, claims in articles:
        path = folder / f"{article.key.replace('/', '_')}.json"
        path.write_text(json.dumps(annotate(article, claims), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _passage(article: Article, name: str, place: Evidence | Span | None) -> Row:
    if place is None:
        return {name: None}
    start, end = to_raw(article.pieces, place.start, place.end)
    return {name: article.raw[start:end], f"{name}_start": start, f"{name}_end": end}


def _raw(article: Article, place: Span) -> str:
    start, end = to_raw(article.pieces, place.start, place.end)
    return article.raw[start:end]


def _names(article: Article, mentions: Iterable[Mention]) -> list[Json]:
    return [_raw(article, mention.span) for mention in mentions]


def _source_type(source: str | None) -> str | None:
    """The guidelines know three types of speaker: who holds the one office named ("the envoy") is named to them."""
    return "named" if source == "role" else source


def _statement(article: Article, evidence: Evidence, said: Statement) -> Row:
    row: Row = _passage(article, "content", evidence)
    row |= _passage(article, "speaker", said.speaker.span if said.speaker else None)
    row["speaker_resolved"] = said.speaker_name
    row["speaker_candidates"] = list(said.speaker.candidates) if said.speaker else []
    row["speaker_type"] = _source_type(said.source_class)
    row["source_class"] = said.source_class
    row["party"] = said.party
    row |= _passage(article, "cue", said.cue)
    row["direct"], row["via"] = said.direct, said.via
    row["modality"], row["attribution"] = said.modality, said.attribution
    return row


def _meeting(article: Article, evidence: Evidence, met: Meeting) -> Row:
    row: Row = _passage(article, "evidence", evidence)
    row["date"] = str(met.when) or None
    row |= _passage(article, "date_text", met.date_words)
    row["date_precision"], row["date_basis"] = met.when.precision, met.when.basis
    row["place"], row["country"] = met.place, met.country
    row["participants"] = _names(article, met.participants)
    row["mediators"] = _names(article, met.mediators)
    row["hosts"], row["parties"] = list(met.hosts), list(met.parties)
    row["delegations"] = [{"party": d.party, "lead": d.lead, "members": list(d.members)} for d in met.delegations]
    row["format"], row["status"], row["level"] = met.format, met.status, met.level
    row |= _passage(article, "duration", met.duration)
    row["round"] = met.round
    return row


def _position(article: Article, evidence: Evidence, position: Position) -> Row:
    row: Row = {"party": position.party, "issue": position.issue, "stance": position.stance, "kind": position.kind}
    row |= _passage(article, "evidence", evidence)
    row["basis"], row["attributed_to"] = position.basis, position.attributed_to
    row |= _passage(article, "condition", position.condition)
    return row


def _assessment(article: Article, evidence: Evidence, judged: Assessment) -> Row:
    row: Row = _passage(article, "characterisation", evidence)
    row |= _passage(article, "claimed_by", judged.claimed_by.span if judged.claimed_by else None)
    row["speaker_resolved"] = judged.claimed_by.name if judged.claimed_by else None
    row["kind"], row["party"], row["source_class"] = judged.kind, judged.party, judged.source_class
    return row


def _measure(article: Article, evidence: Evidence, step: Measure) -> Row:
    row: Row = _passage(article, "what", evidence)
    row["kind"], row["status"], row["parties"] = step.kind, step.status, list(step.parties)
    row["quantity"], row["unit"], row["place"] = step.quantity, step.unit, step.place
    row["date"] = str(step.when) or None
    row |= _passage(article, "conditions", step.conditions)
    return row
