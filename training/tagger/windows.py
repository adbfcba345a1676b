"""Windows of words as `tidings learn --windows` writes them, cut into the pieces that the network reads."""

import json
import random
from dataclasses import dataclass

import torch

LONGEST = 320  # pieces read together; as in tagger/src/lib.rs
PIECES = 12  # pieces read of a word; as in tagger/src/vocabulary.rs
NOTHING = -100  # what no label is asked of


@dataclass
class Labels:
    """The names of what is said of a word."""

    outcomes: list
    statuses: list
    themes: list

    @classmethod
    def of(cls, rows):
        """All that the marks use; the first outcome stands for none."""
        marks = [mark for row in rows for mark in row["marks"]]
        named = [sorted({mark[field] for mark in marks}) for field in (1, 2, 3)]
        return cls(["none", *named[0]], *named[1:])

    @classmethod
    def told(cls, metadata):
        """Those of a tagger, as its file tells them."""
        return cls(*(metadata[field].split("\n") for field in ("outcomes", "statuses", "themes")))


@dataclass
class Unit:
    """A window: its pieces, where its words begin, and what is known of them."""

    ids: list
    words: list
    marks: list  # (piece, outcome, status, theme, {country}, [(piece of a date, right)])
    places: list  # (piece, country)


class Cutter:
    """Cuts words into pieces."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.start, _, self.end = tokenizer.encode("a").ids
        self.known = {}

    def pieces(self, word):
        if word not in self.known:
            ids = self.tokenizer.encode(word).ids[1:-1][:PIECES]
            self.known[word] = ids or [self.tokenizer.token_to_id("[UNK]")]
        return self.known[word]

    def unit(self, row, labels):
        ids, at = [self.start], []
        for part in [*row["above"], row["words"]]:
            for word in part:
                at.append(len(ids))
                ids += self.pieces(word)
            ids.append(self.end)
        ids = ids[:LONGEST]
        above = len(at) - len(row["words"])
        read = lambda word: at[word] < len(ids)
        marks = [
            (
                at[above + word],
                labels.outcomes.index(outcome),
                labels.statuses.index(status),
                labels.themes.index(theme),
                set(countries),
                [(at[above + date], right) for date, right in dates if read(above + date)],
            )
            for word, outcome, status, theme, countries, dates in row["marks"]
            if read(above + word)
        ]
        words = [at[above + n] for n, word in enumerate(row["words"]) if read(above + n) and word[0].isalpha()]
        places = [(at[start], country) for start, _, country in row["places"] if read(start)]
        return Unit(ids, words, marks, places)


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def batches(units, size, shuffled):
    """Numbers of units of about the same length, together at most so many pieces."""
    wide = lambda n: -(-len(units[n].ids) // 16) * 16
    order = sorted(range(len(units)), key=lambda n: len(units[n].ids) + shuffled * 8 * random.random())
    all, batch = [], []
    for n in order:
        if batch and wide(n) * (len(batch) + 1) > size:
            all.append(batch)
            batch = []
        batch.append(n)
    all.append(batch)
    if shuffled:
        random.shuffle(all)
    return all


@dataclass
class Batch:
    """Tensors of some units: a row each, padded."""

    ids: torch.Tensor
    mask: torch.Tensor
    outcomes: torch.Tensor
    statuses: torch.Tensor
    themes: torch.Tensor
    countries: list  # (row, piece of the outcome, piece of the name, 1 or 0)
    dates: list


def collate(units, batch, padding):
    wide = -(-max(len(units[n].ids) for n in batch) // 16) * 16
    full = lambda value: torch.full((len(batch), wide), value)
    made = Batch(full(padding), full(0), full(NOTHING), full(NOTHING), full(NOTHING), [], [])
    for row, n in enumerate(batch):
        unit = units[n]
        made.ids[row, : len(unit.ids)] = torch.tensor(unit.ids)
        made.mask[row, : len(unit.ids)] = 1
        made.outcomes[row, unit.words] = 0
        for piece, outcome, status, theme, countries, dates in unit.marks:
            made.outcomes[row, piece], made.statuses[row, piece], made.themes[row, piece] = outcome, status, theme
            made.countries += [(row, piece, at, float(name in countries)) for at, name in unit.places]
            made.dates += [(row, piece, at, float(right)) for at, right in dates]
    return made
