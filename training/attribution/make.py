"""Make the attribution model: `python -m training.attribution.make --polnear DIR --encoder DIR --output DIR`."""

from __future__ import annotations

import argparse
import copy
import os
from pathlib import Path

import torch
from safetensors.torch import save_file
from training.attribution.examples import read_examples
from training.attribution.export import export
from training.attribution.network import Network
from training.attribution.train import Schedule, follow, train

ROUNDS = (
    Schedule(epochs=3, rate=1.0, seed=7),
    Schedule(epochs=1, rate=0.7, seed=17),
    Schedule(epochs=1, rate=0.5, seed=27),
    Schedule(epochs=1, rate=0.6, seed=37),
    Schedule(epochs=1, rate=0.6, seed=47),
)
LAST_SHARE = 2 / 3  # of the last round in the weights that are exported; the rest is the round before


def main() -> None:
    """Train in rounds, each with its own rise and fall of the learning rates, mix the last two, and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder that holds train/text, train/attributions")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="folder for the model and its card")
    parser.add_argument("--weights", type=Path, help="export these weights of an earlier run instead of training")
    parser.add_argument("--articles", type=int, help="train on the first so many articles only, to try the steps")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    options.output.mkdir(parents=True, exist_ok=True)
    weights = options.weights
    if weights is None:
        weights = options.output / "weights.safetensors"
        articles = read_examples(options.polnear, options.encoder)[: options.articles]
        network = Network()
        network.load_encoder(options.encoder / "model.safetensors")
        for schedule in ROUNDS:
            before, network = copy.deepcopy(network), train(network, articles, weights, schedule)
        follow(network, before, keep=LAST_SHARE)
        save_file(network.state_dict(), weights)
    export(weights, options.encoder, options.output)


if __name__ == "__main__":
    main()
