"""The dossier as one self-contained HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from ..analysis.citation import Citation
from ..analysis.dossier import Dossier
from ..model.article import Article
from ..model.evidence import CONTEXT
from . import labels, texts, titles
from .marked import MarkedArticle, anchor, mark

WEB = Path(__file__).parents[1] / "web"
SECTIONS = (
    "moments", "rounds", "matrix", "positions", "measures", "progress", "speakers", "differences", "sources",
    "failures", "articles",
)  # fmt: skip
OPENING = "“”\"«„‘’'"
"""Quotation marks with which a quote may begin; it is given no others then."""
WHOLE = 50
"""Up to so many articles are printed whole; beyond that only the paragraphs that something rests on."""


def write_dossier(made: Dossier, articles: Iterable[Article], out: Path) -> Path:
    """Write the dossier with the articles it cites; the same input gives the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(render_dossier(made, articles), encoding="utf-8")
    return out


def render_dossier(made: Dossier, articles: Iterable[Article], sections: Sequence[str] = SECTIONS) -> str:
    """The page as text, with those sections."""
    style = (WEB / "static" / "dossier.css").read_text(encoding="utf-8")
    template = environment().get_template("dossier.html")
    readers = _readers(made, tuple(articles))
    return template.render(dossier=made, readers=readers, style=Markup(style), sections=tuple(sections))  # noqa: S704


def without_folder(name: str) -> str:
    """The name of a file without where it lies on this machine; other names as they are.

    >>> without_folder("/home/me/talks/a.txt"), without_folder("https://courier.example/a")
    ('a.txt', 'https://courier.example/a')
    """
    return Path(name).name if Path(name).is_absolute() else name


def environment() -> Environment:
    """Jinja2 with our templates, labels as filters, everything escaped."""
    made = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.add_extension("jinja2.ext.i18n")
    made.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext, texts.ngettext, newstyle=True, pgettext=texts.pgettext, npgettext=texts.npgettext
    )
    made.filters |= {
        "label": lambda code, group: labels.label(group, code),
        "issue": labels.issue_words,
        "day": labels.day_words,
        "when": labels.when_words,
        "listed": labels.listed,
        "anchor": anchor,
        "moment_after": titles.after,
        "without_folder": without_folder,
        "oneline": lambda text: " ".join(str(text).split()),
        "tail": tail,
        "head": lambda text: tail(str(text)[::-1])[::-1],
        "capitalize_first": lambda text: text[:1].upper() + text[1:],
    }
    made.globals |= {
        "counted": labels.counted,
        "OPENING": tuple(OPENING),
        "moment_title": titles.moment_title,
        "title": titles.title,
        "subject": titles.subject,
        "on_issue": titles.on_issue,
        "claim_noun": labels.claim_noun,
        "sections": SECTIONS,
        "language": texts.current_language,
        "place": lambda citation: f"#{anchor(citation)}",
        "article_place": lambda article: f"#a-{article}",
    }
    return made


def tail(text: str) -> str:
    """What stands before a quote, in one line, without the part of a word that a full-length context may begin with.

    >>> tail("ions Ukraine made it clear that ")
    'Ukraine made it clear that '
    """
    flat = re.sub(r"\s+", " ", text)
    return flat.partition(" ")[2] if len(text) >= CONTEXT - 1 and " " in flat.strip() else flat


def _readers(made: Dossier, articles: tuple[Article, ...]) -> list[MarkedArticle]:
    cited: dict[str, list[Citation]] = {}
    for citation in citations(made):
        cited.setdefault(citation.article, []).append(citation)
    whole = len(articles) <= WHOLE
    return [mark(article, cited.get(article.id, ()), whole=whole) for article in articles]


def citations(value: object) -> Iterator[Citation]:
    """All citations anywhere in a tree of dataclasses."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from citations(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from citations(getattr(value, field.name))
