"""Makes one tagger of several that went on from one another: the mean of their numbers. It errs less than any of them.

usage: python3 mean.py OUTPUT TAGGER[:WEIGHT]…
"""

import sys

from safetensors import safe_open
from safetensors.torch import load_file

from network import quantised, real, save


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    paths, weights = [], []
    for path, _, weight in (argument.partition(":") for argument in sys.argv[2:]):
        paths.append(path)
        weights.append(float(weight or 1))
    all = [load_file(path) for path in paths]
    made = {}
    # A scale comes with the weight that it belongs to.
    for tensor in (name for name in all[0] if not name.endswith(".scale")):
        mean = sum(weight * real(one, tensor) for one, weight in zip(all, weights)) / sum(weights)
        scale = tensor.removesuffix(".weight") + ".scale"
        if scale in all[0]:
            made[tensor], made[scale] = quantised(mean)
        else:
            made[tensor] = mean.contiguous()
    with safe_open(paths[0], "pt") as first:
        told = first.metadata()
    del told["model"]
    save(made, told, sys.argv[1])


if __name__ == "__main__":
    main()
