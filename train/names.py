"""Trains a teacher of names alone: `python names.py --treebanks DIR --vectors JSON --griot DIR --trees MODEL.pt --out names.pt`.

It sees more than the encoder that griot ships can afford: vectors of 200,000 words, gold tags where there are any, and what griot's lists say of
the words. It learns from GUM and the sets of names; a few epochs only, as more of them make it worse on other texts. `silver.py` has one or
more of them name EWT. Prints how many of GUM dev's names it finds.
"""

import argparse
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data
import features
import lists
import train
import trees
from model import Convolution, Dropout, Recurrent, SharedDropout

VECTORS = (200_000, 100)
WORD = 10  # columns of a word's rows, as the encoder has them
UPOS = {k: i for i, k in enumerate("NOUN PUNCT VERB PRON ADP DET ADJ AUX PROPN ADV CCONJ PART NUM SCONJ X INTJ SYM".split(), 1)}


class Corpus(train.Corpus):
    """Words as the encoder sees them, then what the lists know of them, and their tags."""

    def __init__(self, vocabulary, vector_rows, known):
        super().__init__(vocabulary, vector_rows)
        self.known = known

    def encode(self, tokens):
        x, y = super().encode(tokens)
        tags = np.array([[UPOS.get(t.upos, 0)] for t in tokens], np.int64)
        return np.concatenate([x, self.known.hints([t.form for t in tokens]), tags], 1), y


class Teacher(nn.Module):
    def __init__(self, forms, vectors, width=192, drop=0.4):
        super().__init__()
        self.forms, self.affixes = nn.Embedding(forms, 96, padding_idx=0), nn.Embedding(sum(features.AFFIX_ROWS), 24)
        for table in (self.forms, self.affixes):
            nn.init.normal_(table.weight, std=0.1)
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.upos, self.hints = nn.Embedding(len(UPOS) + 1, 24), nn.Linear(lists.WIDTH, 48, bias=False)
        self.input, self.norm, self.drop = nn.Linear(96 + 8 * 24 + vectors.shape[1] + 24 + 48, width), nn.LayerNorm(width), Dropout(drop)
        self.layers = nn.ModuleList([Convolution(width, drop), Recurrent(width, drop), Recurrent(width, drop)])
        self.top, self.names = SharedDropout(0.3), nn.Linear(width, len(train.NAMES))

    def forward(self, x, mask):
        forms, upos = x[:, :, 0], x[:, :, -1]
        vectors, hints = self.vectors(x[:, :, WORD - 1]), self.hints(x[:, :, WORD:-1].float())
        if self.training:  # each is hidden now and then, so that the others learn to stand in
            hidden = lambda share: torch.rand(forms.shape) < share
            forms = forms.masked_fill(hidden(0.25) & (forms > 2), 1)
            upos = upos.masked_fill(hidden(0.25), 0)
            vectors, hints = vectors * ~hidden(0.1).unsqueeze(-1), hints * ~hidden(0.2).unsqueeze(-1)
        words = torch.cat([self.forms(forms), self.affixes(x[:, :, 1 : WORD - 1]).flatten(2), vectors, self.upos(upos), hints], -1)
        m = mask.t().unsqueeze(-1).float()
        h = self.drop(self.norm(F.relu(self.input(self.drop(words)))).transpose(0, 1)) * m
        for layer in self.layers:
            h = layer(h, m)
        return self.names(self.top(h).transpose(0, 1))


def beliefs(net, encoded):
    """For each sentence, words × names; position 0 is the root."""
    found = [None] * len(encoded)
    net.eval()
    with torch.no_grad():
        for group, x, _, mask in train.batches(encoded, 4000):
            shares = F.softmax(net(x, mask), -1)
            for k, i in enumerate(group):
                found[i] = shares[k, : len(encoded[i][0]) + 1]
    net.train()
    return found


def open_teacher(path, griot):
    """A teacher that was saved, and what encodes sentences for it."""
    saved = torch.load(path, weights_only=False)
    net = Teacher(len(saved["vocabulary"]["forms"]) + 3, saved["state"]["vectors.weight"])
    net.load_state_dict(saved["state"])
    rows = {word: row + 1 for row, word in enumerate(saved["vectors"])}
    return net, Corpus(saved["vocabulary"], rows, lists.Lists(griot))


def spans(names):
    """The names that a sentence's IOB tags make."""
    found, start = set(), None
    for i, name in enumerate([*names, "O"]):
        if start is not None and name != "I" + names[start][1:]:
            found.add((start, i, names[start][2:]))
            start = None
        if name[0] == "B" or name[0] == "I" and start is None:
            start = i
    return found


def score(found, sentences):
    """Precision, recall and F1 of names, by span and type."""
    said, gold, both = 0, 0, 0
    for shares, tokens in zip(found, sentences):
        ours, theirs = spans([train.NAMES[k] for k in shares[1:].argmax(-1)]), spans([t.name for t in tokens])
        said, gold, both = said + len(ours), gold + len(theirs), both + len(ours & theirs)
    return round(both / said, 3), round(both / gold, 3), round(2 * both / (said + gold), 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--griot", required=True, help="griot's root, for its lists")
    parser.add_argument("--trees", required=True, help="an earlier encoder, which tags the sets of names")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    bank = lambda name: os.path.join(args.treebanks, name)
    gum, dev = data.read_conllu(bank("en_gum-ud-train.conllu")), data.read_conllu(bank("en_gum-ud-dev.conllu"))
    named = data.read_named(args.treebanks)
    trees.add(named, trees.Reader(args.trees))
    data.add_gum_names(gum)
    data.add_gum_names(dev)
    conventions, strangers = data.Conventions(args.griot), data.read_strangers(args.griot)
    for sentence in gum + dev + named:
        conventions.apply(sentence)

    vocabulary = train.vocabulary_of(data.read_conllu(bank("en_ewt-ud-train.conllu")) + gum)
    rows, vectors = train.load_vectors(args.vectors, *VECTORS)
    corpus = Corpus(vocabulary, rows, lists.Lists(args.griot))
    sentences = gum + gum + named  # edited text counts twice
    clean, encoded_dev = [corpus.encode(s) for s in sentences], [corpus.encode(s) for s in dev]
    net = Teacher(len(vocabulary["forms"]) + 3, vectors)
    learnt = [p for p in net.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(learnt, lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-4, fused=True)
    steps, step, start = args.epochs * sum(1 for _ in train.batches(clean, 1000, rng)), 0, time.time()
    for epoch in range(args.epochs):
        changed = [data.noisy(s, rng) or data.with_strangers(s, rng, strangers) for s in sentences]
        encoded = [e if c is None else corpus.encode(c) for e, c in zip(clean, changed)]
        for _, x, y, mask in train.batches(encoded, 1000, rng):
            train.set_rate(adam, args.rate, step, steps)
            wanted = y[:, :, train.LABELS.index("name")]
            loss = F.cross_entropy(net(x, mask).flatten(0, 1), wanted.flatten(), ignore_index=-100)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, 5.0)
            adam.step()
            step += 1
        print(f"{epoch + 1} {time.time() - start:.0f} s, names of GUM dev: {score(beliefs(net, encoded_dev), dev)}", flush=True)
    torch.save({"vocabulary": vocabulary, "vectors": list(rows), "state": net.state_dict()}, args.out)


if __name__ == "__main__":
    main()
