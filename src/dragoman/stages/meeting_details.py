"""Where, when, how long and in which round: what stands around the word that reports an encounter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.when import UNKNOWN_TIME, When
from ..reading.dates import TimeExpression
from ..reading.intervals import plus_days, span_of_days
from ..reading.places import PlaceMention
from ..reading.reading import Reading
from .meeting_candidates import Candidate, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = {"city": 0.4, "venue": 0.2, "country": 0.0, "region": -0.2}
MARKS = ("since", "after", "before", "until", "when", "although", "while")
CLOSING = ("end", "conclude", "wrap", "finish", "close", "complete")


class Surroundings:
    """Places and times of one text by the token at which they start."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.places = [(self._token(p.start), p) for p in reading.places]
        self.times = [(self._head(t.start, t.end), t) for t in reading.times]

    def _token(self, position: int) -> Token:
        span = self.reading.doc.char_span(position, position + 1, alignment_mode="expand")
        token: Token = span[0] if span is not None and len(span) else self.reading.doc[0]
        return token

    def _head(self, start: int, end: int) -> Token:
        """The word that the others of an expression hang on: "October" of "11 October"."""
        span = self.reading.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else self._token(start)

    def place(self, candidate: Candidate) -> PlaceMention | None:
        """The place that hangs on the word, its verb, or on something said of it within the clause."""
        best: tuple[float, PlaceMention] | None = None
        sentence = candidate.token.sent
        for token, place in self.places:
            if not sentence.start <= token.i < sentence.end:
                continue
            score = self._fit(token, candidate, place) + KINDS[place.kind]
            if score > 0 and (best is None or score > best[0]):
                best = (score, place)
        return best[1] if best is not None else None

    def _fit(self, token: Token, candidate: Candidate, place: PlaceMention) -> float:
        """How closely a place belongs to the encounter; below zero where it belongs to something else."""
        word = candidate.token
        if place.use == "modifier":
            return 3.0 if token.head.i == word.i or self._heads(token, word) else -1.0
        holder = self._holder(token)
        if place.use == "dateline" or holder is None or self._said(token, candidate) or self._topic(token):
            return -1.0
        if self._follows(token, word):
            return 2.5
        inside = candidate.start <= token.i < candidate.end
        if holder.i == word.i or (candidate.verb is not None and holder.i == candidate.verb.i):
            return 3.0
        if holder.pos_ in ("NOUN", "PROPN"):
            return self._fit_noun(holder, inside, place, after=token.i > word.i)
        if holder.pos_ in ("VERB", "AUX"):
            governs = holder.i == getattr(candidate.top, "i", -1) or word.i in {t.i for t in holder.subtree}
            return (1.8 if inside else 0.8) if governs else 1.0 if inside else -0.2
        return 0.3 if inside else -1.0

    def _follows(self, token: Token, word: Token) -> bool:
        """ "a meeting held, on Friday, in Tunis": nothing but a time between the word and the place."""
        between = self.reading.doc[word.i + 1 : max(token.i - 1, word.i + 1)]
        known = (t.ent_type_ in ("DATE", "TIME") or t.is_punct or t.lower_ in ("held", "on", "the") for t in between)
        return token.i > word.i and token.nbor(-1).lower_ in ("in", "at") and all(known)

    def _fit_noun(self, holder: Token, inside: bool, place: PlaceMention, *, after: bool) -> float:
        lemma = holder.lemma_.lower()
        if lemma in self.words.nouns or self.words.has("context.venues", lemma):
            return 2.0 if inside else 1.0
        if holder.text.islower() and lemma in self.words.sets.get("context.elsewhere", ()):
            return -2.0
        if self.words.has("actor_nouns", lemma, holder.lower_):
            return 0.3 if inside and (after or place.kind in ("city", "venue")) else -1.0
        return 0.6 if inside else -0.5

    def _topic(self, token: Token) -> bool:
        """ "discuss peace in Yemen": what stands right before the preposition, whatever the parser hangs it on."""
        before = token.i - 1
        while before > 0 and self.reading.doc[before].pos_ in ("DET", "ADJ"):
            before -= 1
        if before < 1 or self.reading.doc[before].pos_ != "ADP" or self.reading.doc[before - 1].is_title:
            return False
        return self.words.has("context.elsewhere", self.reading.doc[before - 1].lemma_.lower())

    def _said(self, token: Token, candidate: Candidate) -> bool:
        """Whether the place stands in what was told, not in the telling ("told him that ... in Gaza")."""
        if candidate.noun:
            return False
        for ancestor in token.ancestors:
            if ancestor.dep_ == "ccomp" and ancestor.head.i == candidate.token.i:
                return True
            if ancestor.i == candidate.token.i:
                return False
        return False

    def _holder(self, token: Token) -> Token | None:
        """The word that the place is said of, past prepositions and names joined to it."""
        current = token
        for _ in range(8):
            head = current.head
            if head.i == current.i:
                return None
            if (
                head.dep_ == "prep"
                or head.pos_ in ("ADP", "SCONJ")
                or (
                    current.dep_ in ("conj", "appos", "compound", "nmod", "poss", "flat", "amod")
                    and head.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
                )
                or head.lemma_.lower() in ("city", "capital", "town", "port", "headquarters")
                or head.ent_type_ in ("DATE", "TIME")
            ):
                current = head
                continue
            return head
        return None

    def _heads(self, token: Token, word: Token) -> bool:
        """Whether the name stands before the word: "Geneva peace talks", not "talks on the Geneva track"."""
        for ancestor in list(token.ancestors)[:3]:
            if ancestor.i == word.i or ancestor.pos_ == "ADP":
                return ancestor.i == word.i
        return False

    def time(self, candidate: Candidate) -> TimeExpression | None:
        """The date that hangs on the word or its verb, or stands nearest within the clause."""
        best: tuple[float, TimeExpression] | None = None
        sentence = candidate.token.sent
        for token, time in self.times:
            open_ended = time.words[:5].lower() == "since"
            if time.kind == "duration" or open_ended or not sentence.start <= token.i < sentence.end:
                continue
            score = self._time_fit(token, candidate) - abs(token.i - candidate.token.i) / 100
            if score > 0 and (best is None or score > best[0]):
                best = (score, time)
        return best[1] if best is not None else None

    def _time_fit(self, token: Token, candidate: Candidate) -> float:
        word, verbs = candidate.token, {t.i for t in (candidate.verb, candidate.top) if t is not None}
        holder = self._holder(token)
        if self._under_mark(token, {word.i, *verbs}):
            return -1.0
        inside = candidate.start <= token.i < candidate.end
        if holder is None or self._said(token, candidate):
            return 0.6 if inside and holder is None else -1.0
        if holder.i == word.i:
            return 3.0
        if holder.i in verbs:
            return 2.5
        if holder.pos_ in ("NOUN", "PROPN") and holder.lemma_.lower() not in self.words.nouns:
            if holder.head.i == word.i or self.words.has("actor_nouns", holder.lower_) or holder.ent_type_ == "PERSON":
                return 1.2 if inside else 0.5
            apart = holder.head.lower_ in ("since", "after", "before", "following", "until", "despite", "amid")
            return 0.3 if inside and not apart else -1.0
        if holder.pos_ in ("VERB", "AUX"):
            if word.i in {t.i for t in holder.subtree}:
                return 0.8 if self._reports(holder) else 1.4
            return 0.9 if inside else -1.0
        return 0.9 if inside else -1.0

    def _under_mark(self, token: Token, own: set[int]) -> bool:
        """Whether the date stands in a clause of its own: "the first contact since fighting began in 2022"."""
        for ancestor in token.ancestors:
            if ancestor.i in own:
                return False
            if any(c.dep_ == "mark" and c.lower_ in MARKS for c in ancestor.children):
                return True
        return False

    def _reports(self, verb: Token) -> bool:
        return any(child.dep_ == "ccomp" for child in verb.children)

    def duration(self, candidate: Candidate) -> TimeExpression | None:
        """A length of time said of the encounter: "two days of talks", "a five-day visit"."""
        for token, time in self.times:
            if time.kind != "duration" or not candidate.start <= token.i < candidate.end:
                continue
            last = self._token(time.end - 1)
            near = {last.head.i, token.head.i, last.head.head.i, *(t.i for t in last.children)}
            below = {t.i for t in last.subtree}
            verb = candidate.verb.i if candidate.verb is not None else -1
            if candidate.token.i in near | below or (verb in near and last.head.lemma_ in ("last", "for")):
                return time
        return None

    def when(self, candidate: Candidate, time: TimeExpression | None, duration: TimeExpression | None) -> When:
        """The days meant: "ended two days of talks on Wednesday" began the day before."""
        if time is None:
            return UNKNOWN_TIME
        when = time.when
        if duration is None or duration.unit != "day" or duration.amount is None or when.start is None:
            return when
        if when.precision == "day" and candidate.verb is not None and candidate.verb.lemma_.lower() in CLOSING:
            return span_of_days(plus_days(when.start, 1 - int(duration.amount)), when.start, "range", "relative")
        return when

    def round(self, candidate: Candidate) -> int | None:
        """The number of a round: "the second round of talks", "third meeting"."""
        ordinals = {
            form: int(value)
            for row in self.reading.lexicon("times").get("ordinals", ())
            for value, _, forms in [row.partition("=")]
            for form in forms.split("|")
        }
        if not candidate.noun:
            return None
        token = candidate.token
        heads = [token, *(a for a in list(token.ancestors)[:2] if a.lemma_.lower() in ("round", "session", "meeting"))]
        for head in heads:
            for child in head.children:
                number = ordinals.get(child.lower_) or self._figure(child)
                counted = head.lemma_.lower() == "round" or (number or 0) > 1
                if number is not None and counted and self.words.has("context.counted", head.lemma_.lower()):
                    return number
        return None

    def _figure(self, token: Token) -> int | None:
        bare = token.lower_.rstrip("stndrh")
        return int(bare) if token.lower_ != bare and bare.isdigit() and len(bare) < 4 else None
