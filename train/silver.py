"""Lets earlier models fill in what a set does not annotate: `python silver.py MODEL.pt --names NAMES.pt … --griot DIR --treebanks DIR --out DIR`.

- EWT gets names, by the mean belief of the teachers of names. Its gold tags say where proper nouns stand and its gold trees which of them are one
  name, so that they have only the kind to say; they read the sentence in clean letters ("san francisco" as "San Francisco"), and all of a
  document's mentions of a name vote.
- The sets of names get tags and trees of the encoder `MODEL.pt`, where it is sure; the rest of them teaches nothing.

Writes `en_ewt.conllu` and `names.conllu` (`<?>`: not taught; names in MISC).
"""

import argparse
import collections
import dataclasses
import os

import torch

import data
import names
import train
import trees

# Shares of the teachers' belief: for a name's kind, for a proper noun that is no name of ours.
KIND, NONE = 0.65, 0.9
# Relations that join the words of one name; "Ray's Pizza" and "Greater Noida" are names too.
JOINED = {"flat", "compound", "goeswith", "amod", "nmod:poss"}


def documents(path):
    """The number of its document, for each sentence."""
    numbers, number, filled = [], 0, False
    with open(path, encoding="utf8") as lines:
        for line in lines:
            number += line.startswith("# newdoc")
            if line == "\n" and filled:
                numbers.append(number)
            filled = line != "\n" and (filled or line[0] != "#")
    return numbers


def clean(tokens):
    """The sentence as an edited text would print it."""
    shouted = all(t.form == t.form.upper() for t in tokens) and any(len(t.form) > 3 and t.form.isalpha() for t in tokens)
    forms = []
    for t in tokens:
        form = t.form.lower() if shouted and len(t.form) > 3 else t.form
        forms.append(form.capitalize() if t.is_proper() and form.islower() else form)
    return [dataclasses.replace(t, form=form) for t, form in zip(tokens, forms)]


def proper_names(tokens):
    """The names by gold tags and trees: runs of proper nouns of which each is joined to another of the run. Spans, end exclusive."""
    joins = [t.deprel in JOINED or t.deprel.split(":")[0] in JOINED for t in tokens]

    def proper(i):
        """A proper word, or a capital adjective or a possessive's mark between two of them."""
        t = tokens[i]
        if t.is_proper():
            return True
        head = tokens[t.head - 1] if t.head else None
        if t.upos == "ADJ":
            return i > 0 and t.form[0].isupper() and t.deprel == "amod" and head.is_proper() and t.head > i + 1
        return t.xpos == "POS" and head is not None and head.deprel == "nmod:poss" and tokens[head.head - 1].is_proper()

    spans, start = [], None
    for i in range(len(tokens)):
        if not proper(i):
            start = None
            continue
        # An arc that leads over the gap before this word, between words of the run.
        over = lambda k: joins[k] and min(k, tokens[k].head - 1) < i <= max(k, tokens[k].head - 1) and start <= min(k, tokens[k].head - 1)
        if start is not None and (tokens[i].xpos == "POS" or any(over(k) for k in range(start, min(len(tokens), i + 4)))):
            spans[-1][1] = i + 1
        else:
            start = i
            spans.append([i, i + 1])
    return spans


def add_names(sentences, numbers, found):
    """Writes the names of EWT's sentences into their tokens; `found`: for each, shares of `train.NAMES` of each word behind the root's."""
    begin = {k: train.NAMES.index(f"B-{k}") for k in data.NAME_TYPES}
    kinds = lambda p: torch.stack([p[0]] + [p[begin[k]] + p[begin[k] + 1] for k in data.NAME_TYPES])
    spans = [proper_names(s) for s in sentences]
    text = lambda s, a, b: " ".join(t.form.lower() for t in s[a:b])
    own = [[torch.stack([kinds(p) for p in shares[a + 1 : b + 1]]).mean(0) for a, b in of] for of, shares in zip(spans, found)]
    votes = collections.defaultdict(list)
    for s, number, of, beliefs in zip(sentences, numbers, spans, own):
        for (a, b), belief in zip(of, beliefs):
            votes[number, text(s, a, b)].append(belief)
    counts = collections.Counter()
    for s, number, of, beliefs, shares in zip(sentences, numbers, spans, own, found):
        none = shares[1:, 0]
        for t, p in zip(s, none):
            t.name = "O" if p >= 0.5 else None
        last = None
        for (a, b), belief in zip(of, beliefs):
            belief = (torch.stack(votes[number, text(s, a, b)]).mean(0) + belief) / 2
            best = int(belief[1:].argmax())
            # A title or a people on its own.
            single = b - a == 1 and (s[a].deprel == "nmod:desc" or s[a].xpos == "NNPS" and best == 0)
            kind = "O" if single else data.NAME_TYPES[best] if belief[best + 1] >= KIND else "O" if belief[0] >= NONE else None
            counts[kind] += 1
            while kind == "PER" and a < b - 1 and none[a] > 0.5:  # a title
                a += 1
            # "Bank of America": what stands between belongs to the name where the model says so.
            between = shares[last[0] + 1 : a + 1] if last and last[1] == kind and kind in data.NAME_TYPES and a - last[0] <= 2 else ()
            linked = len(between) and bool((between[:, begin[kind] + 1] > 0.5).all())
            for i in range(a, b):
                s[i].name = kind if kind in ("O", None) else f"{'I' if i > a or linked else 'B'}-{kind}"
            for i in range(last[0], a) if linked else ():
                s[i].name = f"I-{kind}"
            last = (b, kind)
    print("names of EWT:", dict(counts))


def write(path, sentences):
    with open(path, "w", encoding="utf8") as out:
        for s in sentences:
            for i, t in enumerate(s, 1):
                cells = (t.form, t.lemma, t.upos, t.xpos, t.feats, t.head, t.deprel)
                cells = [data.UNTAUGHT if c is None else str(c) for c in cells]
                out.write("\t".join([str(i), *cells, "_", f"Name={t.name}" if t.name else "_"]) + "\n")
            out.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--names", nargs="+", required=True, help="teachers of names, by names.py")
    parser.add_argument("--griot", required=True, help="griot's root, for its lists")
    parser.add_argument("--treebanks", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    path = os.path.join(args.treebanks, "en_ewt-ud-train.conllu")
    ewt = data.read_conllu(path)
    cleaned, found = [clean(s) for s in ewt], []
    for saved in args.names:
        net, corpus = names.open_teacher(saved, args.griot)
        found.append(names.beliefs(net, [corpus.encode(s) for s in cleaned]))
    add_names(ewt, documents(path), [torch.stack(shares).mean(0) for shares in zip(*found)])
    conventions = data.Conventions(args.griot)
    for sentence in ewt:
        conventions.apply(sentence)
    write(os.path.join(args.out, "en_ewt.conllu"), ewt)
    named = data.read_named(args.treebanks)
    trees.add(named, trees.Reader(args.model))
    write(os.path.join(args.out, "names.conllu"), named)


if __name__ == "__main__":
    main()
