"""How far an encounter has come, by the verbs and adjectives around its word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model.claim import MeetingStatus
from ..reading.dates import TimeExpression
from .meeting_ahead import auxiliaries, finite, had, is_to, one_of_a_row, yet_to_be
from .meeting_candidates import PARTS, SUBJECTS, Candidate, Words, governing
from .meeting_chain import TAKES, chain, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset({"will", "'ll", "’ll", "would", "shall", "may", "might", "could", "can", "wo", "should", "must"})
PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "been"})
STAYS = ("be", "remain", "stay")
LASTING = ("talks", "contact", "mediation", "process")


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate, its modifiers, and what it hangs on up to the clause that the reporter vouches for."""

    candidate: Candidate
    time: TimeExpression | None
    day: date | None
    words: Words
    chain: tuple[Token, ...]
    modifiers: frozenset[str]

    @property
    def verb(self) -> Token | None:
        """The word itself if it is a verb, or the verb that carries it."""
        return self.candidate.verb


def status_of(candidate: Candidate, time: TimeExpression | None, day: date | None, words: Words) -> MeetingStatus:
    """Called off, put off, denied, ahead, under way, else held."""
    children = [c for c in candidate.token.children if c.dep_ in ("amod", "compound", "advmod", "acl")]
    modifiers = frozenset({c.lower_ for c in children} | {c.lemma_.lower() for c in children})
    at = Setting(candidate, time, day, words, tuple(chain(candidate, words)), modifiers)
    ended = _ended(at)
    if ended is not None:
        return ended
    if _ahead(at):
        initially = any(c.lower_ in ("initially", "originally") for token in at.chain for c in token.children)
        return "cancelled" if initially else "planned"
    return "ongoing" if _going_on(at) else "held"


def _ended(at: Setting) -> MeetingStatus | None:
    """Called off, put off or denied."""
    word = at.candidate.token
    verb = at.verb if at.candidate.noun else word.head if word.tag_ == "VBG" and word.dep_ == "xcomp" else None
    sort = at.words.light.get(verb.lemma_.lower()) if verb is not None else None
    gone = verb is not None and at.words.has("context.called_off", phrasal(verb))
    if sort == "cancelled" or gone or at.words.has("context.off", *at.modifiers) or _left(at):
        return "cancelled"
    put_off = verb is not None and at.words.has("context.put_off", phrasal(verb), *_state(verb))
    if sort == "postponed" or put_off or _put_off_since(at):
        return "postponed"
    return "denied" if _disclaimed(at) else None


def _left(at: Setting) -> bool:
    """ "withdrew from the talks", "pulled out of a summit"."""
    above = at.candidate.token.head
    verb = above.head.head if above.head.dep_ == "prep" else above.head
    out = at.candidate.noun and above.dep_ == "prep" and above.lower_ in ("from", "of")
    return out and at.words.has("context.withdraws", phrasal(verb), f"{verb.lemma_.lower()} {above.head.lower_}")


def _state(verb: Token) -> Iterator[str]:
    """ "remain frozen", "are on hold": what the encounter is said to be."""
    said = [c for c in verb.children if verb.lemma_ in STAYS]
    yield from (c.lower_ for c in said if c.dep_ in ("acomp", "oprd", "attr"))
    yield from (f"on {below.lower_}" for c in said if c.lower_ == "on" for below in c.children)


def _disclaimed(at: Setting) -> bool:
    """ "denied that it met them", "dismissed a report that they met"."""
    last = at.chain[-1]
    beyond = (last.head, last.head.head) if last.dep_ in ("ccomp", "acl", "relcl") else ()
    for token, above in pairwise((*at.chain, *beyond)):
        rumour = at.words.has("context.rumours", token.lemma_.lower())
        if above.lemma_ == "deny" or (rumour and at.words.has("context.disclaims", above.lemma_.lower())):
            return True
    return False


def _put_off_since(at: Setting) -> bool:
    """ "a conference which was expected in May but was postponed"."""
    word = at.candidate.token
    nouns = [word] if at.candidate.noun else [child for child in word.children if child.dep_ in ("dobj", "nsubjpass")]
    told = [child for noun in nouns for child in noun.children if child.dep_ in ("relcl", "acl")]
    told += [joined for verb in told for joined in verb.conjuncts]
    return any(v.tag_ == "VBN" and at.words.light.get(v.lemma_.lower()) == "postponed" for v in told)


