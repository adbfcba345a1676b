"""Writes the mean of two taggers that were trained from the same beginning: surer than either, at no cost.

usage: python3 mean.py ONE.safetensors OTHER.safetensors MEAN.safetensors
"""

import sys
from pathlib import Path

from safetensors import safe_open
from safetensors.torch import save_file

from network import name, quantised


def real(file, tensor):
    """A tensor as real numbers."""
    read = file.get_tensor(tensor)
    scale = tensor.removesuffix("weight") + "scale"
    return read.float() * file.get_tensor(scale)[:, None] if scale in file.keys() else read


def main():
    _, one, other, output = sys.argv
    one, other = safe_open(one, "pt"), safe_open(other, "pt")
    told = other.metadata()
    assert {**one.metadata(), "model": ""} == {**told, "model": ""}, "the two have other labels or sizes"
    made = {}
    for tensor in other.keys():
        if tensor.endswith(".scale"):
            continue
        mean = (real(one, tensor) + real(other, tensor)) / 2
        scale = tensor.removesuffix("weight") + "scale"
        if scale in other.keys():
            made[tensor], made[scale] = quantised(mean)
        else:
            made[tensor] = mean
    told["model"] = name(made)
    save_file(made, output, metadata=told)
    Path(output).with_name("name").write_text(told["model"] + "\n")


if __name__ == "__main__":
    main()
