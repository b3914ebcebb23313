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
from training.attribution.network import DEPTH, HEADS, LINK_WIDTH, POSITIONS, distance_bucket

Weights = dict[str, NDArray[np.float32]]

# 7 bits: on processors without dot-product instructions the sums of 8-bit products overflow
LARGEST = 63
CONTRIB = "com.microsoft"
FILES = ("model.onnx", "tokenizer.json")
VERSION = "1"


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

    def linear(self, source: str, name: str, weights: Weights) -> str:
        """Multiply by a weight matrix in 8 bits; the input is quantised as it comes."""
        matrix, scale = quantise(weights[f"{name}.weight"].T)
        inputs = [
            source,
            self.constant(f"{name}.matrix", matrix),
            self.constant(f"{name}.scale", scale),
            "",
            self.constant(f"{name}.bias", weights[f"{name}.bias"]),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, domain=CONTRIB)

    def exact_linear(self, source: str, name: str, weights: Weights) -> str:
        """Multiply by a weight matrix in full precision."""
        product = self.node("MatMul", [source, self.constant(f"{name}.weight", weights[f"{name}.weight"].T)])
        return self.node("Add", [product, self.constant(f"{name}.bias", weights[f"{name}.bias"])])

    def attention(self, source: str, name: str, weights: Weights) -> str:
        """Attend over the pieces of each window."""
        query, key, value = (self.linear(source, f"{name}.{part}", weights) for part in ("query", "key", "value"))
        return self.node("MultiHeadAttention", [query, key, value], domain=CONTRIB, num_heads=HEADS)

    def normal(self, source: str, added: str, name: str, weights: Weights) -> str:
        """Add and normalise."""
        scale, shift = (self.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        total = self.node("Add", [source, added])
        return self.node("LayerNormalization", [total, scale, shift], axis=-1, epsilon=1e-12)


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


def add_links(
    graph: GraphBuilder, weights: Weights, hidden: str, steps: str, heads: tuple[str, str, str], output: str
) -> None:
    """Give for every pair of pieces the probability that the first points to the second."""
    pointing, pointed = (graph.exact_linear(hidden, head, weights) for head in heads[:2])
    turned = graph.node("Transpose", [pointed], perm=[0, 2, 1])
    links = graph.node("MatMul", [graph.node("Mul", [pointing, "root"]), turned])
    buckets = distance_bucket(torch.arange(1 - POSITIONS, POSITIONS)).numpy()
    by_step = graph.constant(heads[2], weights[f"{heads[2]}.weight"][buckets, 0])
    links = graph.node("Add", [links, graph.node("Gather", [by_step, steps])])
    graph.nodes.append(helper.make_node("Softmax", [links], [output], axis=-1))


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Make the whole graph: ids and features in; tags and two kinds of links out."""
    graph = GraphBuilder()
    size = graph.node("Gather", [graph.node("Shape", ["ids"]), graph.constant("one", np.array(1))])
    zero, step = graph.constant("nought", np.array(0)), "one"
    graph.nodes.append(helper.make_node("Range", [zero, size, step], ["places"]))
    hidden = embed(graph, weights)
    for number in range(DEPTH):
        name = f"layers.{number}"
        mixed = graph.linear(graph.attention(hidden, name, weights), f"{name}.output", weights)
        hidden = graph.normal(hidden, mixed, f"{name}.attention_norm", weights)
        inner = graph.node("Gelu", [graph.linear(hidden, f"{name}.inner", weights)], domain=CONTRIB)
        hidden = graph.normal(hidden, graph.linear(inner, f"{name}.outer", weights), f"{name}.output_norm", weights)
    graph.nodes.append(helper.make_node("Identity", [graph.exact_linear(hidden, "tag", weights)], ["tags"]))
    columns = graph.node("Unsqueeze", ["places", graph.constant("axis.0", np.array([0]))])
    lines = graph.node("Unsqueeze", ["places", graph.constant("axis.1", np.array([1]))])
    steps = graph.node("Add", [graph.node("Sub", [columns, lines]), graph.constant("middle", np.array(POSITIONS - 1))])
    graph.constant("root", np.array(LINK_WIDTH**-0.5, dtype=np.float32))
    for output, heads in (
        ("cues", ("member", "anchor", "distance")),
        ("sources", ("cue", "source", "source_distance")),
    ):
        add_links(graph, weights, hidden, steps, heads, output)
    whole, number_type = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("ids", whole, ["batch", "length"]),
        helper.make_tensor_value_info("features", whole, ["batch", 3, "length"]),
    ]
    outputs = [
        helper.make_tensor_value_info("tags", number_type, ["batch", "length", 7]),
        helper.make_tensor_value_info("cues", number_type, ["batch", "length", "length"]),
        helper.make_tensor_value_info("sources", number_type, ["batch", "length", "length"]),
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
