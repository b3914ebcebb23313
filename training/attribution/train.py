"""Train the network: batches, losses, rates, and the running mean of the weights."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor
from training.attribution.examples import UNLINKED, Example
from training.attribution.network import DEPTH, Network

from dragoman.reading.attribution import FIRST_MARK, LAST_MARK
from dragoman.reading.attribution_pieces import WINDOW, cut_windows

PADDING = 0
BATCH = 8
RATE, HEAD_RATE, LAYER_DECAY = 3e-4, 1e-3, 0.9
WARM_UP = 0.06
LINK_WEIGHT = 0.5
AVERAGING = 0.995
SMALLEST_WINDOW, CONTEXTS = 150, (8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long, how fast and from what chance a network is trained."""

    epochs: int
    rate: float  # factor on the learning rates
    seed: int


def pack_window(example: Example, start: int, end: int) -> dict[str, Tensor]:
    """Cut one window out of an example; a link to a place outside it goes to the mark at its beginning."""
    pieces, size = example.pieces, end - start + 2
    ids = torch.full((size,), LAST_MARK)
    ids[0] = FIRST_MARK
    ids[1:-1] = torch.from_numpy(pieces.ids[start:end])
    features = torch.zeros((3, size), dtype=torch.long)
    features[:, 1:-1] = torch.from_numpy(pieces.features[:, start:end])
    tags = torch.full((size,), UNLINKED)
    tags[1:-1] = torch.from_numpy(example.tags[start:end])
    links = {"cues": torch.full((size,), UNLINKED), "sources": torch.full((size,), UNLINKED)}
    for name, places in (("cues", example.cues), ("sources", example.sources)):
        place = torch.from_numpy(places[start:end])
        inside = (place >= start) & (place < end)
        links[name][1:-1] = torch.where(place == UNLINKED, UNLINKED, torch.where(inside, place - start + 1, 0))
    return {"ids": ids, "features": features, "tags": tags, **links}


def make_batches(articles: list[list[Example]], chance: random.Random) -> Iterator[dict[str, Tensor]]:
    """Cut every article at new places, and batch windows of like length in random order."""
    windows = []
    for readings in articles:
        example = chance.choice(readings)
        window, context = chance.randint(SMALLEST_WINDOW, WINDOW), chance.randint(*CONTEXTS)
        for start, end in cut_windows(example.pieces, window=window, context=context):
            windows.append((example, start, end))
    chance.shuffle(windows)
    windows.sort(key=lambda window: (window[2] - window[1]) // 32)
    batches = [windows[place : place + BATCH] for place in range(0, len(windows), BATCH)]
    chance.shuffle(batches)
    for batch in batches:
        packed = [pack_window(*window) for window in batch]
        size = max(len(window["ids"]) for window in packed)
        fill = {"tags": UNLINKED, "cues": UNLINKED, "sources": UNLINKED}
        yield {
            name: torch.stack(
                [F.pad(one[name], (0, size - one[name].shape[-1]), value=fill.get(name, 0)) for one in packed]
            )
            for name in packed[0]
        }


def loss_of(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """Add the losses of the three heads over one batch."""
    mask = batch["ids"] != PADDING
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, *links = network(batch["ids"], batch["features"], mask)
    loss = F.cross_entropy(tags.float().flatten(0, 1), batch["tags"].flatten(), ignore_index=UNLINKED)
    for scores, name in zip(links, ("cues", "sources"), strict=True):
        scores = scores.float().masked_fill(~mask[:, None, :], -1e4)
        summed = F.cross_entropy(scores.flatten(0, 1), batch[name].flatten(), ignore_index=UNLINKED, reduction="sum")
        loss = loss + LINK_WEIGHT * summed / (batch[name] != UNLINKED).sum().clamp(min=1)
    return loss


def make_optimizer(network: Network) -> torch.optim.AdamW:
    """Give lower layers a lower rate and new parts a higher one."""
    groups: dict[float, list[Tensor]] = {}
    for name, weight in network.named_parameters():
        if name.startswith("layers."):
            rate = RATE * LAYER_DECAY ** (DEPTH - 1 - int(name.split(".")[1]))
        elif name.startswith(("words", "positions", "embedding_norm")):
            rate = RATE * LAYER_DECAY**DEPTH
        else:
            rate = HEAD_RATE
        groups.setdefault(rate, []).append(weight)
    return torch.optim.AdamW(
        [{"params": weights, "lr": rate, "peak": rate} for rate, weights in groups.items()],
        weight_decay=0.01,
        fused=True,
    )


def train(network: Network, articles: list[list[Example]], output: Path, schedule: Schedule) -> Network:
    """Fine-tune for some epochs; the running mean of the weights is saved after each quarter of an epoch."""
    torch.manual_seed(schedule.seed)
    chance = random.Random(schedule.seed)
    average = copy.deepcopy(network)
    optimizer = make_optimizer(network)
    per_epoch = sum(1 for _ in make_batches(articles, random.Random(schedule.seed)))
    total, step, began, recent = per_epoch * schedule.epochs, 0, time.monotonic(), 0.0
    network.train()
    for _ in range(schedule.epochs):
        for batch in make_batches(articles, chance):
            share = step / total
            for group in optimizer.param_groups:
                rise = min(share / WARM_UP, max(0.01, 1 - share) / (1 - WARM_UP))
                group["lr"] = schedule.rate * group["peak"] * rise
            loss = loss_of(network, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            follow(average, network, keep=min(AVERAGING, step / (step + 10)))
            recent = 0.98 * recent + 0.02 * loss.item()
            if step % 25 == 0:
                speed = step / (time.monotonic() - began)
                print(f"{step}/{total} loss {recent / (1 - 0.98**step):.4f} {speed:.2f} steps/s", flush=True)
            if step % max(1, per_epoch // 4) == 0:
                save_file(average.state_dict(), output)
    save_file(average.state_dict(), output)
    return average


@torch.no_grad()
def follow(average: Network, network: Network, *, keep: float) -> None:
    """Move the running mean of the weights on by one step."""
    for mean, weight in zip(average.parameters(), network.parameters(), strict=True):
        mean.lerp_(weight, 1 - keep)
