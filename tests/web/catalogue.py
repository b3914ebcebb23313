"""The catalogues of texts: ``python -m tests.web.catalogue`` takes up what pages and labels say, and compiles."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import dragoman
from dragoman.export.labels import labels
from dragoman.export.titles import kinds

PACKAGE = Path(dragoman.__file__).parent
LOCALES = PACKAGE / "locales"
TEMPLATE = LOCALES / "dragoman.pot"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def said() -> Catalog:
    """Every text that pages, drawings and labels can show."""
    made = Catalog(project="dragoman")
    for part in ("web", "export"):
        found = extract_from_dir(
            str(PACKAGE / part), METHODS, {"**/templates/**.html": {"trimmed": "true"}}, keywords=KEYWORDS
        )
        for _, _, message, _, context in found:
            made.add(message, context=context)
    for group, words in labels().items():
        for word in words.values():
            if any(letter.isalpha() for letter in word):
                made.add(word, context={"month": "month", "short_month": "short month"}.get(group, group))
                if group == "month":
                    made.add(word, context="month after a day")
    for kind in kinds():
        made.add(kind)
    return made


def texts(catalogue: Catalog) -> set[tuple[object, str | None]]:
    """What identifies the texts of a catalogue."""
    return {(m.id if isinstance(m.id, str) else tuple(m.id), m.context) for m in catalogue if m.id}


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Bring all catalogues up to date."""
    template = said()
    with TEMPLATE.open("wb") as file:
        write_po(file, template, no_location=True, sort_output=True, omit_header=True, width=120)
    for path in LOCALES.glob("*/LC_MESSAGES/dragoman.po"):
        known = read(path)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, known, no_location=True, sort_output=True, width=120)
        path.with_suffix(".mo").write_bytes(compiled(known))


if __name__ == "__main__":
    main()
