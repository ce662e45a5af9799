"""What the encoder sees of a word: its form, its affixes, its shape and its vector, as rows of tables.

`src/encoder/word.rs` computes the same from the same form; `train.py` writes test vectors that hold the two together.
Every key is xxh3-64 of UTF-8, so that the model ships no strings.
"""

import xxhash

# Rows of the affix tables: prefixes of 1–3 characters, suffixes of 1–4, the shape. Row 0 of each stands for padding.
AFFIX_ROWS = (512, 2048, 4096, 512, 2048, 4096, 6000, 1000)
AFFIX_OFFSETS = tuple(sum(AFFIX_ROWS[:i]) for i in range(len(AFFIX_ROWS)))
SHAPE_CHARS = 12
DIGITS = "0123456789"

# Typographic variants that must not make two words of one.
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})


def key(text):
    """The key of a word or an affix."""
    return xxhash.xxh3_64_intdigest(text.encode())


def folded(form):
    """The form as tables know it: lower case, straight quotes, plain hyphens."""
    return form.translate(SAME).lower()


def form_key(form):
    """The key in the table of forms: digits are all the same."""
    return key("".join("0" if c in DIGITS else c for c in folded(form)))


def shape(form):
    """Capitals, small letters and digits as X, x and d, runs cut to two, other characters as they are: "Mali's" is Xxx'x."""
    out = []
    for c in form.translate(SAME)[:SHAPE_CHARS]:
        c = "X" if c.isupper() else "x" if c.islower() else "d" if c in DIGITS else c
        if len(out) < 2 or out[-1] != c or out[-2] != c:
            out.append(c)
    return "".join(out)


def affixes(form):
    """Rows of the one affix table in which all eight lie one after the other."""
    low = folded(form)
    parts = [f"p1{low[:1]}", f"p2{low[:2]}", f"p3{low[:3]}", f"s1{low[-1:]}", f"s2{low[-2:]}", f"s3{low[-3:]}", f"s4{low[-4:]}"]
    parts.append("sh" + shape(form))
    return [offset + 1 + key(part) % (rows - 1) for part, rows, offset in zip(parts, AFFIX_ROWS, AFFIX_OFFSETS)]
