"""The nouns of Dragoman: frozen data, standard library only, no input or output."""

from .actor import Actor, ActorKind, Role
from .article import Article, Block, Furniture, Piece, Reference, article_id
from .claim import (
    KINDS,
    Assessment,
    Claim,
    Delegation,
    Measure,
    Meeting,
    Mention,
    Payload,
    Position,
    Statement,
)
from .codec import Json, canonical_json, from_json, to_json
from .evidence import Evidence, Span, evidence_of, span_of
from .identity import content_id, slug
from .issue import Issue
from .record import Failure, Judgement, Record, Relation, Run
from .when import UNKNOWN_TIME, When

__all__ = [
    "KINDS",
    "UNKNOWN_TIME",
    "Actor",
    "ActorKind",
    "Article",
    "Assessment",
    "Block",
    "Claim",
    "Delegation",
    "Evidence",
    "Failure",
    "Furniture",
    "Issue",
    "Json",
    "Judgement",
    "Measure",
    "Meeting",
    "Mention",
    "Payload",
    "Piece",
    "Position",
    "Record",
    "Reference",
    "Relation",
    "Role",
    "Run",
    "Span",
    "Statement",
    "When",
    "article_id",
    "canonical_json",
    "content_id",
    "evidence_of",
    "from_json",
    "slug",
    "span_of",
    "to_json",
]
