"""Furniture that is known by its words: set phrases, repeated lines, sections that end a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import WORD
from .page import LABEL, LONG, SMALL_BODY, Page
from .phrases import fold
from .references import is_entry
from .sentences import sentence_spans

LONGEST_PHRASE = 600  # characters
WHOLE_LINE = 12  # words up to which a phrase is compared with the whole line only
BOX = 60  # words that a newsletter box or cookie notice has at most
PART = re.compile(r"\s*[|•·›»▪]\s*|\s+[/>]\s+|\s{2,}")
PAGE_SUFFIX = re.compile(r"\s*[|\-–—:•·]\s*")
ADDRESS = re.compile(r"\W*(?:(?:https?://|www\.)\S+\W*|\S+@\S+\.\w+\W*)+")
TAGS = re.compile(r"(?:[#@]\w+[\s,;|]*)+")
NO_WORDS = re.compile(r"[\W\d_]*")
CREDIT = re.compile(r"\([^()]{0,160}\) | \[[^\[\]]{0,160}\]", re.VERBOSE)
ENDING = ("credit", "editing")
CREDIT_ROOM = 80  # characters at either end of a line in which a credit stands
FEW_WORDS = 8  # words of other sentences that such a box may have besides its set phrases
BOXES = ("newsletter", "cookies", "copyright", "follow", "access", "comments", "advertisement", "app")
SAME_WORDS = 0.6
STRANGE_BOX = 0.4  # share of words known to the report under which such a box is none of it
ENTRIES_MISSED = 1


def mark_repeated(page: Page) -> None:
    """Drop a line that says again, word for word, what an earlier line says, and page titles with the site's name."""
    seen: set[str] = set()
    for index, folded in enumerate(page.folded):
        if page.counts[index] <= LABEL:
            continue
        if folded in seen:
            page.drop(index, "repeated")
        seen.add(folded)
    for index, folded in enumerate(page.folded):
        if page.counts[index] <= LONG and _shorter_form(folded) in seen:
            page.drop(index, "repeated")


def mark_phrases(page: Page) -> None:
    """Drop lines, and sentences of lines, that are set phrases of pages; lines of addresses, tags or signs."""
    for index, line in enumerate(page.lines):
        if not page.kept(index):
            continue
        reason = _whole_line(page, index)
        if reason:
            page.drop(index, reason)
        elif page.counts[index] > WHOLE_LINE and line.hint != "heading":
            _mark_sentences(page, index)


def mark_boxes(page: Page) -> None:
    """Drop menu entries beside furniture, and what stands between furniture and speaks of other things."""
    body = page.body()
    if not page.known(body):
        return
    vocabulary = page.vocabulary(index for index in body if not _between(page, index))
    for index in range(1, len(page.lines) - 1):
        if page.kept(index) and _between(page, index) and page.overlap(index, vocabulary) < SAME_WORDS:
            page.drop(index, "box")
        elif page.is_short(index) and index != page.headline and _is_entry_beside(page, index):
            page.drop(index, "navigation")


def _is_entry_beside(page: Page, index: int) -> bool:
    """A menu entry with furniture on both sides, or the name of a picture with furniture on one."""
    match = page.words.edge.fullmatch(page.folded[index])
    beside = [reason for reason in (page.reasons[index - 1], page.reasons[index + 1]) if reason]
    return match is not None and len(beside) >= (1 if match.lastgroup == "image" else 2)


def _between(page: Page, index: int) -> bool:
    if not 0 < index < len(page.lines) - 1:
        return False
    around = (page.reasons[index - 1], page.reasons[index + 1])
    together = page.lines[index - 1].group == page.lines[index + 1].group
    if page.running[index] and page.counts[index] > WHOLE_LINE:
        return together and all(reason in BOXES for reason in around)
    return together and all(around)


def mark_sections(page: Page) -> None:
    """Drop comments and lists of links that end a page, and take the list of references out of the text."""
    before = 0
    for index, folded in enumerate(page.folded):
        if page.running[index] and page.kept(index):
            before += 1
            continue
        match = page.words.section.fullmatch(folded) if page.counts[index] <= 2 * LABEL else None
        if not match or before == 0:
            continue
        if match.lastgroup == "references":
            _mark_references(page, index)
        elif match.lastgroup == "comments" and before >= LABEL:
            _mark_to_end(page, index, "comments")
        elif match.lastgroup == "links":
            _mark_links(page, index)


def _shorter_form(folded: str) -> str:
    """The line without the last part that a separator parts off: ``headline - outlet``."""
    parts = [match for match in PAGE_SUFFIX.finditer(folded) if match.start() > 0]
    return folded[: parts[-1].start()] if parts and len(folded) - parts[-1].end() < 40 else ""


def _whole_line(page: Page, index: int) -> str | None:
    line, folded = page.lines[index], page.folded[index]
    if NO_WORDS.fullmatch(line.text) and not any(char.isdigit() for char in line.text):
        return "no words"
    if len(folded) > LONGEST_PHRASE:
        return "address" if folded.startswith("http") and " " not in folded else None
    if ADDRESS.fullmatch(line.text):
        return "address"
    if TAGS.fullmatch(line.text):
        return "tags"
    several = page.counts[index] > WHOLE_LINE and len(list(sentence_spans(line.text))) > 1
    match = None if several else page.words.anywhere.fullmatch(folded)
    if match:
        return match.lastgroup
    match = page.words.line.fullmatch(folded)
    if match and match.lastgroup in ENDING:
        return match.lastgroup if not several or _at_an_end(page, folded) else _menu(page, line.text)
    if match and (page.counts[index] <= LABEL + 1 or not line.closed):
        return match.lastgroup
    return _menu(page, line.text)


