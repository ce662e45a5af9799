"""Turns the file that griot ships back into a checkpoint: `python thaw.py ../models/en.griot model.pt --treebanks DIR --vectors JSON`.

Checkpoints are too large to keep; what `export.py` wrote is enough to go on from. Weights come back as the bytes have them, and vectors as
they were before. The file holds no strings: the treebanks tell the forms of its fingerprints. Prints accuracy on the dev treebanks.
"""

import argparse
import json
import os

import numpy as np
import torch

import data
import export
import features
import train
from model import Encoder


class File:
    def __init__(self, path):
        with open(path, "rb") as file:
            everything = file.read()
        start = len(export.MAGIC)
        if everything[:start] != export.MAGIC:
            raise ValueError(f"{path} is no encoder of this version")
        length = int.from_bytes(everything[start : start + 8], "little")
        self.header = json.loads(everything[start + 8 : start + 8 + length])
        self.bytes = everything[-(-(start + 8 + length) // export.ALIGN) * export.ALIGN :]

    def tensor(self, name):
        about = self.header["tensors"][name]
        return np.frombuffer(self.bytes, about["type"], int(np.prod(about["shape"])), about["at"]).reshape(about["shape"])

    def product(self, name, step):
        """Weights and biases of all outputs of linear layers side by side, as floats."""
        packed = self.tensor(f"{name}.weights")
        blocks, inputs, lanes, four = packed.shape
        weights = packed.transpose(0, 2, 1, 3).reshape(blocks * lanes, inputs * four).astype(np.float64)
        return weights * (self.tensor(f"{name}.scales").astype(np.float64) / step)[:, None], self.tensor(f"{name}.biases")


def rows_by_key(file, name, keys, reserved, missing):
    """The rows of a table in the order of `keys`, and which are there; the others are those of `missing`."""
    table = file.tensor(name).astype(np.float32) - export.ZERO
    places = {int(half): i + reserved for i, half in enumerate(file.tensor(f"{name}.keys"))}
    found = [places.get(key >> 32) for key in keys]
    rows = [missing if place is None else place for place in found]
    return np.concatenate([table[:reserved], table[rows]]), sum(place is not None for place in found)


def thaw(file, forms, words, vectors):
    """The state of a network. `forms` are keys, `words` have a vector in `vectors`."""
    header, state = file.header, {}
    weight, bias = file.product("input", 1.0)
    width, form, affix = header["width"], header["form"], header["affix"]
    form_rows, known = rows_by_key(file, "forms", forms, 3, 1)
    print(f"forms: {known} of {len(forms)}", end="; ")
    affix_rows = file.tensor("affixes").astype(np.float32) - export.ZERO
    vector_rows, known = rows_by_key(file, "vectors", [features.key(word) for word in words], 1, 0)
    print(f"vectors: {known} of {len(words)}", end="; ")

    # The weights have taken in the steps of the tables' columns. Those of the vectors can be told; for the others any step will do.
    columns = form + 8 * affix + vectors.shape[1]
    weight, step = weight[:width, :columns], np.ones(columns)
    first = form + 8 * affix
    for i in range(vectors.shape[1]):
        mine, theirs = vector_rows[1:, i].astype(np.float64), vectors[1:, i].astype(np.float64)
        inside = np.abs(mine) < export.ZERO - 1
        step[first + i] = (mine * theirs)[inside].sum() / np.square(mine[inside]).sum()
    like = np.array([np.corrcoef(vector_rows[1:, i], vectors[1:, i])[0, 1] for i in range(vectors.shape[1])])
    print(f"least likeness of a column of vectors: {np.abs(like).min():.4f}")
    usual = np.sqrt(np.square(weight[:, first:] / step[first:]).mean())
    step[:form] = np.sqrt(np.square(weight[:, :form]).mean(0)) / usual
    parts = weight[:, form:first].reshape(width, 8, affix)
    step[form:first] = np.tile(np.sqrt(np.square(parts).mean((0, 1))) / usual, 8)
    state["input.weight"], state["input.bias"] = weight / step, bias[:width]
    state["forms.weight"], state["affixes.weight"] = form_rows * step[:form], affix_rows * step[form : form + affix]
    state["vectors.weight"] = vectors

    steps = header["steps"]
    for name, layer in [("input", "input_norm")] + [(f"layer.{i}", f"layers.{i}.norm") for i in range(header["layers"])]:
        state[f"{layer}.weight"], state[f"{layer}.bias"] = (file.tensor(f"{name}.norm.{part}") for part in ("weight", "bias"))
    for i in range(header["layers"]):
        for part in ("linear",) if i == 0 else ("gates", "out"):
            name = f"layers.{i}.{part}"
            outputs = 3 * width if part == "gates" else width
            weight, bias = file.product(f"layer.{i}.{part}", steps[export.activation_of(name)])
            state[f"{name}.weight"], state[f"{name}.bias"] = weight[:outputs], bias[:outputs]

    def sections(product, step, names):
        weight, bias = file.product(product, step)
        for name, (start, count) in names.items():
            factor = np.sqrt(header["arc"]) if name == "arc_dep" else 1.0
            state[f"{name}.weight"], state[f"{name}.bias"] = (part[start : start + count] * factor for part in (weight, bias))

    sections("tags", steps["hidden.2"], {f"tag_heads.{k}": v for k, v in header["tags"].items()})
    sections("top", steps["top"], header["top"])
    sections("labels", steps["ends"], {"labels": [0, len(header["classes"]["deprel"])]})
    state["label_distance.weight"] = file.tensor("label_distance")
    return {k: torch.tensor(np.array(v, np.float32)) for k, v in state.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("--treebanks", required=True)
    parser.add_argument("--vectors", required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    file, bank = File(args.model), lambda name: data.read_conllu(os.path.join(args.treebanks, name))
    header, parsed = file.header, bank("en_ewt-ud-train.conllu") + bank("en_gum-ud-train.conllu")
    vocabulary = train.vocabulary_of(parsed)
    for name, classes in header["classes"].items():
        if name != "name" and sorted(vocabulary[name], key=vocabulary[name].get) != classes:
            print(f"the treebanks teach other classes of {name}; those of the file are kept")
            vocabulary[name] = {v: i for i, v in enumerate(classes)}
    rows, vectors = train.load_vectors(args.vectors, *train.VECTORS)
    state = thaw(file, list(vocabulary["forms"]), list(rows), vectors.numpy())
    size = {k: header[k] for k in ("width", "layers", "form", "affix", "arc", "label", "tag_layer")} | {"drop": 0.33}
    counts = {k: len(v) for k, v in vocabulary.items()}
    counts |= {"forms": counts["forms"] + 3, "name": len(train.NAMES)}
    Encoder(size, counts, vectors, sum(features.AFFIX_ROWS)).load_state_dict(state)
    torch.save({"size": size, "counts": counts, "vocabulary": vocabulary, "vectors": list(rows), "state": state}, args.out)
    _, net, corpus = train.open_checkpoint(args.out)
    for k in ("ewt", "gum"):
        print(k, train.evaluate(net, [corpus.encode(s) for s in bank(f"en_{k}-ud-dev.conllu")]), flush=True)


if __name__ == "__main__":
    main()
