"""What stands above and below a report: menus, bylines, date lines, biographies, tags."""

from __future__ import annotations

from collections import Counter

from .credits import Credit, is_name, is_office, is_time, read_credit
from .page import LABEL, LONG, NAMED, OPENERS, Page
from .phrases import fold

STRANGE = 0.34  # share of words known to the report under which a line at its edge is not of it
UNTITLED_STRANGE = 0.2  # the same while the title is unknown, and any line may be the headline
RELATED = 0.66
OWN = 0.5
FAR = 4  # lines of furniture between a report and what no longer belongs to it
TIMES = 3  # lines with nothing but a time of day that make a page a log of events
CREDITS_UNTIL = 3  # paragraphs within which a byline may stand


def mark_biographies(page: Page) -> None:
    """Drop paragraphs about the author: beside their name or an author's heading, or at either end of the report."""
    for index, line in enumerate(page.lines):
        if not page.is_paragraph(index) or len(line.text) > 3000:
            continue
        beside = _beside_author(page, index)
        signs = _biographic(page, index)
        named = _named_before(page, index)
        if signs and (beside or named):
            page.drop(index, "author")
            if named and index and page.is_short(index - 1):
                page.drop(index - 1, "author")
        elif beside and page.counts[index] <= 3 * LONG and signs is not None and _followed_up(page, index):
            page.drop(index, "author")


def mark_times(page: Page) -> None:
    """See whether times of day part the page as they part a log of events; then they and their titles stay."""
    found = [i for i, line in enumerate(page.lines) if is_time(line.text, page.words.credits)]
    if len(found) >= TIMES:
        page.times = frozenset(found)


def mark_head(page: Page) -> None:
    """Find the headline; drop credits, menus and labels above the first paragraphs."""
    body = page.body()
    first = body[0] if body else len(page.lines)
    _mark_credits(page, body)
    if not body:
        return
    vocabulary = page.vocabulary(body)
    head = [i for i in range(first) if page.is_short(i)]
    page.headline = _headline(page, head, vocabulary)
    if not page.known(body):
        return
    for index in head:
        if index == page.headline or index in page.times:
            continue
        overlap = page.overlap(index, vocabulary)
        label = page.counts[index] <= LABEL
        if page.words.edge.fullmatch(page.folded[index]) or (label and overlap < 1) or overlap < _strange(page):
            page.drop(index, "navigation")


def mark_foot(page: Page) -> None:
    """Drop credits, biographies, labels and teasers below the last paragraph."""
    body = page.body()
    if not page.known(body):
        return
    while len(body) > LABEL and _closing_biography(page, body[-1]):
        page.drop(body.pop(), "author")
    while len(body) > LABEL and _is_apart(page, body):
        page.drop(body.pop(), "after the report")
    last = body[-1]
    foot = [i for i in range(last + 1, len(page.lines)) if page.is_short(i) and i not in page.times]
    introduced = page.lines[last].text.endswith(":") or page.lines[last].bullet > 0
    listed = _closing_list(page, foot, page.vocabulary(body))
    for index in foot:
        line = page.lines[index]
        credit = read_credit(line.text, page.words.credits)
        if credit:
            page.credits.append(credit)
            page.drop(index, "byline" if credit.byline else "date")
        elif index in listed or (
            introduced and (line.bullet or line.hint == "item" or page.lines[last].text[-1] == ":")
        ):
            continue
        elif len(foot) > 1 or page.counts[index] <= LABEL or page.overlap(index, page.vocabulary(body)) < RELATED:
            page.drop(index, "after the report")


def _is_apart(page: Page, body: list[int]) -> bool:
    """A last paragraph far below the others, with nothing but furniture between, about something else."""
    between = range(body[-2] + 1, body[-1])
    alone = len(between) >= FAR and not any(page.kept(index) for index in between)
    return alone and page.overlap(body[-1], page.vocabulary(body[:-1])) < STRANGE


def _closing_list(page: Page, foot: list[int], vocabulary: frozenset[str]) -> set[int]:
    """Bullets at the end, and the heading above them, that speak of what the report speaks of."""
    bullets = [index for index in foot if page.lines[index].bullet or page.lines[index].hint == "item"]
    announced = any(page.reasons[index] in OPENERS for index in range(foot[0] - 1, bullets[0])) if bullets else True
    if announced or sum(page.overlap(index, vocabulary) for index in bullets) < OWN * len(bullets):
        return set()
    heading = {bullets[0] - 1} & set(foot)
    return {*bullets, *heading}


