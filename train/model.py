"""The encoder: hashed word features, a convolution, bidirectional simple recurrent layers (Lei et al. 2018), and its heads.

Tags, features and lemma scripts are read off a lower layer, names and the biaffine parse (Dozat and Manning 2017) off the top one.
Position 0 of a sentence is the root. `export.py` writes the weights, `src/encoder/` runs them.
"""

import math
import os

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.cpp_extension import load

HERE = os.path.dirname(os.path.abspath(__file__))
DISTANCE = 12  # arcs longer than this are alike

_loop = None


def _recurrence_loop():
    global _loop
    if _loop is None:
        _loop = load("recurrence", [os.path.join(HERE, "recurrence.cpp")], extra_cflags=["-O3", "-march=native"])
    return _loop


class Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(ctx, f, z):
        c = _recurrence_loop().forward(f.contiguous(), z.contiguous())
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, dc):
        f, c = ctx.saved_tensors
        return tuple(_recurrence_loop().backward(f.contiguous(), c, dc.contiguous()))


class Dropout(nn.Module):
    """Dropout from random bytes, which cost an eighth of torch's; the rate is a multiple of 1/256."""

    def __init__(self, p):
        super().__init__()
        self.p = round(p * 256) / 256

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        dice = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = dice.view(torch.uint8)[: x.numel()].view_as(x) >= round(self.p * 256)
        return x * kept * (1 / (1 - self.p))


class Convolution(nn.Module):
    """A window of three words; residual, normalised."""

    def __init__(self, width, drop):
        super().__init__()
        self.linear, self.norm, self.drop = nn.Linear(3 * width, width), nn.LayerNorm(width), Dropout(drop)

    def forward(self, x, mask):  # time × batch × width
        zero = torch.zeros_like(x[:1])
        window = torch.cat([torch.cat([zero, x[:-1]]), x, torch.cat([x[1:], zero])], -1)
        return self.norm(x + self.drop(F.relu(self.linear(window)))) * mask


class Recurrent(nn.Module):
    """A bidirectional simple recurrent layer with an output projection; residual, normalised."""

    def __init__(self, width, drop):
        super().__init__()
        self.gates, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm, self.drop = nn.LayerNorm(width), Dropout(drop)
        with torch.no_grad():
            self.gates.bias[width : 2 * width].fill_(1.0)

    def forward(self, x, mask):
        z, f, o = self.gates(x).chunk(3, -1)
        f = torch.sigmoid(f)
        c = Recurrence.apply(f, torch.tanh(z) * (1 - f) * mask)
        return self.norm(x + self.drop(self.out(c * torch.sigmoid(o)))) * mask


class SharedDropout(nn.Module):
    """Dropout whose mask is shared by the words of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * torch.bernoulli(torch.full_like(x[:1], 1 - self.p)) / (1 - self.p)


class Encoder(nn.Module):
    def __init__(self, size, counts, vectors, affix_rows):
        """`size`: width, layers, form, affix, arc, label, drop; `counts`: classes by head; `vectors`: frozen, rows × width."""
        super().__init__()
        width, drop = size["width"], size["drop"]
        self.size = size
        self.forms = nn.Embedding(counts["forms"], size["form"], padding_idx=0)
        self.affixes = nn.Embedding(affix_rows, size["affix"])
        for table in (self.forms, self.affixes):
            nn.init.normal_(table.weight, std=0.1)
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.input = nn.Linear(size["form"] + 8 * size["affix"] + vectors.shape[1], width)
        self.input_norm, self.input_drop = nn.LayerNorm(width), Dropout(drop)
        self.layers = nn.ModuleList(Convolution(width, drop) if i == 0 else Recurrent(width, drop) for i in range(size["layers"]))
        self.tag_heads = nn.ModuleDict({k: nn.Linear(width, counts[k]) for k in ("upos", "xpos", "feats", "lemma")})
        self.names = nn.Linear(width, counts["name"])
        self.top_drop, self.tag_drop = SharedDropout(drop), SharedDropout(drop)
        self.arc_head, self.arc_dep = nn.Linear(width, size["arc"]), nn.Linear(width, size["arc"])
        self.distance, self.head_bias = nn.Linear(width, 2 * DISTANCE + 1), nn.Linear(width, 1)
        self.label_head, self.label_dep = nn.Linear(width, size["label"]), nn.Linear(width, size["label"])
        self.label_distance = nn.Embedding(2 * DISTANCE + 1, size["label"])
        self.labels = nn.Linear(size["label"], counts["deprel"])

    def words(self, x):
        """Words on their own: batch × time × 10 rows of tables → batch × time × width."""
        forms = x[:, :, 0]
        vectors = self.vectors(x[:, :, 9])
        if self.training:  # forms and vectors are hidden now and then, so that affixes learn to stand in
            forms = torch.where((torch.rand(forms.shape) < 0.15) & (forms > 2), torch.ones_like(forms), forms)
            vectors = vectors * (torch.rand(forms.shape) > 0.05).unsqueeze(-1)
        affixes = self.affixes(x[:, :, 1:9]).flatten(2)
        e = self.input_drop(torch.cat([self.forms(forms), affixes, vectors], -1))
        return self.input_norm(F.relu(self.input(e)))

    def forward(self, x, mask, parse=True):
        m = mask.t().unsqueeze(-1).float()
        h = self.input_drop(self.words(x).transpose(0, 1)) * m
        tags = {}
        for i, layer in enumerate(self.layers):
            h = layer(h, m)
            if i == self.size["tag_layer"]:
                t = self.tag_drop(h)
                tags = {k: head(t).transpose(0, 1) for k, head in self.tag_heads.items()}
        h = self.top_drop(h).transpose(0, 1)
        tags["name"] = self.names(h)
        if not parse:
            return tags, None, None
        n = x.shape[1]
        at = torch.arange(n)
        relative = (at[None, :] - at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        scores = torch.bmm(self.arc_dep(h), self.arc_head(h).transpose(1, 2)) / math.sqrt(self.size["arc"])
        scores = scores + self.head_bias(h).transpose(1, 2) + torch.gather(self.distance(h), 2, relative[None].expand(x.shape[0], -1, -1))
        scores = scores.masked_fill(~mask[:, None, :] | torch.eye(n, dtype=torch.bool), -1e9)
        return tags, scores, (self.label_head(h), self.label_dep(h))

    def arc_labels(self, ends, heads):
        """Scores of labels for the arcs to `heads`: batch × time."""
        head, dep = ends
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        relative = (heads - torch.arange(head.shape[1])[None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        return self.labels(F.relu(chosen + dep + self.label_distance(relative)))
