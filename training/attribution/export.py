"""Write the trained network as an 8-bit ONNX graph."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from training.attribution.network import DEPTH, HEADS, LINK_WIDTH, WIDTH, distance_bucket

from dragoman.reading.attribution_pieces import WINDOW

Weights = dict[str, NDArray[np.float32]]

# 7 bits: on processors without dot-product instructions the sums of 8-bit products overflow
LARGEST = 63
CONTRIB = "com.microsoft"
FILES = ("model.onnx", "tokenizer.json")
VERSION = "3"


class GraphBuilder:
    """Collects nodes and weights of the graph; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep a value under a name."""
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], *, domain: str = "", **options: int | float | list[int]) -> str:
        """Add an operation."""
        result = f"{kind}_{len(self.nodes)}"
        made = helper.make_node(kind, inputs, [result], domain=domain)
        made.attribute.extend(helper.make_attribute(name, value) for name, value in options.items())
        self.nodes.append(made)
        return result

    def linear(self, source: str, name: str, weights: Weights, *, kept: str = "") -> str:
        """Multiply by a weight matrix in 8 bits; the input is quantised as it comes."""
        matrix, scale = quantise(weights[f"{name}.weight"].T)
        kept = kept or name
        inputs = [
            source,
            self.constant(f"{kept}.matrix", matrix),
            self.constant(f"{kept}.scale", scale),
            "",
            self.constant(f"{kept}.bias", weights[f"{name}.bias"]),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, domain=CONTRIB)

    def exact_linear(self, source: str, name: str, weights: Weights) -> str:
        """Multiply by a weight matrix in full precision."""
        product = self.node("MatMul", [source, self.constant(f"{name}.weight", weights[f"{name}.weight"].T)])
        return self.node("Add", [product, self.constant(f"{name}.bias", weights[f"{name}.bias"])])

    def split(self, source: str, sizes: list[int]) -> list[str]:
        """Part the last axis."""
        number = len(self.nodes)
        results = [f"Split_{number}_{part}" for part in range(len(sizes))]
        lengths = self.constant(f"sizes.{number}", np.array(sizes))
        self.nodes.append(helper.make_node("Split", [source, lengths], results, axis=-1))
        return results

    def attention(self, source: str, name: str, weights: Weights) -> str:
        """Attend over the pieces of a window; the three inputs are made in one multiplication."""
        joined = join(weights, [f"{name}.{part}" for part in ("query", "key", "value")])
        mixed = self.split(self.linear(source, "joined", joined, kept=f"{name}.joined"), [WIDTH] * 3)
        return self.node("MultiHeadAttention", mixed, domain=CONTRIB, num_heads=HEADS)

    def normal(self, source: str, added: str, name: str, weights: Weights) -> str:
        """Add and normalise."""
        scale, shift = (self.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        total = self.node("Add", [source, added])
        return self.node("LayerNormalization", [total, scale, shift], axis=-1, epsilon=1e-12)


def join(weights: Weights, names: list[str]) -> Weights:
    """Put several matrices of one input side by side."""
    return {
        f"joined.{kind}": np.concatenate([weights[f"{name}.{kind}"] for name in names]) for kind in ("weight", "bias")
    }


def quantise(matrix: NDArray[np.float32], *, largest: int = LARGEST) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round each column to whole steps of its own size."""
    scale = np.maximum(np.abs(matrix).max(axis=0) / largest, 1e-9).astype(np.float32)
    return np.rint(matrix / scale).astype(np.int8), scale


def embed(graph: GraphBuilder, weights: Weights) -> str:
    """Look up word pieces (8 bits a weight, one scale a row), places and surface features."""
    table, scale = quantise(weights["words.weight"].T, largest=127)
    rows = graph.node("Gather", [graph.constant("words", table.T), "ids"])
    steps = graph.node("Gather", [graph.constant("words.scale", scale[:, None].astype(np.float32)), "ids"])
    words = graph.node("Mul", [graph.node("Cast", [rows], to=TensorProto.FLOAT), steps])
    hidden = graph.node(
        "Add", [words, graph.node("Gather", [graph.constant("positions", weights["positions.weight"]), "places"])]
    )
    for number in range(3):
        row = graph.node("Gather", ["features", graph.constant(f"feature.{number}", np.array(number))], axis=1)
        table_name = graph.constant(f"features.{number}", weights[f"features.{number}.weight"])
        hidden = graph.node("Add", [hidden, graph.node("Gather", [table_name, row])])
    scale_name, shift = (
        graph.constant(f"embedding_norm.{p}", weights[f"embedding_norm.{p}"]) for p in ("weight", "bias")
    )
    return graph.node("LayerNormalization", [hidden, scale_name, shift], axis=-1, epsilon=1e-12)


