"""Reads treebanks (CoNLL-U) and sets of names (two-column IOB) into sentences of tokens, with what each teaches.

A sentence is a list of `Token`; a column that a set does not annotate is None, and the heads it would teach are not taught by it.
"""

import dataclasses
import os
import re
import tomllib

NAME_TYPES = ("PER", "ORG", "LOC")
GUM_NAME_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
WNUT_NAME_TYPES = {"person": "PER", "corporation": "ORG", "group": "ORG", "location": "LOC"}
# Words that may stand inside a name of GUM, whose spans are whole noun phrases ("Bank of England").
INSIDE_PERSONS = {"de", "al", "el", "bin", "ibn", "von", "van", "der", "-", "du", "la", "le"}
INSIDE_NAMES = {"of", "the", "for", "and", "de", "al", "-", "du", "la", "le", "'s"}


CLITICS = ("'s", "’s")

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

    def is_proper(self):
        """A proper noun, or another word in a name: "United" of the United States is a verb to the treebanks' UPOS, not to their XPOS."""
        return self.xpos in ("NNP", "NNPS")


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
                for n, form in enumerate(parts(cells[0])):
                    tokens.append(Token(form, name=f"{'I' if n and form not in CLITICS else mark}-{kind}" if kind and form not in CLITICS else "O"))
    if tokens:
        sentences.append(tokens)
    return sentences


def parts(form):
    """The tokens that a treebank would make of a set of names' token: "al-Qaeda" is three, "Mali's" two."""
    stem, clitic = (form[:-2], form[-2:]) if form[-2:] in CLITICS and len(form) > 2 else (form, None)
    whole = [part for part in re.split(r"(?<=\w)(-)(?=\w)", stem) if part]
    return whole + [clitic] * bool(clitic)


def read_named(folder):
    """The sets of names in `folder`."""
    same = {k: k for k in NAME_TYPES}
    sets = (("wikigold", same), ("btc", same), ("wnut17", WNUT_NAME_TYPES))
    return [s for name, types in sets for s in read_names(os.path.join(folder, f"names_{name}.conll"), types)]


def add_gum_names(sentences):
    """Turns GUM's entities (whole noun phrases, in MISC) into names: the run of proper words around a head that is one."""
    for tokens in sentences:
        spans, opened = [], []
        for at, token in enumerate(tokens):
            found = re.search(r"Entity=([^|]*)", token.misc)
            for part in re.findall(r"\([^()]*\)?|[^()]*\)", found[1]) if found else ():
                if part.startswith("("):
                    fields = part[1:].rstrip(")").split("-")
                    least = [f for f in fields[2:] if re.fullmatch(r"[0-9]+(,[0-9]+)*", f)]
                    heads = [at + int(n) - 1 for n in least[0].split(",")] if least else [at]
                    if part.endswith(")"):
                        spans.append((at, at, fields[1], heads))
                    else:
                        opened.append((at, fields[1], heads, fields[0]))
                else:
                    for k in range(len(opened) - 1, -1, -1):
                        if opened[k][3] == part.rstrip(")"):
                            start, kind, heads, _ = opened.pop(k)
                            spans.append((start, at, kind, heads))
                            break
        for token in tokens:
            token.name = "O"
        for start, end, kind, heads in sorted(spans, key=lambda s: s[0] - s[1]):
            kind = GUM_NAME_TYPES.get(kind)
            at = next((h for h in heads if h < len(tokens) and tokens[h].is_proper()), None)
            if not kind or end - start > 12 or at is None:
                continue
            proper = lambda i: start <= i <= end and tokens[i].is_proper()
            joining = INSIDE_PERSONS if kind == "PER" else INSIDE_NAMES
            inside = lambda i: start <= i <= end and tokens[i].form.lower() in joining
            left = right = at
            while proper(left - 1) or (inside(left - 1) and (proper(left - 2) or (inside(left - 2) and proper(left - 3)))):
                left -= 1
            while proper(right + 1) or (inside(right + 1) and (proper(right + 2) or (inside(right + 2) and proper(right + 3)))):
                right += 1
            if all(tokens[i].name == "O" for i in range(left, right + 1)):
                for i in range(left, right + 1):
                    tokens[i].name = ("B-" if i == left else "I-") + kind


def read_rows(path):
    """The rows of one of griot's lists, as cells by column."""
    with open(path, encoding="utf8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if line[0] != "#")
        columns = [column for column in next(rows) if "=" not in column]
        for row in rows:
            yield dict(zip(columns, row))


class Conventions:
    """What griot calls a name, where the sets differ: no title before it, and a people is none ("President Bush", "Iraqi", "the Jews").

    The titles are those of `lang/en/`, the peoples and demonyms those of `gazetteers/`.
    """

    def __init__(self, griot):
        with open(os.path.join(griot, "lang", "en", "name", "words.toml"), "rb") as file:
            words = tomllib.load(file)["words"]
        self.titles = {w for k in ("honorific", "office", "modifier") for w in words[k].split()}
        self.peoples = set()
        for path in ("countries.tsv", "regions.tsv", "divisions.tsv", "peoples.tsv"):
            for row in read_rows(os.path.join(griot, "gazetteers", path)):
                aliases = [a for a in row["aliases"].split("|") if a and (path == "peoples.tsv" or "{demonym" in a)]
                for name in aliases + [row["name"]] * (path == "peoples.tsv"):
                    self.peoples.add(name.partition("{")[0].lower())

    def apply(self, tokens):
        """Takes titles off names of persons, and peoples out of the names; tokens without names are left as they are."""
        start = 0
        while start < len(tokens):
            name, end = tokens[start].name, start + 1
            if name and name[0] != "O":
                while end < len(tokens) and tokens[end].name == "I" + name[1:]:
                    end += 1
                words = [t.form.lower() for t in tokens[start:end]]
                drop = len(words) if " ".join(words) in self.peoples else self.title(words) if name[2:] == "PER" else 0
                for token in tokens[start : start + drop]:
                    token.name = "O"
                if drop and start + drop < end:
                    tokens[start + drop].name = "B" + name[1:]
            start = end

    def title(self, words):
        """How many words of a person's name are its title; all of them where there is nothing else ("the President")."""
        n = 0
        while n < len(words) and (words[n] in self.titles or n and words[n] in ("of", "for") and words[n + 1 : n + 2] and words[n + 1] in self.titles):
            n += 1
        return n


def lemma_script(form, lemma):
    """How to make the lemma of a form: "=" keeps it; "L2+y" lower-cases, cuts two characters and adds "y"; "C…" keeps the case."""
    if form == lemma:
        return "="
    kind, base = ("L", form.lower()) if lemma == lemma.lower() else ("C", form)
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{kind}{len(base) - shared}+{lemma[shared:]}"


def read_strangers(griot):
    """Given names, family names and African towns of one word from griot's own lists, to put in the place of names that all texts know."""

    def words(path):
        names = {row["name"] for row in read_rows(os.path.join(griot, "gazetteers", path))}
        return sorted(name for name in names if name.isalpha() and name.istitle() and len(name) > 2)

    return words("names/given.tsv"), words("names/family.tsv"), words("towns/africa.tsv")


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
