"""Writes a checkpoint as the binary reads it: `python export.py CHECKPOINT ../models/en.griot --treebanks DIR`.

All products become products of bytes: 7-bit unsigned activations with fixed scales (64 stands for zero), measured here on part of the
training sentences, and 8-bit weights with a scale for each output. The tables of words hold activations already, and their scales go into
the weights. What that costs on the dev treebanks is printed. The layout of the file is described in src/encoder/model.rs, which reads it.
"""

import argparse
import copy
import json
import os
import random

import numpy as np
import torch
import torch.nn as nn

import data
import features
import train

MAGIC = b"griot encoder 1\n"
ALIGN = 64  # bytes: a cache line, and the widest load
LANES = 16  # outputs of a block of weights
BLOCKS = 2  # the number of blocks is a multiple of this
ZERO, TOP = 64, 127  # of activations
CLIPS = [1.0 - 0.04 * i for i in range(20)]


def best_clip(values, levels):
    """The largest magnitude to represent, so that rounding and clipping together do least harm."""
    most = np.abs(values).max() + 1e-12

    def harm(clip):
        step = most * clip / levels
        return np.square(np.clip(np.round(values / step), -levels, levels) * step - values).mean()

    return most * min(CLIPS, key=harm)


class Quantised(nn.Module):
    """A linear layer as the binary computes it, on numbers that stand for the integers."""

    def __init__(self, linear, step):
        super().__init__()
        self.step = step
        weight = linear.weight.detach()
        self.scale = weight.abs().amax(1).clamp(min=1e-12) / 127
        self.integers = torch.round(weight / self.scale[:, None]).clamp(-127, 127)
        self.weight, self.bias = self.integers * self.scale[:, None], linear.bias.detach()

    def forward(self, x):
        if self.step is not None:
            x = torch.round(x / self.step).clamp(-ZERO, TOP - ZERO) * self.step
        return nn.functional.linear(x, self.weight, self.bias)


def linears(net):
    return {name: module for name, module in net.named_modules() if isinstance(module, nn.Linear)}


def activation_of(name):
    """Which tensor a linear layer reads: the layers that read the same one share its scale."""
    if name.startswith("layers."):
        _, layer, part = name.split(".")
        return f"gated.{layer}" if part == "out" else f"hidden.{layer}"
    if name.startswith("tag_heads."):
        return "hidden.2"  # after layer 1: what layer 2 reads
    return "ends" if name == "labels" else "top"


def calibrate(net, encoded):
    """The step of each activation."""
    seen = {}

    def watch(name):
        def hook(_, inputs):
            values = inputs[0].detach().reshape(-1, inputs[0].shape[-1]).numpy()
            # Padding is all zeros, which would make every clip look harmless.
            seen.setdefault(activation_of(name), []).append(values[np.abs(values).sum(1) > 0].ravel()[::7])

        return hook

    hooks = [m.register_forward_pre_hook(watch(n)) for n, m in linears(net).items() if n != "input"]
    with torch.no_grad():
        for _, x, y, mask in train.batches(encoded, 4000):
            _, scores, ends = net(x, mask)
            net.arc_labels(ends, scores.argmax(-1))
    for hook in hooks:
        hook.remove()
    return {k: best_clip(np.concatenate(v)[:2_000_000], TOP - ZERO) / (TOP - ZERO) for k, v in seen.items()}


class Tables:
    """The tables of words as activations; `step` is that of each of their columns, side by side as the input layer reads them."""

    def __init__(self, net):
        self.rows, steps = {}, []
        for name, copies in (("forms", 1), ("affixes", 8), ("vectors", 1)):
            table = getattr(net, name).weight.detach().numpy()
            step = np.array([best_clip(column[1:], TOP - ZERO) for column in table.T]) / (TOP - ZERO)
            self.rows[name] = np.clip(np.round(table / step) + ZERO, 0, TOP).astype(np.uint8)
            steps += [step] * copies
            with torch.no_grad():
                getattr(net, name).weight.copy_(torch.from_numpy((self.rows[name] - float(ZERO)) * step))
        self.step = np.concatenate(steps)


