"""When, how long and in which round: what stands around the word that reports an encounter."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.when import UNKNOWN_TIME, When
from ..reading.dates import TimeExpression
from ..reading.intervals import plus_days, span_of_days
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Candidate, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

MARKS = ("since", "after", "before", "until", "when", "although", "while")
CLOSING = ("end", "conclude", "wrap", "finish", "close", "complete")

JOINT = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+(?:again\s+)?(?:on\s+|from\s+)?", re.IGNORECASE)


class Surroundings:
    """Times of one text by the token at which they start, and what expressions hang on."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.times = [(self._head(t.start, t.end), t) for t in reading.times]
        self.lists = {key: frozenset(forms) for key, forms in reading.lexicon("places").items()}

    @cached_property
    def events(self) -> frozenset[int]:
        """Where nouns stand that can mean an encounter."""
        nouns = (token for token in self.reading.doc if token.pos_ in ("NOUN", "PROPN"))
        return frozenset(token.i for token in nouns if token.lemma_.lower() in self.words.nouns)

    def token_at(self, position: int) -> Token:
        """The token that holds a position of the text."""
        span = self.reading.doc.char_span(position, position + 1, alignment_mode="expand")
        token: Token = span[0] if span is not None and len(span) else self.reading.doc[0]
        return token

    def _head(self, start: int, end: int) -> Token:
        """The word that an expression hangs on: "October" of "11 October", of "11" in "11 and 15 October"."""
        span = self.reading.doc.char_span(start, end, alignment_mode="expand")
        root: Token = span.root if span is not None and len(span) else self.token_at(start)
        return root.head if root.dep_ == "nummod" else root

    def happens(self, holder: Token, candidate: Candidate) -> bool:
        """ "the third meeting of the group, held on 7 May in Cairo": whatever the parser hangs the participle on."""
        word = candidate.token
        if not candidate.noun or holder.i <= word.i or holder.lemma_.lower() not in self.lists.get("happening", ()):
            return False
        subjects = [child for child in holder.children if child.dep_ in SUBJECTS]
        alone = holder.tag_ in ("VBN", "VBG") and not subjects and not any(c.dep_ == "aux" for c in holder.children)
        above = holder.head if holder.dep_ == "xcomp" and holder.head.lemma_ == "be" else holder  # "which was to open"
        related = above.dep_ == "relcl" and any(child.tag_ == "WDT" for child in above.children)
        return (alone or related) and not any(i in self.events for i in range(word.i + 1, holder.i))

    def apart(self, token: Token, candidate: Candidate, *, wide: bool) -> bool:
        """Whether it stands in a clause that tells of something else: "rebels who fight in Darfur".

        ``wide``: a country or region, which the aim of an encounter may name: "met to discuss mediation in Yemen".
        """
        word = candidate.token
        own = {t.i for t in (word, candidate.verb, candidate.top) if t is not None}
        for ancestor in token.ancestors:
            if ancestor.i in own:
                return False
            if ancestor.pos_ not in ("VERB", "AUX") or self.goes(ancestor) or ancestor.is_ancestor(word):
                continue
            if ancestor.dep_ == "relcl" and self.guest(ancestor):
                continue
            aim = wide and any(child.lower_ == "to" and child.dep_ == "aux" for child in ancestor.children)
            if aim or (ancestor.dep_ in ("relcl", "acl") and ancestor.head.i not in own | self.events):
                return True
        return False

    def guest(self, verb: Token) -> bool:
        """ "met the minister, who is on a visit to Oman", "who called on him at the palace": who is met is there."""
        on = [child for child in verb.children if child.dep_ in ("prep", "prt") and child.lower_ == "on"]
        if verb.lemma_ == "be":
            return any(self.words.nouns.get(noun.lemma_.lower()) == "visit" for prep in on for noun in prep.children)
        visits = verb.tag_ == "VBG" and verb.lemma_.lower() in self.lists.get("visiting", ())
        return visits or (verb.lemma_ == "call" and bool(on))

    def goes(self, verb: Token) -> bool:
        """Whether a place is where the verb leads or where something takes place."""
        return any(verb.lemma_.lower() in self.lists.get(key, ()) for key in ("motion", "visiting", "happening"))

    def said(self, token: Token, candidate: Candidate) -> bool:
        """Whether the place stands in what was told, not in the telling ("told him that ... in Gaza")."""
        if candidate.noun:
            return False
        for ancestor in token.ancestors:
            if ancestor.dep_ == "ccomp" and ancestor.head.i == candidate.token.i:
                return True
            if ancestor.i == candidate.token.i:
                return False
        return False

    def holder(self, token: Token) -> Token | None:
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
                or head.lemma_.lower() in self.lists.get("named_after", ())
                or (current.dep_ == "compound" and head.lower_ in self.lists.get("region_nouns", ()))
                or head.ent_type_ in ("DATE", "TIME")
            ):
                current = head
                continue
            return head
        return None

    def time(self, candidate: Candidate) -> TimeExpression | None:
        """The date that hangs on the word or its verb, or stands nearest within the clause."""
        best: tuple[float, TimeExpression] | None = None
        sentence = candidate.token.sent
        for token, time in self.times:
            open_ended = time.words[:5].lower() == "since"
            if time.kind == "duration" or open_ended or not sentence.start <= token.i < sentence.end:
                continue
            score = self._time_fit(token, candidate) - abs(token.i - candidate.token.i) / 100
            score -= 0.5 if self._second(time) else 0.0
            if score > 0 and (best is None or score > best[0]):
                best = (score, time)
        return best[1] if best is not None else None

    def _opens(self, token: Token, candidate: Candidate) -> bool:
        """ "On 7 May, ... met": at the head of a sentence whose main verb tells the encounter, or where none does."""
        sentence, doc = token.sent, self.reading.doc
        following = next((t for t in doc[token.i + 1 : sentence.end] if t.ent_type_ not in ("DATE", "TIME")), token)
        if token.i - sentence.start > 4 or following.text != ",":
            return False
        root = sentence.root
        own = {t.i for t in (candidate.verb, candidate.top) if t is not None}
        return root.pos_ not in ("VERB", "AUX") or bool(own & {root.i, *(t.i for t in root.conjuncts)})

    def _second(self, time: TimeExpression) -> bool:
        """ "on 27 and 30 April": what several days have in common begins with the first."""
        before = max((t.end for t in self.reading.times if t.end <= time.start and t.kind == "date"), default=None)
        return before is not None and JOINT.fullmatch(self.reading.text, before, time.start) is not None

    def _time_fit(self, token: Token, candidate: Candidate) -> float:
        word, verbs = candidate.token, {t.i for t in (candidate.verb, candidate.top) if t is not None}
        holder = self.holder(token)
        if self._under_mark(token, {word.i, *verbs}):
            return -1.0
        inside = candidate.start <= token.i < candidate.end
        if holder is None or self.said(token, candidate):
            return 0.6 if inside and holder is None else -1.0
        if self.happens(holder, candidate):
            return 2.4
        if self._opens(token, candidate):
            return 2.2
        if self.apart(token, candidate, wide=False):
            return -1.0
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
            if word.i == holder.i or holder.is_ancestor(word):
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
            last = self.token_at(time.end - 1)
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
