"""The network: a small pretrained encoder with what is said of each word on top of it."""

import hashlib

import torch
from torch import nn
from transformers import AutoModel

PAIR = 128  # numbers that an outcome asks of a name or date, and that these answer


class Network(nn.Module):
    def __init__(self, base, labels):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.outcome = nn.Linear(width, len(labels.outcomes))
        self.status = nn.Linear(width, len(labels.statuses))
        self.theme = nn.Linear(width, len(labels.themes))
        self.asks = nn.ModuleList([nn.Linear(width, PAIR), nn.Linear(width, PAIR)])
        self.answers = nn.ModuleList([nn.Linear(width, PAIR), nn.Linear(width, PAIR)])
        self.bias = nn.Parameter(torch.full((2,), -1.0))

    def forward(self, ids, mask):
        return self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)

    def pairs(self, read, which, pairs):
        """How much speaks for each pair of an outcome and a name (0) or date (1)."""
        row, piece, other, _ = (torch.tensor(part) for part in zip(*pairs))
        asks, answers = self.asks[which](read[row, piece]), self.answers[which](read[row, other])
        return (asks.float() * answers.float()).sum(-1) / PAIR**0.5 + self.bias[which]


def quantised(weight):
    """Whole numbers of a byte, and what those of each row are multiples of."""
    scale = weight.abs().amax(1).clamp(min=1e-12) / 127
    return torch.round(weight / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def tensors(network):
    """The tensors of tagger/model/tagger.safetensors."""
    state = {name: tensor.detach().float() for name, tensor in network.state_dict().items()}
    made = {}

    def matrix(name, weights, biases):
        weight, bias = torch.cat(weights), torch.cat(biases)
        made[f"{name}.weight"], made[f"{name}.scale"] = quantised(weight)
        made[f"{name}.bias"] = bias

    def norm(name, of):
        made[f"{name}.weight"], made[f"{name}.bias"] = state[f"{of}.weight"], state[f"{of}.bias"]

    embeddings = "encoder.embeddings"
    made["meanings.weight"], made["meanings.scale"] = quantised(state[f"{embeddings}.word_embeddings.weight"])
    # All text is of the first kind that the base model tells apart.
    kind = state[f"{embeddings}.token_type_embeddings.weight"][0]
    made["places"] = (state[f"{embeddings}.position_embeddings.weight"] + kind)[:320]
    norm("first", f"{embeddings}.LayerNorm")
    for n in range(network.encoder.config.num_hidden_layers):
        part = lambda name, kind: state[f"encoder.encoder.layer.{n}.{name}.{kind}"]
        look = [f"attention.self.{name}" for name in ("query", "key", "value")]
        for name, parts in [
            ("look", look),
            ("seen", ["attention.output.dense"]),
            ("wide", ["intermediate.dense"]),
            ("narrow", ["output.dense"]),
        ]:
            matrix(f"layer.{n}.{name}", [part(p, "weight") for p in parts], [part(p, "bias") for p in parts])
        norm(f"layer.{n}.after_look", f"encoder.encoder.layer.{n}.attention.output.LayerNorm")
        norm(f"layer.{n}.after_thought", f"encoder.encoder.layer.{n}.output.LayerNorm")
    says = ["outcome", "status", "theme", "asks.0", "answers.0", "asks.1", "answers.1"]
    # The root of the size is taken here, so that a pair is a plain product.
    root = lambda name: PAIR**0.5 if name.startswith("asks") else 1
    weights = [state[f"{name}.weight"] / root(name) for name in says]
    biases = [state[f"{name}.bias"] / root(name) for name in says]
    matrix("says", weights, biases)
    made["pair.bias"] = state["bias"]
    return {name: tensor.contiguous().clone() for name, tensor in made.items()}


def name(made):
    """What tells a model from any other: the first digits of the SHA-256 of its tensors."""
    digest = hashlib.sha256()
    for tensor in sorted(made):
        digest.update(tensor.encode() + made[tensor].numpy().tobytes())
    return digest.hexdigest()[:16]


def metadata(network, labels, vocabulary, made):
    config = network.encoder.config
    return {
        "model": name(made),
        "width": str(config.hidden_size),
        "heads": str(config.num_attention_heads),
        "layers": str(config.num_hidden_layers),
        "pair": str(PAIR),
        "outcomes": "\n".join(labels.outcomes),
        "statuses": "\n".join(labels.statuses),
        "themes": "\n".join(labels.themes),
        "vocabulary": "\n".join(vocabulary),
    }
