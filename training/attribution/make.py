"""Make the attribution model: `python -m training.attribution.make --polnear DIR --encoder DIR --output DIR`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import torch
from safetensors.torch import load_file
from training.attribution.examples import Example, read_examples
from training.attribution.export import export
from training.attribution.network import FULL, SMALL, Network
from training.attribution.shrink import shrink
from training.attribution.train import Schedule, teach, train

ROUNDS = (Schedule(epochs=3, rate=1.0, seed=7), Schedule(epochs=1, rate=0.6, seed=17))
SMALL_ROUND = Schedule(epochs=3, rate=1.0, seed=47, masked=0.05, mimic=True)


def main() -> None:
    """Train the full network in rounds, shrink it, train the small one to give the same, and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder that holds train/text, train/attributions")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="folder for the model and its card")
    parser.add_argument("--full", action="store_true", help="stop at the full network: slower, a little better")
    parser.add_argument("--weights", type=Path, help="export these weights of an earlier run instead of training")
    parser.add_argument("--start", type=Path, help="weights of the full network, to shrink without training it first")
    parser.add_argument("--articles", type=int, help="train on the first so many articles only, to try the steps")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    options.output.mkdir(parents=True, exist_ok=True)
    weights, shape = options.weights, FULL if options.full else SMALL
    if weights is None:
        articles = read_examples(options.polnear, options.encoder)[: options.articles]
        network = Network(FULL)
        weights = options.output / "full.safetensors"
        if options.start:
            network.load_state_dict(load_file(options.start))
        else:
            network.load_encoder(options.encoder / "model.safetensors")
            for schedule in ROUNDS:
                network = train(network, articles, weights, schedule)
        if not options.full:
            weights = options.output / "small.safetensors"
            make_small(network, articles, weights)
    export(weights, shape, options.encoder, options.output)


def make_small(network: Network, articles: list[list[Example]], weights: Path) -> None:
    """Shrink a network and train what is left of it to read as the whole did."""
    train(shrink(network, articles), teach(network, articles), weights, SMALL_ROUND)


if __name__ == "__main__":
    main()