def _mark_credits(page: Page, body: list[int]) -> None:
    until = body[min(CREDITS_UNTIL, len(body)) - 1] if body else len(page.lines)
    for index in range(min(until + 1, len(page.lines))):
        line = page.lines[index]
        if index in page.times or (not page.kept(index) and page.reasons[index] != "time"):
            continue
        credit = read_credit(line.text, page.words.credits)
        if credit is None:
            continue
        page.credits.append(credit)
        page.reasons[index] = "byline" if credit.byline else "date"
    for index in range(1, min(until + 1, len(page.lines))):
        follows = page.reasons[index - 1] in ("byline", "author") and _same_group(page, index, -1)
        if follows and page.is_short(index) and is_name(page.lines[index].text, page.words.credits):
            page.drop(index, "byline")
    _mark_author_above(page, until)


def _mark_author_above(page: Page, until: int) -> None:
    """Lines right above a date line, below the headline: the author's office, and the name alone on its line."""
    words = page.words.credits
    for index in range(min(until, len(page.lines) - 2), 0, -1):
        credited = page.reasons[index + 1] in ("date", "byline")
        if not credited or not page.is_short(index) or not _has_headline(page, index):
            continue
        text = page.lines[index].text
        together = _same_group(page, index, 1)
        if together and is_office(text, words):
            page.drop(index, "byline")
        elif is_name(text, words) and (together or page.overlap(index, page.vocabulary(page.body())) < STRANGE):
            page.credits.append(Credit(byline=text))
            page.drop(index, "byline")


def _has_headline(page: Page, index: int) -> bool:
    return any(page.is_short(other) and page.counts[other] > LABEL for other in range(max(0, index - 10), index))


def _same_group(page: Page, index: int, step: int) -> bool:
    return page.lines[index].group == page.lines[index + step].group


def _strange(page: Page) -> float:
    return STRANGE if page.title else UNTITLED_STRANGE


def _headline(page: Page, head: list[int], vocabulary: frozenset[str]) -> int | None:
    marked = [i for i in head if page.lines[i].hint == "headline"]
    titled = [i for i in head if page.title and page.folded[i] == page.title]
    texts = Counter(page.folded)
    repeated = [i for i in head if page.counts[i] > LABEL and texts[page.folded[i]] > 1]
    telling = [i for i in head if page.counts[i] > LABEL and page.overlap(i, vocabulary) >= _strange(page)]
    short = [i for i in head if page.overlap(i, vocabulary) >= 0.5 and page.counts[i] > 1]
    untitled = [] if page.title else [i for i in head if page.counts[i] > LABEL and i not in page.times]
    unmarked = telling or short or untitled
    for found in (titled, marked, repeated, unmarked):
        if found:
            return found[0]
    return None


def _biographic(page: Page, index: int) -> bool | None:
    """True if the paragraph tells an author's life, None if it cannot (it quotes somebody)."""
    text = page.lines[index].text
    if "“" in text or '"' in text:
        return None
    return page.words.tells_author(text)


def _beside_author(page: Page, index: int) -> bool:
    for other in range(index - 1, max(index - 4, -1), -1):
        if page.reasons[other] in ("author", "byline") or _author_heading(page, other):
            return True
        if page.running[other] and page.kept(other):
            return False
    return False


def _author_heading(page: Page, index: int) -> bool:
    match = page.words.line.fullmatch(page.folded[index])
    return match is not None and match.lastgroup in ("author", "related")


def _named_before(page: Page, index: int) -> bool:
    """The line above is the name that the paragraph begins with (initials aside)."""
    match = NAMED.match(page.lines[index].text)
    if not index or not match:
        return False
    own = fold(match["name"]).split()
    above = page.folded[index - 1].split()
    return 1 < len(above) <= 6 and bool(own) and own[-1] in above and own[0] in above


def _followed_up(page: Page, index: int) -> bool:
    """A second paragraph of a biography: about "he" or "she", with at least one sign."""
    text = page.lines[index].text
    previous = page.reasons[index - 1] == "author" and page.running[index - 1]
    return previous and page.words.signs.search(text) is not None and page.words.goes_on.match(text) is not None


def _closing_biography(page: Page, index: int) -> bool:
    """The last paragraph, if it tells who wrote the report."""
    text = page.lines[index].text
    if page.counts[index] > 4 * LONG or not _biographic(page, index):
        return False
    match = NAMED.match(text)
    name = fold(match["name"]).split() if match else []
    bylines = " ".join(fold(credit.byline) for credit in page.credits if credit.byline).split()
    told = sum(1 for other in page.body() if other != index and name and name[-1] in page.folded[other])
    return bool(name) and (name[-1] in bylines or told == 0)
