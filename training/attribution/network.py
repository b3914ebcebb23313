"""The network: a small BERT encoder with surface features, a head that tags and a head that links."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.reading.attribution_links import TAG_COUNT
from dragoman.reading.attribution_pieces import CASES, GAPS, QUOTE_STATES

WIDTH, HEADS, DEPTH, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS = 30522, 512
LINK_WIDTH = 128
DISTANCES = 32


class Layer(nn.Module):
    """One block of the encoder."""

    def __init__(self, dropout: float) -> None:
        """Make the block's weights."""
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Attend and transform; `mask` is true where there is a piece."""
        batch, length, _ = hidden.shape
        query, key, value = (
            part(hidden).view(batch, length, HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        rate = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.attention_norm(hidden + F.dropout(mixed, rate))
        inner = self.outer(F.gelu(self.inner(hidden)))
        result: Tensor = self.output_norm(hidden + F.dropout(inner, rate))
        return result


class Network(nn.Module):
    """Word pieces and surface features in; tag scores and link scores out."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the network's weights."""
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in (QUOTE_STATES, CASES, GAPS))
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(DEPTH))
        self.tag = nn.Linear(WIDTH, TAG_COUNT)
        self.member, self.anchor = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)
        self.cue, self.source = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)
        self.distance = nn.Embedding(2 * DISTANCES + 1, 1)
        self.source_distance = nn.Embedding(2 * DISTANCES + 1, 1)
        self.dropout = dropout
        for name, weight in self.named_parameters():
            if name.startswith("features") or "distance" in name:
                nn.init.zeros_(weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score the tags of every piece, and for every pair if the second begins the cue or source of the first."""
        length = ids.shape[1]
        places = torch.arange(length)
        hidden = self.words(ids) + self.positions(places)
        for number, table in enumerate(self.features):
            hidden = hidden + table(features[:, number])
        hidden = self.embedding_norm(hidden)
        hidden = F.dropout(hidden, self.dropout, self.training)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        hidden = F.dropout(hidden, self.dropout, self.training)
        steps = distance_bucket(places[None, :] - places[:, None])
        cues = self.member(hidden) @ self.anchor(hidden).transpose(1, 2) / LINK_WIDTH**0.5
        sources = self.cue(hidden) @ self.source(hidden).transpose(1, 2) / LINK_WIDTH**0.5
        return self.tag(hidden), cues + self.distance(steps)[..., 0], sources + self.source_distance(steps)[..., 0]

    def load_encoder(self, path: Path) -> None:
        """Take the weights of a pretrained BERT encoder of the same shape."""
        weights = load_file(path)
        own = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "embedding_norm.weight": "embeddings.LayerNorm.weight",
            "embedding_norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "output_norm": "output.LayerNorm",
        }
        for number in range(DEPTH):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{number}.{mine}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
        state = {mine: weights[theirs] for mine, theirs in own.items()}
        state["positions.weight"] = state["positions.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        missing = self.load_state_dict(state, strict=False)
        if missing.unexpected_keys:
            raise ValueError(f"no place for {missing.unexpected_keys}")


def distance_bucket(steps: Tensor) -> Tensor:
    """Put signed distances into buckets: exact when near, coarser when far."""
    size = steps.abs()
    far = 8 + (torch.log2(size.clamp(min=8).float() / 8) * 4).long()
    return DISTANCES + steps.sign() * torch.where(size < 8, size, far).clamp(max=DISTANCES)
