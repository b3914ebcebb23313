"""Make a smaller network out of a trained one, to be trained on."""

from __future__ import annotations

import random
from collections.abc import Callable

import torch
from torch import Tensor, nn
from training.attribution.examples import Example
from training.attribution.network import SMALL, Network
from training.attribution.train import PADDING, make_batches

DROPPED = 4  # the layer that is missed least
SAMPLE = 90  # every so many-th article shows which neurons matter


def shrink(network: Network, articles: list[list[Example]]) -> Network:
    """Leave out a layer, and in the others the neurons that matter least."""
    importance = weigh_neurons(network, articles[::SAMPLE])
    state = {name: weight for name, weight in network.state_dict().items() if not name.startswith("layers.")}
    kept = [number for number in range(network.shape.depth) if number != DROPPED]
    for mine, theirs in enumerate(kept):
        best = importance[theirs].topk(SMALL.inner).indices.sort().values
        for name, weight in network.layers[theirs].state_dict().items():
            part = weight[best] if name.startswith("inner.") else weight
            state[f"layers.{mine}.{name}"] = weight[:, best] if name == "outer.weight" else part
    small = Network(SMALL, network.dropout)
    small.load_state_dict(state)
    return small


@torch.no_grad()
def weigh_neurons(network: Network, articles: list[list[Example]]) -> list[Tensor]:
    """Sum for each layer's neurons how much they add to what the layer gives."""
    network.eval()
    sums = [torch.zeros(network.shape.inner) for _ in network.layers]
    hooks = [layer.outer.register_forward_hook(adder(total)) for layer, total in zip(network.layers, sums, strict=True)]
    for batch in make_batches(articles, random.Random(1)):
        network.encode(batch["ids"], batch["features"], batch["ids"] != PADDING)
    for hook in hooks:
        hook.remove()
    return [total * layer.outer.weight.norm(dim=0) for layer, total in zip(network.layers, sums, strict=True)]


def adder(total: Tensor) -> Callable[[nn.Module, tuple[Tensor], Tensor], None]:
    """Make a hook that adds up the size of what goes into a layer's last multiplication."""

    def add(_: nn.Module, given: tuple[Tensor], __: Tensor) -> None:
        total.add_(given[0].abs().flatten(0, 1).mean(0))

    return add
