"""Texts go through gettext: the catalogue holds what the templates say, and a translation is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dragoman
from dragoman.web import render

PACKAGE = Path(dragoman.__file__).parent
LOCALES = PACKAGE / "locales"


def said() -> set[object]:
    method = [("**/templates/**.html", "jinja2")]
    found = extract_from_dir(str(PACKAGE / "web"), method, {"**/templates/**.html": {"trimmed": "true"}})
    return {message for _, _, message, _, _ in found}


def test_the_catalogue_holds_every_text() -> None:
    with (LOCALES / "dragoman.pot").open("rb") as file:
        kept = {message.id for message in read_po(file) if message.id}
    assert kept == said(), "run `pybabel extract` as locales/babel.cfg says"


def test_a_translation_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="en")
    catalog.add("Help", "Beistand")
    with (folder / "dragoman.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(render, "LOCALES", tmp_path)
    render.pages.cache_clear()
    made = render.pages("xx").from_string('{{ _("Help") }} {{ _("Matrix") }}')
    render.pages.cache_clear()
    assert made.render() == "Beistand Matrix"