def encode(graph: GraphBuilder, weights: Weights) -> str:
    """Read the pieces through all layers."""
    hidden = embed(graph, weights)
    for layer in range(DEPTH):
        name = f"layers.{layer}"
        mixed = graph.linear(graph.attention(hidden, name, weights), f"{name}.output", weights)
        hidden = graph.normal(hidden, mixed, f"{name}.attention_norm", weights)
        inner = graph.node("Gelu", [graph.linear(hidden, f"{name}.inner", weights)], domain=CONTRIB)
        hidden = graph.normal(hidden, graph.linear(inner, f"{name}.outer", weights), f"{name}.output_norm", weights)
    return hidden


def add_links(graph: GraphBuilder, weights: Weights, pointing: str, pointed: str, distance: str, output: str) -> None:
    """Give for every pair of pieces the probability that the first points to the second."""
    turned = graph.node("Transpose", [pointed], perm=[0, 2, 1])
    links = graph.node("MatMul", [graph.node("Mul", [pointing, "root"]), turned])
    places = torch.arange(WINDOW + 2)
    buckets = distance_bucket(places[None, :] - places[:, None]).numpy()
    by_step = graph.constant(distance, weights[f"{distance}.weight"][buckets, 0])
    ends = graph.node("Concat", ["length", "length"], axis=0)
    links = graph.node("Add", [links, graph.node("Slice", [by_step, "corner", ends])])
    graph.nodes.append(helper.make_node("Softmax", [links], [output], axis=-1))


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Make the whole graph: ids and features of one window in; tags and two kinds of links out."""
    graph = GraphBuilder()
    graph.constant("root", np.array(LINK_WIDTH**-0.5, dtype=np.float32))
    graph.constant("corner", np.array([0, 0]))
    second = graph.constant("second", np.array([1]))
    graph.nodes.append(helper.make_node("Gather", [graph.node("Shape", ["ids"]), second], ["length"]))
    ends = graph.node("Squeeze", ["length"])
    zero, step = (graph.constant(name, np.array(value)) for name, value in (("nought", 0), ("one", 1)))
    graph.nodes.append(helper.make_node("Range", [zero, ends, step], ["places"]))
    hidden = encode(graph, weights)
    graph.nodes.append(helper.make_node("Identity", [graph.exact_linear(hidden, "tag", weights)], ["tags"]))
    joined = join(weights, ["member", "anchor", "cue", "source"])
    heads = graph.split(graph.linear(hidden, "joined", joined), [LINK_WIDTH] * 4)
    add_links(graph, weights, heads[0], heads[1], "distance", "cues")
    add_links(graph, weights, heads[2], heads[3], "source_distance", "sources")
    whole, number_type = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("ids", whole, [1, "length"]),
        helper.make_tensor_value_info("features", whole, [1, 3, "length"]),
    ]
    outputs = [
        helper.make_tensor_value_info("tags", number_type, [1, "length", 7]),
        helper.make_tensor_value_info("cues", number_type, [1, "length", "length"]),
        helper.make_tensor_value_info("sources", number_type, [1, "length", "length"]),
    ]
    body = helper.make_graph(graph.nodes, "attribution", inputs, outputs, initializer=graph.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=8)


def export(weights: Path, encoder: Path, folder: Path) -> None:
    """Write graph and tokenizer to a folder, with a card that holds their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(build_graph(load_file(weights)), str(folder / "model.onnx"))
    shutil.copyfile(encoder / "tokenizer.json", folder / "tokenizer.json")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    card = {"name": "attribution", "version": VERSION, "encoder": "all-MiniLM-L6-v2", "sha256": hashes}
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
