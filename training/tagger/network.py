"""The network: a small pretrained encoder with what is said of each word on top of it."""

import hashlib
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from transformers import AutoModel

from windows import LONGEST

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


def real(made, name):
    """A tensor of the file as real numbers, whether it is kept in bytes or not."""
    scale = made.get(f"{name.removesuffix('.weight')}.scale") if name.endswith(".weight") else None
    return made[name].float() if scale is None else made[name].float() * scale[:, None]


EMBEDDINGS = "encoder.embeddings"
WORDS = f"{EMBEDDINGS}.word_embeddings.weight"
PLACES = f"{EMBEDDINGS}.position_embeddings.weight"
KINDS = f"{EMBEDDINGS}.token_type_embeddings.weight"
SAYS = ["outcome", "status", "theme", "asks.0", "answers.0", "asks.1", "answers.1"]


def matrices(network):
    """Each matrix of the file, and what of the network stands in it, one below the other."""
    for n in range(network.encoder.config.num_hidden_layers):
        of = f"encoder.encoder.layer.{n}"
        yield f"layer.{n}.look", [f"{of}.attention.self.{part}" for part in ("query", "key", "value")]
        yield f"layer.{n}.seen", [f"{of}.attention.output.dense"]
        yield f"layer.{n}.wide", [f"{of}.intermediate.dense"]
        yield f"layer.{n}.narrow", [f"{of}.output.dense"]
    yield "says", SAYS


def norms(network):
    """Each normalisation of the file, and what it is in the network."""
    yield "first", f"{EMBEDDINGS}.LayerNorm"
    for n in range(network.encoder.config.num_hidden_layers):
        yield f"layer.{n}.after_look", f"encoder.encoder.layer.{n}.attention.output.LayerNorm"
        yield f"layer.{n}.after_thought", f"encoder.encoder.layer.{n}.output.LayerNorm"


def root(part):
    """The root of the size is taken in the file, so that a pair is a plain product."""
    return PAIR**0.5 if part.startswith("asks") else 1


def tensors(network):
    """The tensors of tagger/model/tagger.safetensors."""
    state = {name: tensor.detach().float() for name, tensor in network.state_dict().items()}
    made = {}
    made["meanings.weight"], made["meanings.scale"] = quantised(state[WORDS])
    # All text is of the first kind that the base model tells apart.
    made["places"] = (state[PLACES] + state[KINDS][0])[:LONGEST]
    for name, of in norms(network):
        made[f"{name}.weight"], made[f"{name}.bias"] = state[f"{of}.weight"], state[f"{of}.bias"]
    for name, parts in matrices(network):
        weight = torch.cat([state[f"{part}.weight"] / root(part) for part in parts])
        made[f"{name}.weight"], made[f"{name}.scale"] = quantised(weight)
        made[f"{name}.bias"] = torch.cat([state[f"{part}.bias"] / root(part) for part in parts])
    made["pair.bias"] = state["bias"]
    return {name: tensor.contiguous().clone() for name, tensor in made.items()}


def restore(network, made):
    """Gives a network what `tensors` made of another, as far as bytes keep it."""
    state = network.state_dict()
    state[WORDS] = real(made, "meanings.weight")
    state[PLACES][:LONGEST] = made["places"] - state[KINDS][0]
    for name, of in norms(network):
        state[f"{of}.weight"], state[f"{of}.bias"] = made[f"{name}.weight"], made[f"{name}.bias"]
    for name, parts in matrices(network):
        sizes = [len(state[f"{part}.bias"]) for part in parts]
        for part, weight, bias in zip(parts, real(made, f"{name}.weight").split(sizes), made[f"{name}.bias"].split(sizes)):
            state[f"{part}.weight"], state[f"{part}.bias"] = weight * root(part), bias * root(part)
    state["bias"] = made["pair.bias"]
    network.load_state_dict(state)


def name(made):
    """What tells a model from any other: the first digits of the SHA-256 of its tensors."""
    digest = hashlib.sha256()
    for tensor in sorted(made):
        digest.update(tensor.encode() + made[tensor].numpy().tobytes())
    return digest.hexdigest()[:16]


def metadata(network, labels, vocabulary):
    config = network.encoder.config
    return {
        "width": str(config.hidden_size),
        "heads": str(config.num_attention_heads),
        "layers": str(config.num_hidden_layers),
        "pair": str(PAIR),
        "outcomes": "\n".join(labels.outcomes),
        "statuses": "\n".join(labels.statuses),
        "themes": "\n".join(labels.themes),
        "vocabulary": "\n".join(vocabulary),
    }


def save(made, told, path):
    """Writes a tagger, and beside it its name: the program asks for that alone before it needs the rest."""
    model = name(made)
    save_file(made, path, metadata={"model": model, **told})
    Path(path).with_name("name").write_text(model + "\n")
