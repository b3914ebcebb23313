"""Who had spoken by an earlier day, told from what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import cast

from ..analysis.speakers import Key, Speaker, Speakers, by_class, key_of, speaker_of
from ..model.claim import Claim, Statement
from .addresses import actor_id
from .lasting import Voice
from .retold import Retold
from .sayings import NOBODY, Sayings, speaking

Told = list[tuple[str, Claim[Statement]]]


class Heard(Retold):
    """The speakers of an earlier day."""

    @property
    def voices(self) -> Speakers:
        """Who spoke, without the words."""
        return self._once("voices", lambda: by_class(self._speakers.values()))

    @cached_property
    def _speakers(self) -> Mapping[Key, Speaker]:
        more = dict(self._uncopied)
        found: dict[Key, Speaker] = {}
        for voice in cast("tuple[Voice, ...]", self._part("voices")):
            speaker = voice.among(self.read)
            if told := more.pop(voice.key, None):
                speaker = _both(speaker, _spoke(voice.key, told))
            if speaker is not None:
                found[voice.key] = speaker
        return found | {key: _spoke(key, told) for key, told in more.items()}

    @property
    def _uncopied(self) -> Mapping[Key, Told]:
        """The statements of articles that are copies today and were none then, by speaker."""

        def make() -> dict[Key, Told]:
            articles = sorted(article for article in self.shifted if article not in self.origins)
            found: dict[Key, Told] = {}
            for claim, told in self.view.claims_by_id("statement", articles=articles).items() if articles else ():
                if claim not in self._wrong:
                    found.setdefault(key_of(told.payload), []).append((claim, told))  # type: ignore[arg-type]
            return found

        return self._once("uncopied", make)

    def sayings(self, name: str) -> Sayings:
        """What somebody, or anybody for it, is quoted as saying."""
        part = f"sayings/{actor_id(name)}"
        kept = cast("Sayings", self._piece(part)) if part in self.shelf else NOBODY
        told = [(c, a) for c, a in zip(kept.claims, kept.articles, strict=True) if a in self.read.articles]
        own = speaking(self.voices, name)
        more = [one for key, found in self._uncopied.items() if self._speakers[key] in own for one in found]
        if more:
            more.sort(key=lambda one: (one[1].evidence.article, one[1].evidence.start))
            told += [(claim, found.evidence.article) for claim, found in more]
            told.sort(key=lambda one: -self._rank[one[1]])
        return Sayings(
            speakers=own,
            claims=tuple(claim for claim, _ in told),
            articles=tuple(article for _, article in told),
        )


def _spoke(key: Key, told: Told) -> Speaker:
    return speaker_of(key, [claim for _, claim in told], len({claim.evidence.article for _, claim in told}))


def _both(kept: Speaker | None, more: Speaker) -> Speaker:
    """A speaker as heard in what is kept and in further articles."""
    if kept is None:
        return more
    return replace(
        more,
        name=kept.name or more.name,
        words=tuple(sorted({*kept.words, *more.words})),
        statements=kept.statements + more.statements,
        independent=kept.independent + more.independent,
    )