def _at_an_end(page: Page, folded: str) -> bool:
    """Whether the credit opens or closes a line of several sentences; one in their midst makes them no caption."""
    matches = (page.words.line.fullmatch(part) for part in (folded[:CREDIT_ROOM], folded[-CREDIT_ROOM:]))
    return any(match is not None and match.lastgroup in ENDING for match in matches)


def _menu(page: Page, text: str) -> str | None:
    """A line whose parts, set off by bars or dots, are all furniture or all labels."""
    parts = [part for part in PART.split(text) if part.strip(" .")]
    if len(parts) < 2 or len(text) > LONGEST_PHRASE:
        return None
    known = 0
    for part in parts:
        folded = fold(part)
        words = page.words
        if any(table.fullmatch(folded) for table in (words.line, words.anywhere, words.edge)):
            known += 1
        elif len(part.split()) > LABEL:
            return None
    return "navigation" if known == len(parts) or (known and len(parts) > LABEL) else None


def _mark_sentences(page: Page, index: int) -> None:
    line = page.lines[index]
    spans = list(sentence_spans(line.text))
    reasons = _sentence_reasons(page, [line.text[start:end] for start, end in spans])
    found = [(*spans[number], reason) for number, reason in sorted(reasons.items())]
    left = sum(len(WORD.findall(line.text[a:b])) for number, (a, b) in enumerate(spans) if number not in reasons)
    boxed = any(reason in BOXES for reason in reasons.values()) and left <= FEW_WORDS and len(found) * 2 >= len(spans)
    if found and (left == 0 or boxed or (0 in reasons and _is_box(page, index, reasons[0]))):
        page.drop(index, found[0][2])
        return
    found += [(*match.span(), match.lastgroup or "") for match in page.words.inline.finditer(line.text)]
    if found:
        page.cuts[index] = _without_overlaps(sorted(found))


def _sentence_reasons(page: Page, sentences: Sequence[str]) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for number, sentence in enumerate(sentences):
        match = page.words.anywhere.fullmatch(fold(sentence)) if len(sentence) <= LONGEST_PHRASE else None
        if match and match.lastgroup:
            reasons[number] = match.lastgroup
        elif number and _is_credit(page, sentence):
            reasons[number - 1] = reasons[number] = "credit"
    for number in range(1, len(sentences)):
        beside = number - 1 in reasons or number + 1 in reasons
        if beside and number not in reasons and page.words.tells_author(sentences[number]):
            reasons[number] = "author"
    return reasons


def _is_credit(page: Page, sentence: str) -> bool:
    """A sentence that is nothing but a photographer's credit in brackets."""
    return CREDIT.fullmatch(sentence) is not None and page.words.line.fullmatch(sentence.lower()) is not None


def _is_box(page: Page, index: int, reason: str) -> bool:
    """A line that begins as a newsletter box or notice does, and goes on in words strange to the report."""
    if page.counts[index] > BOX or reason not in BOXES:
        return False
    others = [other for other in page.body() if other != index]
    known = sum(page.counts[other] for other in others) >= SMALL_BODY
    return known and page.overlap(index, page.vocabulary(others)) < STRANGE_BOX


def _without_overlaps(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, reason in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]), kept[-1][2])
        else:
            kept.append((start, end, reason))
    return kept


def _mark_references(page: Page, index: int) -> None:
    last, missed = index, 0
    for following in range(index + 1, len(page.lines)):
        if not page.kept(following):
            continue
        if is_entry(page.lines[following].text):
            last, missed = following, 0
            continue
        missed += 1
        if missed > ENTRIES_MISSED or page.running[following]:
            break
    entries = [i for i in range(index + 1, last + 1) if page.kept(i)]
    if not entries:
        return
    page.drop(index, "references")
    for entry in entries:
        page.drop(entry, "reference")
        page.references.append(entry)


def _mark_to_end(page: Page, index: int, reason: str) -> None:
    """Drop the rest of the page, unless the report goes on: paragraphs in its own words, one after the other."""
    resumed = _resumption(page, index)
    for following in range(index, resumed):
        page.drop(following, reason)


def _resumption(page: Page, index: int) -> int:
    before = [i for i in range(index) if page.is_paragraph(i)]
    vocabulary = page.vocabulary(before)
    run: list[int] = []
    for following in range(index + 1, len(page.lines)):
        own = page.is_paragraph(following) and page.counts[following] > LONG / 2
        own = own and page.overlap(following, vocabulary) >= 0.5 and not _personal(page.lines[following].text)
        if own:
            run.append(following)
            if len(run) >= LABEL and sum(page.counts[i] for i in run) >= 2 * SMALL_BODY:
                return run[0] - 1 if page.is_short(run[0] - 1) and run[0] - 1 > index else run[0]
        elif page.running[following]:
            run = []
    return len(page.lines)


def _personal(text: str) -> bool:
    """Whether somebody speaks for themselves outside quotation marks, as in a comment."""
    bare = re.sub(r"[“\"][^”\"]*[”\"]", "", text)
    return bool(re.search(r"\b(?:I|I['’]m|my|you|your)\b", bare))


def _mark_links(page: Page, index: int) -> None:
    following: Sequence[int] = range(index + 1, len(page.lines))
    page.drop(index, "links")
    for other in following:
        if page.is_paragraph(other) and not page.lines[other].bullet:
            break
        page.drop(other, "links")