def _ahead(at: Setting) -> bool:
    if at.candidate.noun and {"recent", "latest", "previous"} & at.modifiers:
        return False
    if at.words.has("context.ahead", *(at.modifiers - {"new", "further", "another"})):
        return True
    if any(_looks_ahead(at, i) for i in range(len(at.chain))) or _to_be_held(at) or _beside_future(at):
        return True
    if _being_arranged(at) or _on_the_agenda(at) or _prepared(at):
        return True
    if _meets_from_today(at):
        return True
    dated = at.time is not None and at.day is not None and at.time.when.start is not None
    if not dated or at.time is None or at.day is None or at.time.when.start is None or at.time.when.start <= at.day:
        return False
    if _followed_by_past(at) or _travelled_for(_whole(at.candidate.token), at.words):
        return False
    told = at.verb is not None and (not at.candidate.noun or at.verb.lemma_.lower() in at.words.light)
    past = (
        told and at.verb is not None and (governing(at.verb).tag_ in ("VBD", "VBN") or "been" in auxiliaries(at.verb))
    )
    return not past and not any(c.dep_ == "acl" and c.tag_ == "VBN" for c in at.candidate.token.children)


def _beside_future(at: Setting) -> bool:
    """ "before visiting Ramallah, he will meet A", "during his visit they are to sign": beside what lies ahead."""
    token = at.candidate.token if at.candidate.noun else at.verb
    if token is None or token.dep_ not in ("pobj", "pcomp") or not at.words.has("context.beside", token.head.lower_):
        return False
    verb = token.head.head
    helpers = auxiliaries(verb)
    if verb.pos_ in ("VERB", "AUX") and verb.tag_ == "VBN" and verb.dep_ == "ROOT" and helpers & PRESENT:
        return (
            token.head.lower_ in ("before", "during", "at")
            and at.words.has("context.fixed", verb.lemma_.lower())
            and any(c.dep_ == "xcomp" for c in verb.children)
        )
    return verb.pos_ in ("VERB", "AUX") and bool(helpers & {"will", "'ll", "’ll", "shall"}) and "have" not in helpers


def _on_the_agenda(at: Setting) -> bool:
    """ "their schedule includes meetings"."""
    doer = next((c for c in at.verb.children if c.dep_ in SUBJECTS), None) if at.verb is not None else None
    included = at.candidate.noun and at.verb is not None and at.words.has("context.including", at.verb.lemma_)
    return included and doer is not None and at.words.has("context.agendas", doer.lemma_.lower())


def _being_arranged(at: Setting) -> bool:
    """ "is organising a visit", "prepares a summit": what is being arranged has yet to come."""
    verb = at.verb
    if verb is None or not at.candidate.noun or not at.words.has("context.arranging", verb.lemma_.lower()):
        return False
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and bool(auxiliaries(verb) & PRESENT))


def _prepared(at: Setting) -> bool:
    """ "preparations are under way for a summit": apart from the noun that they belong to."""
    whole = _whole(at.candidate.token)
    if not at.candidate.noun or whole.dep_ != "pobj" or whole.head.lower_ != "for":
        return False
    doer = next((c for c in whole.head.head.children if c.dep_ in SUBJECTS), None)
    return doer is not None and doer.pos_ == "NOUN" and at.words.has("context.wishes", doer.lemma_.lower())


def _followed_by_past(at: Setting) -> bool:
    """ "following their visit, they travelled on": over by then, whenever the report is of."""
    whole = _whole(at.candidate.token)
    after = at.candidate.noun and whole.dep_ == "pobj" and whole.head.lower_ in ("after", "following")
    return after and whole.head.head.tag_ in ("VBD", "VBN")


def _meets_from_today(at: Setting) -> bool:
    """ "leaders who meet Thursday and Friday", told on Thursday."""
    if at.verb is None or at.time is None or at.day is None or at.candidate.noun:
        return False
    when = at.time.when
    lasting = when.start is not None and when.end is not None and when.start <= at.day < when.end
    return lasting and at.verb.tag_ in ("VBP", "VBZ") and when.precision in ("day", "range")


