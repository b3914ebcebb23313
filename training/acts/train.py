"""Train the head of event acts: ``python -m training.acts.train [--shared DIR] [--output FILE]``.

It learns from the sentences of PLV and the gold standard records of PLOVER, from sentences of our own
(``sentences.tsv``) and, with little weight, from the patterns of a verb dictionary.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.packs import load_packs
from dragoman.reading.acts import features, verb_classes
from dragoman.reading.linear import NormedHead
from dragoman.reading.parse import load_parser
from training.heads.softmax import Sample, fit_softmax, write_normed_head

from .dictionary import pattern_features, read_codes, read_dictionary
from .sentences import Sentence, from_gold_records, from_plv, own_sentences

if TYPE_CHECKING:
    from spacy.language import Language

OUTPUT = Path("src/dragoman/reading/acts.json")
PENALTY = 0.1
BESIDE = 1.0  # weight of sentences from elsewhere
PATTERN = 0.05  # weight of a pattern of the dictionary
LEAST = 0.35  # features that move no score by more are not kept


def samples(sentences: Iterable[Sentence], nlp: Language, weight: float = 1.0) -> list[Sample]:
    """Parsed sentences as features with their class."""
    listed = list(sentences)
    classes = verb_classes(listed_verbs())
    docs = nlp.pipe(sentence.text for sentence in listed)
    return [
        Sample(features(doc, sentence.source, sentence.target, classes), sentence.root, weight)
        for sentence, doc in zip(listed, docs, strict=True)
    ]


def listed_verbs() -> dict[str, Sequence[str]]:
    """The verb list of the English pack."""
    lexicon = load_packs(("english",)).lexicons["acts"]
    return {key.removeprefix("verbs."): words for key, words in lexicon.items()}


def beside(shared: Path, nlp: Language) -> list[Sample]:
    """What is learned from other than PLV."""
    plover = shared / "data" / "plover"
    records = from_gold_records(plover / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt")
    made = samples([*records, *own_sentences()], nlp, BESIDE)
    return made + patterns(shared)


def patterns(shared: Path) -> list[Sample]:
    """The patterns of the dictionary."""
    codes = read_codes(shared / "data" / "plover" / "CAMEO2PLOVER-2021.txt")
    file = shared / "data" / "petrarch" / "petrarch2" / "data" / "dictionaries" / "CAMEO.2.0.txt"
    return [Sample(names, root, PATTERN) for names, root in pattern_features(read_dictionary(file, codes))]


def train(learned: Sequence[Sample]) -> NormedHead:
    """The head that these examples teach."""
    return fit_softmax(learned, PENALTY)


def main() -> None:
    """Read the sentences, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    nlp = load_parser()
    own = samples(from_plv(args.shared / "data" / "plover" / "PLV_train.tsv"), nlp)
    write_normed_head(train([*own, *beside(args.shared, nlp)]), args.output, LEAST)


if __name__ == "__main__":
    main()
