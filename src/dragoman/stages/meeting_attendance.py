"""Who else takes part in an encounter: the rest of a list, who leads a delegation, who is told to have attended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.claim import Mention
from ..reading.gazetteer import fold
from ..reading.phrases import first_of_row
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Words, subject
from .meeting_merge import Group
from .meeting_offices import many
from .meeting_phrases import Phrases
from .meeting_report import Report
from .meeting_roles import Roles
from .meeting_rows import Phrase, Rows

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENS = 3  # words in which a sentence tells that it lists who was there
AFTER, LISTED = 3, 5  # sentences after a telling in which it may be told who attended, and who was there is listed
INSIDE = frozenset(("compound", "amod", "nmod", "det", "nummod", "quantmod", "punct", "case"))
OPENING = ("(", "—", "–")
SIDES = ("state", "armed_group")
BETWEEN_SIDES = ("talks", "round", "mediation", "mediate")


class Attendance:
    """Looks in one text for those who take part beside those whom the clauses of the tellings give."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.phrases = Phrases(reading, words)
        self.roles = Roles(reading, words)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.reading.doc.sents]

    @cached_property
    def named(self) -> tuple[Phrase, ...]:
        """Noun phrases that can name somebody who meets, none within another, in text order."""
        found: list[Phrase] = []
        for token in self.reading.doc:
            inside = token.dep_ in INSIDE and not self._dated(token)
            if inside or token.pos_ == "PRON" or not self.phrases.acts(token):
                continue
            span = None if self.phrases.media(token) else self.phrases.span(token)
            if span is not None:
                found.append(Phrase(token, *span, self._sentence(token.idx)))
        kept: list[Phrase] = []
        for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
            if not kept or phrase.end > kept[-1].end:
                kept.append(phrase)
        return tuple(kept)

    @cached_property
    def rows(self) -> Rows:
        """The lists in which those phrases stand."""
        return Rows(self.reading, self.phrases, self.roles, self.named)

    def _dated(self, token: Token) -> bool:
        """ "Houthis" in "govt and Houthis 5 June began talks", which the parser hangs on the day."""
        name = self.phrases.names.get(token.i)
        return name is not None and name.how != "adjective" and token.head.ent_type_ in ("DATE", "TIME")

    def _sentence(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def further(self, group: Group, people: Sequence[Mention], next_start: int | None) -> tuple[Mention, ...]:
        """Those who take part beside these people; ``next_start``: the token where the next encounter is told."""
        known = {_key(mention) for mention in people}
        found: list[Mention] = []
        for phrase in self._found(group, people, next_start):
            mention = self.roles.mention(phrase.start, phrase.end)
            if _key(mention) not in known:
                known.add(_key(mention))
                found.append(mention)
        return tuple(found)

    def _found(self, group: Group, people: Sequence[Mention], next_start: int | None) -> Iterator[Phrase]:
        if not people:
            yield from self._sides(group)
        if len(people) < 2 or all(m.span.start > group.best.sighting.candidate.token.idx for m in people):
            yield from self._doer(group, people)
        yield from self._listed(people)
        yield from self._led(group, people)
        for phrase in self._attending(group, people, next_start):
            yield from self.rows.around(phrase)

    def _sides(self, group: Group) -> Iterator[Phrase]:
        """Of talks that name nobody ("the next round"): the two sides that the text speaks of most, if it has two."""
        candidate = group.best.sighting.candidate
        if candidate.sort not in BETWEEN_SIDES or any(self._allied(report) for report in group.tellings):
            return
        third = {mention.party for report in group.tellings for mention in report.mediators}
        namings: dict[str, list[Phrase]] = {}
        for phrase in self.named:
            mention = self.roles.mention(phrase.start, phrase.end)
            actor = self.reading.actors.by_name.get(mention.party or "")
            own = mention.source_class == "institution" and actor is not None and actor.kind in SIDES
            side = mention.party if own else self._unnamed(phrase, mention)
            if side is not None and side not in third:
                namings.setdefault(side, []).append(phrase)
        ranked = sorted(namings.values(), key=lambda found: (-len(found), found[0].start))
        if len(ranked) < 2 or len(ranked[1]) < 2 or (len(ranked) > 2 and len(ranked[2]) == len(ranked[1])):
            return
        for found in ranked[:2]:
            yield min(found, key=lambda p: (self._by_organ(p), abs(p.start - candidate.token.idx), p.start))

    def _unnamed(self, phrase: Phrase, mention: Mention) -> str | None:
        """ "the government", "the opposition": a side that the text does not name."""
        word = phrase.token.lemma_.lower()
        sole = mention.party is None and phrase.token.tag_ in ("NN", "NNP")
        return word if sole and self.words.has("people.sides", word) else None

    def _allied(self, report: Report) -> bool:
        """Whether a telling speaks of allies: talks among them are none between the sides."""
        told = report.sighting.candidate
        return self.words.has("context.allied", *(t.lower_ for t in self.reading.doc[told.start : told.end]))

    def _by_organ(self, phrase: Phrase) -> bool:
        """Whether the party is named by a palace or an organ of its own."""
        name = self.phrases.names.get(phrase.token.i)
        return name is None or name.how == "metonym" or name.actor.kind == "organ"

    def _doer(self, group: Group, people: Sequence[Mention]) -> Iterator[Phrase]:
        """Who meets, where the clause gives one side: "Biden travelled to Cairo for talks with ..."."""
        candidate = group.best.sighting.candidate
        if candidate.noun:
            sides = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in ("with", "from"))
            if not any(any(c.dep_ == "pobj" for c in side.children) for side in sides):
                return
        elif subject(candidate.token) is not None and people:
            return
        at = {phrase.token.i: phrase for phrase in self.named}
        for verb in candidate.token.ancestors:
            doer = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
            if doer is not None and doer.i == verb.head.i and not self.phrases.acts(doer):
                continue  # "expressed a *desire* to meet him"
            if doer is not None and self.words.has("people.sayings", doer.lemma_.lower()):
                doer = self._who_spoke(verb)
            if doer is None:
                continue
            members = [at[m.i] for m in self.phrases.row(doer) if m.i in at]
            yield from (member for member in members if member.end <= self.reading.doc[candidate.token.i].idx)
            return

    def _who_spoke(self, verb: Token) -> Token | None:
        """ "A criticised B. The comments came after talks with C": the subject of the sentence before."""
        start = verb.sent.start
        return subject(self.reading.doc[start - 1].sent.root) if start else None

    def _listed(self, people: Sequence[Mention]) -> Iterator[Phrase]:
        for mention in people:
            row = list(self.rows.after(mention))
            yield from row
            yield from self.rows.including(row[-1].end if row else mention.span.end)

    def _led(self, group: Group, people: Sequence[Mention]) -> Iterator[Phrase]:
        """Who leads or accompanies those who take part: "a delegation led by A", "B, accompanied by C"."""
        places = {(mention.span.start, mention.span.end) for mention in people}
        taking = {phrase.token.i for phrase in self.named if (phrase.start, phrase.end) in places}
        own = self._sentence(group.best.sighting.candidate.token.idx)
        for phrase in self.named:
            top = first_of_row(phrase.token)
            verb = top.head.head
            if (
                top.dep_ != "pobj"
                or top.head.lower_ != "by"
                or not self.words.has("people.beside", verb.lemma_.lower())
            ):
                continue
            if (verb.dep_ == "acl" and verb.head.i in taking) or (
                verb.dep_ != "acl" and 0 <= phrase.sentence - own < 2 and self._company(verb, taking)
            ):
                yield phrase

    def _company(self, verb: Token, taking: set[int]) -> bool:
        """ "He was joined by A", said of one who takes part."""
        joined = self.words.has("people.accompanies", verb.lemma_.lower())
        whom = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        return joined and whom is not None and (whom.tag_ == "PRP" or whom.i in taking)

    def _attending(self, group: Group, people: Sequence[Mention], next_start: int | None) -> Iterator[Phrase]:
        """ "A and B attended", "C briefed the council", "the delegation includes D" in the sentences that follow."""
        candidate = group.best.sighting.candidate
        first = self._sentence(candidate.token.idx)
        last = first + LISTED
        if next_start is not None:
            last = min(last, self._sentence(self.reading.doc[next_start].idx) - 1)
        council = any(self.words.has("people.bodies", *fold(m.span.words).split()) for m in people)
        heads = {word for mention in people for word in fold(mention.span.words).split()}
        for phrase in self.named:
            top = first_of_row(phrase.token)
            if phrase.start < candidate.token.idx or phrase.sentence > max(last, first + 1) or _spelt_out(top):
                continue
            later = first < phrase.sentence <= last
            near = phrase.sentence == first or (later and phrase.sentence <= first + AFTER)
            if (
                (later and (self._stands_by(phrase) or self._present(phrase) or self._for_others(top)))
                or self._among(top, heads)
                or (top.dep_ in SUBJECTS and council and phrase.sentence > first and self._briefs(top.head))
                or (near and self._tells(top, heads, candidate.token))
            ):
                yield phrase

    def _among(self, top: Token, heads: Iterable[str]) -> bool:
        """ "Members of the union, including A and B, attended": those of whom some are named."""
        if top.dep_ != "pobj" or top.head.lower_ != "including":
            return False
        attended = any(above.pos_ == "VERB" and self._attends(above) for above in top.head.ancestors)
        return attended or self._included(first_of_row(top.head.head), heads)

    def _stands_by(self, phrase: Phrase) -> bool:
        """ "States of the region (A, B and C) and donors (D) took part": all that stand before such a verb."""
        verb = phrase.token.sent.root
        if phrase.token.i >= verb.i or not self._attends(verb):
            return False
        opened = any(token.text in OPENING for token in self.reading.doc[phrase.token.sent.start : phrase.token.i])
        under = next((a for a in phrase.token.ancestors if a.pos_ in ("VERB", "AUX")), verb)
        return under.i == verb.i and (opened or phrase.token.sent[0].lower_ == "in")

    def _present(self, phrase: Phrase) -> bool:
        """ "Also present were A, B and C": whom a sentence that opens so lists."""
        said = self.reading.doc[phrase.token.sent.start : phrase.token.i].text.lower()
        opening = next((o for o in self.words.sets.get("people.openings", ()) if said.startswith(o)), None)
        above = (token for token in phrase.token.ancestors if token.dep_ in ("relcl", "acl", "advcl"))
        return (opening is not None or self._opens_present(phrase.token)) and next(above, None) is None

    def _opens_present(self, token: Token) -> bool:
        """ "Present at the meeting were A and B"."""
        sentence = token.sent
        opening = any(self.words.has("people.there", word.lower_) for word in sentence[:OPENS])
        return opening and sentence.root.lemma_ == "be" and sentence.root.i < token.i

    def _for_others(self, top: Token) -> bool:
        """ "The ministry was represented by A", "The meeting featured a briefing by A"."""
        if top.dep_ == "nsubjpass" and top.head.lemma_.lower() == "represent":
            return True
        if top.dep_ != "pobj" or top.head.lower_ != "by":
            return False
        verb = top.head.head
        stood = verb.lemma_.lower() == "represent" and any(c.dep_ == "nsubjpass" for c in verb.children)
        return stood or (verb.pos_ == "NOUN" and self.words.has("people.briefs", verb.lemma_.lower()))

    def _tells(self, top: Token, heads: Iterable[str], told: Token) -> bool:
        """Whether the clause tells that this one was there."""
        if top.dep_ in SUBJECTS:
            return self._attends(top.head)
        if self._included(top, heads):
            return True
        verb = top.head.head
        later = top.sent.start > told.i or verb.dep_ == "relcl"
        return self._attended(top) if later else self._added(top, told)

    def _added(self, top: Token, told: Token) -> bool:
        """ "held a meeting in Juba, chaired by A and attended by B": said of the encounter told before the comma."""
        verb = top.head.head
        agent = top.dep_ == "pobj" and top.head.dep_ == "agent"
        if not agent or not self._attends(verb):
            return False
        first = first_of_row(verb)
        alone = first.dep_ in ("acl", "advcl") and not any(c.dep_ in SUBJECTS for c in first.children)
        return alone and first.left_edge.i > 0 and first.left_edge.nbor(-1).text == "," and told.i < first.i

    def _attends(self, verb: Token) -> bool:
        if verb.lemma_ == "be":  # "were also on hand", "was present"
            said = {token.lower_ for token in self.reading.doc[verb.i + 1 : verb.i + 4]}
            return self.words.has("people.there", *said)
        if self.words.has("people.there", verb.lower_):  # "with the ambassadors also present"
            return any(child.dep_ == "mark" and child.lower_ == "with" for child in verb.lefts)
        part = verb.lemma_ == "take" and any(child.lower_ == "part" for child in verb.children)
        asked = any(child.dep_ == "xcomp" and self._attends(child) for child in verb.children)
        return part or asked or self.words.has("people.attends", verb.lemma_.lower())

    def _briefs(self, verb: Token) -> bool:
        given = (child.lemma_.lower() for child in verb.children if child.dep_ == "dobj")
        return self.words.has("people.briefs", verb.lemma_.lower(), *given)

    def _attended(self, top: Token) -> bool:
        """ "The summit, attended by A", "The talks were also attended by A"."""
        verb = top.head.head
        agent = top.dep_ == "pobj" and top.head.lower_ == "by"
        whole = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), verb.head if verb.dep_ == "acl" else None)
        if whole is None and verb.dep_ == "conj":  # "was held in Juba and attended by A"
            whole = subject(verb)
        if not agent or whole is None or not self._attends(verb):
            return False
        return whole.lemma_.lower() in self.words.nouns or (verb.dep_ == "relcl" and whole.tag_ == "WDT")

    def _included(self, top: Token, heads: Iterable[str]) -> bool:
        """ "the delegation includes A", "the talks brought together envoys of B and C": said of those who meet."""
        token = top
        while token.dep_ == "pobj" and token.head.lower_ in ("of", "from") and token.head.head.i < token.i:
            token = first_of_row(token.head.head)
        verb = token.head if token.dep_ in ("dobj", "attr") else token
        whole = self._gathered(verb) or (subject(verb) if verb.pos_ == "VERB" else None)
        if whole is None:
            return False
        lemma, of = whole.lemma_.lower(), self.words.has("people.wholes", whole.lemma_.lower())
        if lemma in self.words.nouns or lemma in ("participant", "attendee"):
            return self.words.has("people.brings", verb.lemma_.lower())
        if whole.lower_ in ("these", "those") and whole.i == whole.sent.start:
            return self.words.has("people.includes", verb.lemma_.lower())
        return of and whole.lower_ in heads and self.words.has("people.includes", verb.lemma_.lower())

    def _gathered(self, verb: Token) -> Token | None:
        """ "A convened a meeting, bringing together B and C": the encounter that does so."""
        if verb.tag_ != "VBG" or not self.words.has("people.gathers", verb.lemma_.lower()):
            return None
        told = (c for c in verb.head.children if c.dep_ in ("dobj", *SUBJECTS) and c.lemma_.lower() in self.words.nouns)
        return next(told, None)


def _spelt_out(whole: Token) -> bool:
    """ "officials of both, including A and B": those who follow are meant."""
    return many(whole) and any(t.lower_ == "including" and t.dep_ == "prep" for t in whole.subtree if t.i > whole.i)


def _key(mention: Mention) -> str:
    """What two namings of one actor have in common."""
    return mention.name or re.sub(r"^the ", "", fold(mention.span.words))