class File:
    """Tensors one after the other, each at a multiple of ALIGN from the first; the header says where."""

    def __init__(self):
        self.tensors, self.bytes = {}, bytearray()

    def add(self, name, array):
        self.bytes += bytes(-len(self.bytes) % ALIGN)
        array = np.ascontiguousarray(array)
        self.tensors[name] = {"at": len(self.bytes), "type": array.dtype.name, "shape": list(array.shape)}
        self.bytes += array.astype(array.dtype.newbyteorder("<")).tobytes()

    def product(self, name, parts, step):
        """Linear layers over one input, side by side, each beginning with a block of its own; returns where each lies.

        The weights of a block of outputs lie together: four inputs of output 0, of output 1 … of output 15, then the next four inputs.
        """
        inputs = -(-parts[0][1].integers.shape[1] // 4) * 4
        sections, width = {}, 0
        for part, layer in parts:
            count = layer.integers.shape[0]
            sections[part] = [width, count]
            width += -(-count // LANES) * LANES
        width = -(-width // (LANES * BLOCKS)) * LANES * BLOCKS
        weights = np.zeros((width, inputs), np.int8)
        scales, biases = np.zeros(width, np.float32), np.full(width, -1e30, np.float32)
        for part, layer in parts:
            start, count = sections[part]
            weights[start : start + count, : layer.integers.shape[1]] = layer.integers.numpy()
            scales[start : start + count] = layer.scale.numpy() * step
            biases[start : start + count] = layer.bias.numpy()
        packed = weights.reshape(width // LANES, LANES, inputs // 4, 4).transpose(0, 2, 1, 3)
        self.add(f"{name}.weights", packed)
        self.add(f"{name}.offsets", -ZERO * weights.astype(np.int32).sum(1, dtype=np.int32))
        self.add(f"{name}.scales", scales)
        self.add(f"{name}.biases", biases)
        return sections


def keyed(keys):
    """The order of keys by their upper halves, and these; of two that share one, the first is kept."""
    kept = {}
    for row, key in enumerate(keys):
        kept.setdefault(key >> 32, row)
    halves = sorted(kept)
    return np.array(halves, np.uint32), np.array([kept[h] for h in halves])


def write(path, checkpoint, net, quantised, tables, steps, about):
    size, vocabulary = checkpoint["size"], checkpoint["vocabulary"]
    file = File()
    # Rows 0 to 2 of the forms are padding, the unknown form and the root; row 0 of the vectors is that of words without one.
    keys, order = keyed(list(vocabulary["forms"]))
    file.add("forms.keys", keys)
    file.add("forms", np.concatenate([tables.rows["forms"][:3], tables.rows["forms"][order + 3]]))
    file.add("affixes", tables.rows["affixes"])
    keys, order = keyed([features.key(word) for word in checkpoint["vectors"]])
    file.add("vectors.keys", keys)
    file.add("vectors", np.concatenate([tables.rows["vectors"][:1], tables.rows["vectors"][order + 1]]))

    linear = linears(quantised) | {n: m for n, m in quantised.named_modules() if isinstance(m, Quantised)}
    file.product("input", [("input", linear["input"])], 1.0)
    norms = {"input": net.input_norm} | {f"layer.{i}": layer.norm for i, layer in enumerate(net.layers)}
    for name, norm in norms.items():
        file.add(f"{name}.norm.weight", norm.weight.detach().numpy())
        file.add(f"{name}.norm.bias", norm.bias.detach().numpy())
    for i in range(size["layers"]):
        for part in ("linear",) if i == 0 else ("gates", "out"):
            name = f"layers.{i}.{part}"
            file.product(f"layer.{i}.{part}", [(name, linear[name])], steps[activation_of(name)])
    heads = ("upos", "xpos", "feats", "lemma")
    tags = file.product("tags", [(k, linear[f"tag_heads.{k}"]) for k in heads], steps["hidden.2"])
    # The scale of the arcs' scores goes into one of their two factors.
    linear["arc_dep"].scale, linear["arc_dep"].bias = (v / np.sqrt(size["arc"]) for v in (linear["arc_dep"].scale, linear["arc_dep"].bias))
    ends = ("names", "arc_head", "arc_dep", "distance", "head_bias", "label_head", "label_dep")
    top = file.product("top", [(k, linear[k]) for k in ends], steps["top"])
    file.add("label_distance", net.label_distance.weight.detach().numpy())
    file.product("labels", [("labels", linear["labels"])], steps["ends"])

    classes = lambda k: sorted(vocabulary[k], key=vocabulary[k].get)
    header = {
        "about": about,
        "width": size["width"],
        "form": size["form"],
        "affix": size["affix"],
        "arc": size["arc"],
        "label": size["label"],
        "layers": size["layers"],
        "tag_layer": size["tag_layer"],
        "affix_rows": list(features.AFFIX_ROWS),
        "steps": steps,
        "classes": {k: classes(k) for k in (*heads, "deprel")} | {"name": train.NAMES},
        "tags": tags,
        "top": top,
        "tensors": file.tensors,
    }
    header = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head = MAGIC + len(header).to_bytes(8, "little") + header
    head += bytes(-len(head) % ALIGN)
    with open(path, "wb") as out:
        out.write(head + file.bytes)
    return len(head) + len(file.bytes)


CARD = """# {name}

The English encoder: parts of speech, morphology, lemmas, dependencies and names, off one pass of a small network (`src/encoder/`) that was
trained from nothing, without any pre-trained model. `train/export.py` writes this card and the file beside it.

## What it learnt from

| what | from | licence |
|---|---|---|
| tags, morphology, lemmas, dependencies | Universal Dependencies, English EWT: train | CC BY-SA 4.0 |
| the same, and names (from its marks of entities) | Universal Dependencies, English GUM: train, only the genres whose texts are open (academic, bio, court, interview, news, speech, textbook, vlog, voyage) | the texts' own: CC BY and the like, public domain |
| names | wikigold (Balasuriya et al. 2009) | CC BY 4.0 |
| names | Broad Twitter Corpus (Derczynski et al. 2016) | CC BY 4.0 |
| names | WNUT 2017 (Derczynski et al. 2017) | CC BY 4.0 |
| names in EWT; tags and dependencies in the sets of names, where sure | earlier models of ours (`train/silver.py`), which also saw griot's gazetteers | those of the texts |
| vectors of the {vectors:,} commonest words | GloVe 6B, 100 dimensions (Pennington et al. 2014), on their {axes} principal axes | PDDL |

The file holds weights alone: no sentence, and of words the 32-bit fingerprints of their letters; a few endings of lemmas stand in its header.

## Sizes

{bytes:,} bytes. Width {width}; {layers} layers: a convolution over three words, then bidirectional simple recurrent units. {forms:,} forms,
{affixes:,} rows of affixes; classes: {classes}. Weights are 8-bit integers, activations 7-bit ones whose scales were measured on
{sentences:,} training sentences.

## How good it is

Dev sets, gold tokens, punctuation counted, heads chosen one by one (the trees that griot makes of them score within .001 of this):

| treebank | weights | {heads} |
|---|---|---|{rule}
{rows}

`griot parse DEV.conllu` writes what it makes of a treebank's own words, to be scored by anybody's tools.

## What to know

It has read news, letters, reviews, posts and other English of the web and of books, and no other language. A sentence of more than
{longest} words is read in parts. What it calls a place may be a state as well as a mountain; the gazetteers tell. Its scores of names are those of a
softmax, not calibrated.
"""


def card(out, checkpoint, before, after, sentences):
    """Writes the model card beside the file."""
    size, counts = checkpoint["size"], checkpoint["counts"]
    heads = list(next(iter(after.values())))
    rows = [
        f"| {bank.upper()} | {weights} | " + " | ".join(f"{scores[bank][head]:.4f}" for head in heads) + " |"
        for bank in after
        for weights, scores in (("as trained", before), ("as shipped", after))
    ]
    text = CARD.format(
        name=os.path.join("models", os.path.basename(out)),
        bytes=os.path.getsize(out),
        width=size["width"],
        layers=size["layers"],
        forms=counts["forms"],
        affixes=sum(features.AFFIX_ROWS),
        classes=", ".join(f"{k} {n}" for k, n in counts.items() if k != "forms"),
        vectors=len(checkpoint["vectors"]),
        axes=checkpoint["state"]["vectors.weight"].shape[1],
        sentences=sentences,
        heads=" | ".join(heads),
        rule="---|" * (len(heads) - 1),
        rows="\n".join(rows),
        longest=300,
    )
    with open(os.path.splitext(out)[0] + ".md", "w", encoding="utf8") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--treebanks", required=True, help="folder of CoNLL-U treebanks")
    parser.add_argument("--sentences", type=int, default=1500, help="training sentences to measure activations on")
    args = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint, net, corpus = train.open_checkpoint(args.checkpoint)
    bank = lambda name: data.read_conllu(os.path.join(args.treebanks, name))
    devs = {k: [corpus.encode(s) for s in bank(f"en_{k}-ud-dev.conllu")] for k in ("ewt", "gum")}
    before = {k: train.evaluate(net, d) for k, d in devs.items()}

    rng = random.Random(1)
    taught = bank("en_ewt-ud-train.conllu") + bank("en_gum-ud-train.conllu")
    sample = [corpus.encode(s) for s in rng.sample(taught, args.sentences)]
    quantised = copy.deepcopy(net)
    quantised.eval()
    tables = Tables(quantised)
    steps = {k: float(v) for k, v in calibrate(quantised, sample).items()}
    for name, module in linears(quantised).items():
        parent = quantised.get_submodule(name.rpartition(".")[0])
        if name == "input":
            # Its integers are those of weights that have taken in the tables' steps; its floats, of what the tables stand for.
            folded = copy.deepcopy(module)
            with torch.no_grad():
                folded.weight.mul_(torch.from_numpy(tables.step).float())
            layer = Quantised(folded, None)
            layer.weight = layer.weight / torch.from_numpy(tables.step).float()
        else:
            layer = Quantised(module, steps[activation_of(name)])
        setattr(parent, name.rpartition(".")[2], layer)
    after = {k: train.evaluate(quantised, d) for k, d in devs.items()}
    for k in devs:
        print(k, "as trained", before[k], "in bytes", after[k], flush=True)
    about = {"dev": after, "vectors": len(checkpoint["vectors"]), "sentences": args.sentences}
    print(write(args.out, checkpoint, net, quantised, tables, steps, about), "bytes")
    card(args.out, checkpoint, before, after, args.sentences)


if __name__ == "__main__":
    main()
