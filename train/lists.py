"""What griot's lists know of the words of a sentence: hints for the teachers of names."""

import os

import numpy as np

import data
import features

TOWNS = [f"towns/{part}.tsv" for part in ("africa", "asia", "europe", "north-america", "south-america", "oceania")]
KINDS = {"GPE": "town", "LOC": "place", "FAC": "place", "ORG": "organisation", "PERSON": "person", "NORP": "people"}
# A name's sort; "doubt": as a name it needs evidence. Each has a row for a name's first word, and one for the later words.
SORTS = ("country", "demonym", "place", "organisation", "person", "people", "division", "town", "city", "given", "family", "doubt")
WIDTH = 2 * len(SORTS)
LONGEST = 6  # words of a listed name
CITY = 100_000  # people


class Lists:
    def __init__(self, griot):
        at = lambda path: os.path.join(griot, "gazetteers", path)
        self.sorts = {}
        kinds = {"countries.tsv": "GPE", "divisions.tsv": "GPE"} | dict.fromkeys(TOWNS, "GPE")
        own = sorted(name for name in os.listdir(at("")) if name.endswith(".tsv"))
        for path in sorted({*own, *kinds}):
            for row in data.read_rows(at(path)):
                sort = KINDS.get(row.get("type") or kinds.get(path))
                if sort is None:  # a treaty, a storm
                    continue
                if sort == "town":
                    level = row["id"].partition(":")[0]
                    populous = int(row.get("population") or 0) >= CITY
                    sort = "country" if level == "country" else "division" if level.startswith("admin") else "city" if populous else "town"
                doubtful = "context" in row.get("flags", "")
                self.add(row["name"], "doubt" if doubtful else sort)
                for alias in filter(None, row.get("aliases", "").split("|")):
                    name, _, flags = alias.partition("{")
                    self.add(name, "doubt" if doubtful or "context" in flags else "demonym" if "demonym" in flags else sort)
        self.given, self.family = ({row["name"] for row in data.read_rows(at(f"names/{kind}.tsv"))} for kind in ("given", "family"))

    def add(self, name, sort):
        words = tuple(features.folded(part) for word in name.replace(",", " ,").split() for part in data.parts(word))
        if 0 < len(words) <= LONGEST:
            self.sorts.setdefault(words, set()).add(sort)

    def hints(self, forms):
        """Words × `WIDTH`, 0 or 1: the longest names from left to right, and what is a given or a family name by itself."""
        found, low = np.zeros((len(forms), WIDTH), np.int64), [features.folded(f) for f in forms]
        capital = [not f[0].isalpha() or f[0].isupper() for f in forms]
        start = 0
        while start < len(forms):
            length = 1
            for end in range(min(start + LONGEST, len(forms)), start, -1):
                known = self.sorts.get(tuple(low[start:end]))
                if known and forms[start][0].isalnum() and all(c or len(f) < 4 for c, f in zip(capital[start:end], forms[start:end])) and any(capital[start:end]):
                    for sort in known:
                        found[start, SORTS.index(sort)] = 1
                        found[start + 1 : end, len(SORTS) + SORTS.index(sort)] = 1
                    length = end - start
                    break
            start += length
        for i, form in enumerate(forms):
            found[i, SORTS.index("given")] = form in self.given
            found[i, SORTS.index("family")] = form in self.family
        return found
