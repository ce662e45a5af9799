"""Reads treebanks (CoNLL-U) and sets of names (two-column IOB) into sentences of tokens, with what each teaches.

A sentence is a list of `Token`; a column that a set does not annotate is None, and the heads it would teach are not taught by it.
"""

import dataclasses
import os
import re

NAME_TYPES = ("PER", "ORG", "LOC")
GUM_NAME_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
WNUT_NAME_TYPES = {"person": "PER", "corporation": "ORG", "group": "ORG", "location": "LOC"}
# Words that may stand inside a name of GUM, whose spans are whole noun phrases ("Bank of England").
INSIDE_NAMES = {"of", "the", "for", "and", "de", "al", "-", "du", "la", "le", "'s"}


# What stands in a column of silver.py's that teaches nothing ("_" is a value: no features).
UNTAUGHT = "<?>"


@dataclasses.dataclass
class Token:
    form: str
    lemma: str | None = None
    upos: str | None = None
    xpos: str | None = None
    feats: str | None = None
    head: int | None = None
    deprel: str | None = None
    name: str | None = None  # IOB2: "O", "B-PER", ...
    misc: str = ""


def read_conllu(path):
    """Sentences of a CoNLL-U file; ranges and empty nodes are left out."""
    sentences, tokens = [], []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if tokens:
                    sentences.append(tokens)
                tokens = []
            elif line[0] != "#":
                id_, form, lemma, upos, xpos, feats, head, deprel, _, misc = line.split("\t")
                if id_.isdigit():
                    taught = lambda cell, of=None: None if cell == UNTAUGHT else (of or str)(cell)
                    name = re.search(r"(?:^|\|)Name=([^|]*)", misc)
                    tokens.append(
                        Token(form, taught(lemma), taught(upos), taught(xpos), taught(feats), taught(head, int), taught(deprel), name and name[1], misc)
                    )
    if tokens:
        sentences.append(tokens)
    return sentences


def read_names(path, types):
    """Sentences of a file with a form and an IOB tag a line; names of types that `types` lacks are taught as no name."""
    sentences, tokens = [], []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            cells = line.split()
            if not cells:
                if tokens:
                    sentences.append(tokens)
                tokens = []
            elif len(cells) == 2 and cells[0] != "-DOCSTART-":
                mark, _, kind = cells[1].partition("-")
                kind = types.get(kind)
                if mark == "I" and not (tokens and tokens[-1].name[2:] == kind):
                    mark = "B"
                tokens.append(Token(cells[0], name=f"{mark}-{kind}" if kind else "O"))
    if tokens:
        sentences.append(tokens)
    return sentences


def read_named(folder):
    """The sets of names in `folder`."""
    same = {k: k for k in NAME_TYPES}
    sets = (("wikigold", same), ("btc", same), ("wnut17", WNUT_NAME_TYPES))
    return [s for name, types in sets for s in read_names(os.path.join(folder, f"names_{name}.conll"), types)]


def add_gum_names(sentences):
    """Turns GUM's entities (whole noun phrases, in MISC) into names: the run of proper nouns around a head that is one."""
    for tokens in sentences:
        spans, opened = [], []
        for at, token in enumerate(tokens):
            found = re.search(r"Entity=([^|]*)", token.misc)
            for part in re.findall(r"\([^()]*\)?|[^()]*\)", found[1]) if found else ():
                if part.startswith("("):
                    fields = part[1:].rstrip(")").split("-")
                    heads = [f for f in fields[2:] if re.fullmatch(r"[0-9]+(,[0-9]+)*", f)]
                    head = int(heads[0].split(",")[0]) if heads else 1
                    if part.endswith(")"):
                        spans.append((at, at, fields[1], head))
                    else:
                        opened.append((at, fields[1], head, fields[0]))
                else:
                    for k in range(len(opened) - 1, -1, -1):
                        if opened[k][3] == part.rstrip(")"):
                            start, kind, head, _ = opened.pop(k)
                            spans.append((start, at, kind, head))
                            break
        for token in tokens:
            token.name = "O"
        for start, end, kind, head in sorted(spans, key=lambda s: s[0] - s[1]):
            kind, at = GUM_NAME_TYPES.get(kind), start + head - 1
            if not kind or end - start > 12 or at >= len(tokens) or tokens[at].upos != "PROPN":
                continue
            proper = lambda i: start <= i <= end and tokens[i].upos == "PROPN"
            inside = lambda i: start <= i <= end and tokens[i].form.lower() in INSIDE_NAMES
            left = right = at
            while proper(left - 1) or (inside(left - 1) and (proper(left - 2) or (inside(left - 2) and proper(left - 3)))):
                left -= 1
            while proper(right + 1) or (inside(right + 1) and (proper(right + 2) or (inside(right + 2) and proper(right + 3)))):
                right += 1
            if all(tokens[i].name == "O" for i in range(left, right + 1)):
                for i in range(left, right + 1):
                    tokens[i].name = ("B-" if i == left else "I-") + kind


def lemma_script(form, lemma):
    """How to make the lemma of a form: "=" keeps it; "L2+y" lower-cases, cuts two characters and adds "y"; "C…" keeps the case."""
    if form == lemma:
        return "="
    kind, base = ("L", form.lower()) if lemma == lemma.lower() else ("C", form)
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{kind}{len(base) - shared}+{lemma[shared:]}"


def read_strangers(gazetteers):
    """Given names, family names and African towns of one word from griot's own lists, to put in the place of names that all texts know."""

    def column(path, at):
        with open(os.path.join(gazetteers, path), encoding="utf8") as lines:
            cells = (line.rstrip("\n").split("\t") for line in lines if line[0] != "#")
            return sorted({c[at] for c in cells if len(c) > at and c[at].isalpha() and c[at].istitle() and len(c[at]) > 2})

    return column("names/given.tsv", 0), column("names/family.tsv", 0), column("towns/africa.tsv", 1)


def with_strangers(tokens, rng, strangers):
    """The sentence with other people and towns in it, one sentence in six; None: as it is. The words around a name then have to tell what it is."""
    if rng.random() > 1 / 6 or not any(t.name in ("B-PER", "B-LOC") for t in tokens):
        return None
    given, family, towns = strangers
    changed = list(tokens)
    for i, t in enumerate(tokens):
        follows = i + 1 < len(tokens) and (tokens[i + 1].name or "").startswith("I-")
        if not (t.name and t.form.isalpha() and t.form.istitle()):
            continue
        if t.name == "B-PER":
            form = rng.choice(given if follows or rng.random() < 0.3 else family)
        elif t.name == "I-PER":
            form = rng.choice(given if follows else family)
        elif t.name == "B-LOC" and not follows:
            form = rng.choice(towns)
        else:
            continue
        changed[i] = dataclasses.replace(t, form=form, lemma=t.lemma and (form if t.lemma == t.form else None))
    return changed


def noisy(tokens, rng):
    """The sentence as sloppier sources print it: in capitals, in title case, without its full stop, with curly quotes. None: as it is."""
    dice = rng.random()
    if dice < 0.03:
        change = str.upper
    elif dice < 0.045:
        change = str.capitalize
    elif dice < 0.075:
        change = str.lower
    elif dice < 0.115:
        last = len(tokens)
        if last > 2 and tokens[-1].upos == "PUNCT" and not any(t.head == last for t in tokens):
            return tokens[:-1]
        return None
    else:
        return None
    return [dataclasses.replace(t, form=change(t.form)) for t in tokens]
