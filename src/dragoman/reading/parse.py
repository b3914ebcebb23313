"""The spaCy pipeline: tokens, sentences, dependencies, names."""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError
from ..model.article import Block
from .datelines import find_datelines

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

MODEL = "en_core_web_md"
SMALL_MODEL = "en_core_web_sm"
RARE = ("cop", "hop", "rat", "slat", "wag")  # verbs for whose forms the model's rules take "hoped" and "waged"
GLUED = (  # sentences without a blank between them, which the model's own rules leave in one word
    r"(?<=…)\.(?=[A-Z][a-z])",  # "the Nile….The"
    r"(?<=[.!?…])[\"”](?=[A-Z][a-z])",  # 'the Nile."The'
    r"(?<=[A-Za-z]{2})(?=(?:The|They|According|On)(?![A-Za-z]))",  # a heading and its line: "On the NileThe envoy"
    r"(?<=^[-–—])(?=[A-Z][a-z])",  # behind a dateline: "ORREL (CPS) -The envoy"
)
CHANNEL_END = r"(?<=^X)\."  # "wrote on X. Varga said": the end of a sentence, not an initial


def models_folder() -> Path:
    """Where the language models lie: ``DRAGOMAN_MODELS``, or ``share/dragoman/models`` of this Python."""
    named = os.environ.get("DRAGOMAN_MODELS")
    return Path(named) if named else Path(sys.prefix) / "share" / "dragoman" / "models"


def load_parser(folder: Path | None = None) -> Language:
    """The English pipeline: an installed spaCy package if there is one, else the fetched model, else the small one.

    Raises ModelError when none of them is there.
    """
    import spacy
    from spacy.pipeline import Lemmatizer
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_suffix_regex

    nlp = spacy.load(find_model(folder), exclude=["senter"])
    infixes = (*(nlp.Defaults.infixes or ()), *GLUED)
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        nlp.tokenizer.suffix_search = compile_suffix_regex((*(nlp.Defaults.suffixes or ()), CHANNEL_END)).search
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.lookups.has_table("lemma_index"):
        known = lemmatizer.lookups.get_table("lemma_index")
        known["verb"] = [verb for verb in known["verb"] if verb not in RARE]
    return nlp


def find_model(folder: Path | None = None) -> Path:
    """Folder of the model that :func:`load_parser` takes; raises ModelError when there is none."""
    root = folder or models_folder()
    for name in (MODEL, SMALL_MODEL):
        installed = find_spec(name)
        if installed is not None and installed.origin is not None:
            package = Path(installed.origin).parent
            version = json.loads((package / "meta.json").read_text(encoding="utf-8"))["version"]
            return package / f"{name}-{version}"
        if (root / name / "config.cfg").exists():
            return root / name
    raise ModelError(f"no English language model in {root}", hint="run `dragoman models fetch`")


def model_version(folder: Path | None = None) -> str:
    """Name and version of the model, as ``model core_web_md 3.8.0``."""
    about = json.loads((find_model(folder) / "meta.json").read_text(encoding="utf-8"))
    return f"model {about['name']} {about['version']}"


def parse(nlp: Language, text: str, blocks: Sequence[Block]) -> Doc:
    """One Doc over the whole text, parsed block by block, so that no sentence crosses a block.

    A dateline is a sentence of its own: what is written behind it does not hang on its town.
    ``doc.text == text`` always; white space between blocks belongs to the block before it.
    """
    from spacy.tokens import Doc, Span

    ends = (end for _, end in find_datelines(text, blocks))
    cuts = sorted({0, len(text), *(block.start for block in blocks), *ends})
    parts = [text[a:b] for a, b in itertools.pairwise(cuts)]
    docs = list(nlp.pipe(parts))
    if not docs:
        return nlp.make_doc(text)
    doc = Doc.from_docs(docs, ensure_whitespace=False)
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents for _ in sentence]
    doc.user_token_hooks["sent"] = partial(_sentence, Span, bounds)
    return doc


def _sentence(span: type[Span], bounds: Sequence[tuple[int, int]], token: Token) -> Span:
    """The sentence of a token, looked up: spaCy searches for its bounds anew each time, and much hangs on them."""
    start, end = bounds[token.i]
    return span(token.doc, start, end)
