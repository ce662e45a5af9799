"""Gives the sets of names tags and trees, by an encoder that was trained before, where it is sure; the rest of them teaches nothing."""

import torch
import torch.nn.functional as F

import train

SURE = 0.85  # the least belief of a tag or an arc that is taught


class Reader:
    def __init__(self, path):
        checkpoint, self.net, self.corpus = train.open_checkpoint(path)
        self.vocabulary = checkpoint["vocabulary"]

    def read(self, sentences):
        """For each sentence, in order: beliefs of the tags' heads, of the arcs, and labels of the likeliest arcs; position 0 is the root."""
        found = [None] * len(sentences)
        encoded = [self.corpus.encode(s) for s in sentences]
        with torch.no_grad():
            for group, x, _, mask in train.batches(encoded, 4000):
                tags, scores, ends = self.net(x, mask)
                tags = {k: F.softmax(v, -1) for k, v in tags.items()}
                arcs = F.softmax(scores, -1)
                labels = F.softmax(self.net.arc_labels(ends, arcs.argmax(-1)), -1)
                for k, i in enumerate(group):
                    n = len(sentences[i]) + 1
                    found[i] = {t: v[k, :n] for t, v in tags.items()}, arcs[k, :n, :n], labels[k, :n]
        return found


def add(sentences, reader):
    """Writes tags, heads and relations into the tokens of sets of names, where they are sure."""
    classes = {k: {i: v for v, i in reader.vocabulary[k].items()} for k in ("upos", "xpos", "feats", "deprel")}
    taught = total = 0
    for s, (tags, arcs, labels) in zip(sentences, reader.read(sentences)):
        for i, t in enumerate(s, 1):
            for k in ("upos", "xpos", "feats"):
                belief, best = tags[k][i].max(-1)
                setattr(t, k, classes[k][int(best)] if belief >= SURE else None)
            belief, head = arcs[i].max(-1)
            if belief >= SURE:
                t.head = int(head)
                belief, label = labels[i].max(-1)
                t.deprel = classes["deprel"][int(label)] if belief >= SURE else None
            taught, total = taught + (t.head is not None), total + 1
    print(f"arcs of the sets of names: {taught} of {total}")