def _looks_ahead(at: Setting, i: int) -> bool:
    """Whether a word of the chain wants, plans or awaits what hangs on it."""
    token = at.chain[i]
    helpers = auxiliaries(token)
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        tells = not i or lemma in at.words.light or lemma in at.words.verbs or lemma in ("be", "occur", "happen")
        if helpers & MODALS and not helpers & {"have"} and tells:
            return True
        if "to" in helpers and (token.dep_ in ("acl", "relcl") or is_to(token)):
            return not one_of_a_row(token, at.words)
        if yet_to_be(token, at.words):
            return True
        if i and lemma == "look" and any(child.lower_ == "forward" for child in token.children):
            return True
        due = [c for c in token.children if c.dep_ in ("acomp", "oprd")]
        if lemma == "be" and any(
            at.words.has("context.offing", c.lower_) for p in token.children if p.dep_ == "prep" for c in p.children
        ):
            return True
        if i and lemma == "be" and any(at.words.has("context.wishes", c.lower_) for c in due):
            return True
        if token.tag_ == "VBG" and helpers & (PRESENT - {"been"}) and at.words.has("context.going", lemma):
            return not _now(at) and not any(at.words.has("context.now", child.lower_) for child in token.children)
    if i and token.pos_ in ("NOUN", "ADJ") and at.words.has("context.wishes", lemma):
        return not had(token, at.words)
    if i and token.pos_ in ("VERB", "ADJ") and at.words.has("context.wishing", lemma):
        below = at.chain[i - 1]
        return below.pos_ not in ("VERB", "AUX") or not finite(below) or lemma in ("hope", "expect")
    return False


def _now(at: Setting) -> bool:
    """Whether the time told began by the day of publication and has not ended: "are meeting this week"."""
    when = at.time.when if at.time is not None else None
    if when is None or at.day is None or when.start is None or when.end is None:
        return False
    return when.start <= at.day <= when.end


def _to_be_held(at: Setting) -> bool:
    """ "a meeting to be held", "talks planned for May"."""
    for child in at.candidate.token.children:
        if child.dep_ in ("acl", "relcl"):
            another = any(c.dep_ == "dobj" and c.lemma_.lower() in at.words.nouns for c in child.children)
            ahead = auxiliaries(child) & {"to", "will", "'ll", "’ll"}
            if ahead and child.lemma_ in ("hold", "take", "be", "start", "begin", "host"):
                return not another
            if child.tag_ == "VBN" and at.words.has("context.fixed", child.lemma_.lower()):
                return True
    return False


def _going_on(at: Setting) -> bool:
    sort = at.candidate.sort
    if at.words.has("context.ongoing", *at.modifiers):
        return not (at.words.has("context.intense", *at.modifiers) and _simply_held(at))
    if at.words.has("context.bygone", *at.modifiers):
        return False
    whole = _whole(at.candidate.token)
    after = whole.dep_ == "pobj" and whole.head.lower_ in ("after", "following", "since")
    if sort == "contact" and at.candidate.noun:
        return at.verb is not None and at.words.has("context.keeps", at.verb.lemma_.lower())
    if sort == "mediation" and at.candidate.noun:
        return not after
    if at.verb is not None and at.verb.lemma_ == "follow" and _followed(whole):
        return False
    if _known_talks(at) and not after:
        return True
    if sort == "visit" and whole.head.lower_ == "on" and whole.head.head.lemma_ == "be":
        return whole.head.head.tag_ in ("VBZ", "VBP")
    if at.verb is not None:
        return _goes_on(at, at.verb)
    bare = not any(c.dep_ in ("det", "poss") for c in at.candidate.token.children)
    plural = at.candidate.token.tag_ in ("NNS", "NNPS")
    past = at.words.has("context.behind", *at.modifiers) or at.time is not None or _followed(whole)
    adjunct = whole.dep_ == "pobj" and whole.head.lower_ not in TAKES
    return sort == "talks" and bare and plural and not past and not adjunct and not _travelled_for(whole, at.words)


def _known_talks(at: Setting) -> bool:
    """ "determined to proceed with the peace talks": those that are known, where no verb says that they were held."""
    word = at.candidate.token
    known = any(child.dep_ == "det" and child.lower_ == "the" for child in word.children)
    told = at.time is not None or (at.verb is not None and at.verb.lemma_.lower() in at.words.light)
    talks = at.candidate.noun and at.candidate.sort == "talks" and word.tag_ == "NNS"
    return talks and known and not told and at.words.has("context.peace", *at.modifiers)


def _simply_held(at: Setting) -> bool:
    """ "intensive talks were held", "held active discussions"."""
    verb = at.verb
    held = verb is not None and at.words.light.get(verb.lemma_.lower()) == "held"
    return (
        held and verb is not None and verb.tag_ in ("VBD", "VBN") and not auxiliaries(verb) & {"have", "has", "being"}
    )


