"""The mean of checkpoints that went on from the same weights: `python mean.py A.pt B.pt … --shares 0.4 0.6 --out model.pt` (Wortsman et al. 2022).

What each learnt by chance cancels, what they share stays.
"""

import argparse

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+")
    parser.add_argument("--shares", nargs="+", type=float, help="of each; equal where not given")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    opened = [torch.load(path, weights_only=False) for path in args.checkpoints]
    shares = args.shares or [1 / len(opened)] * len(opened)
    if len(shares) != len(opened) or any(c["vocabulary"] != opened[0]["vocabulary"] for c in opened):
        raise ValueError("as many shares as checkpoints, and one vocabulary")
    states = [c["state"] for c in opened]
    mean = {name: sum(share / sum(shares) * state[name] for share, state in zip(shares, states)) for name in states[0]}
    torch.save(opened[0] | {"state": mean}, args.out)


if __name__ == "__main__":
    main()
