"""Make the attribution model: `python -m training.attribution.make --polnear DIR --encoder DIR --output DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from training.attribution.examples import read_examples
from training.attribution.export import export
from training.attribution.network import Network
from training.attribution.train import train

ROUNDS = ((3, 1.0, 7), (1, 0.6, 17))  # epochs, factor on the learning rates, seed


def main() -> None:
    """Train in rounds, each with its own rise and fall of the learning rates, and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder that holds train/text, train/attributions")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of model.safetensors and tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="folder for the model and its card")
    parser.add_argument("--weights", type=Path, help="export these weights of an earlier run instead of training")
    options = parser.parse_args()
    torch.set_num_threads(1)
    weights = options.weights
    if weights is None:
        weights = options.output / "weights.safetensors"
        options.output.mkdir(parents=True, exist_ok=True)
        articles = read_examples(options.polnear, options.encoder)
        network = Network()
        network.load_encoder(options.encoder / "model.safetensors")
        for epochs, rate, seed in ROUNDS:
            network = train(network, articles, weights, epochs=epochs, rate=rate, seed=seed)
    export(weights, options.encoder, options.output)


if __name__ == "__main__":
    main()