def _followed(whole: Token) -> bool:
    """ "the deadline follows talks in Abu Dhabi"."""
    return whole.dep_ == "dobj" and whole.head.lemma_ == "follow"


def _travelled_for(whole: Token, words: Words) -> bool:
    """ "has travelled to Riyadh for talks", "paid a visit for talks": who went there held them."""
    if whole.dep_ != "pobj" or whole.head.lower_ != "for":
        return False
    above = whole.head.head
    went = words.verbs.get(above.lemma_.lower()) == "visit" or words.nouns.get(above.lemma_.lower()) == "visit"
    verb = above if above.pos_ == "VERB" else above.head
    arrived = words.has("context.arriving", verb.lemma_.lower())
    return went and not arrived and (verb.tag_ == "VBD" or bool(auxiliaries(verb) & {"has", "have", "had"}))


def _whole(noun: Token) -> Token:
    """ "days" of "two days of talks": what stands for the encounter in the clause."""
    above = noun.head.head
    parts = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.pos_ == "NOUN"
    return above if parts and above.lemma_.lower() in PARTS else noun


def _busy(verb: Token) -> bool:
    """ "is playing a part in facilitating talks", "are in Sudan to mediate": what those do who are at it now."""
    above = verb.head
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        carrier = above.head
        does = carrier.head if carrier.pos_ == "NOUN" and carrier.dep_ == "dobj" else carrier
        return does.tag_ == "VBG" and bool(auxiliaries(does) & PRESENT)
    if verb.dep_ not in ("xcomp", "advcl") or "to" not in auxiliaries(verb) or above.tag_ not in ("VBP", "VBZ"):
        return False
    return above.lemma_ == "be" and any(child.dep_ == "prep" and child.i < verb.i for child in above.children)


def _goes_on(at: Setting, verb: Token) -> bool:
    if _busy(verb):
        return True
    top = governing(verb)
    lately = at.time is None or at.day is None or at.time.when.end is None or (at.day - at.time.when.end).days <= 1
    for token in (verb, top):
        helpers = auxiliaries(token)
        if (token.tag_ == "VBG" or token.lower_ == "engaged") and helpers & {*PRESENT, "was", "were"}:
            spoke = at.words.has("context.speaks", token.lemma_.lower())  # "was speaking after the meeting"
            return bool(helpers & PRESENT) or token.lower_ == "engaged" or (lately and not spoke)
        if at.words.light.get(token.lemma_.lower()) == "continues" and _continues(token, at.words):
            return token.tag_ != "VBD" or lately
    if at.words.has("context.lasts", phrasal(verb)):
        return lately
    if (
        at.candidate.noun
        and at.words.has("context.begins", verb.lemma_.lower())
        and (at.candidate.sort in ("talks", "round") or _from_today(at))
    ):
        return lately
    if at.candidate.sort == "visit":
        arrives = at.words.has("context.arriving", verb.lemma_.lower()) and lately
        return arrives and (at.time is not None or verb.tag_ in ("VBZ", "VBP"))
    present = top.tag_ in ("VBZ", "VBP") or any(
        c.tag_ in ("VBZ", "VBP") for c in top.children if c.dep_ in ("aux", "auxpass")
    )
    perfect = any(
        bool(auxiliaries(token) & {"have", "has"}) and at.words.light.get(token.lemma_.lower()) == "held"
        for token in (verb, top)
    )
    over = at.words.has("context.over", verb.lemma_.lower())  # "A holds talks with B", "talks end" in a headline
    headline = over and verb.tag_ in ("VBZ", "VBP") and top.i == verb.i
    return at.candidate.noun and at.candidate.sort in LASTING and present and not perfect and not headline


def _from_today(at: Setting) -> bool:
    """ "today began a five-day visit"."""
    return at.time is not None and at.day is not None and at.time.when.start == at.time.when.end == at.day


def _continues(verb: Token, words: Words) -> bool:
    """ "go on", not "went to Mokha"; "keeps up talks", not "was kept secret"."""
    lemma = verb.lemma_.lower()
    if words.has("context.only_onward", lemma):
        return any(c.dep_ in ("prt", "advmod") and words.has("context.onward", c.lower_) for c in verb.children)
    return not (words.has("context.only_active", lemma) and any(child.dep_ == "auxpass" for child in verb.children))
