//! One pass over a batch of sentences, from forms to tags, heads and labels.
//!
//! The sentences of a batch lie one after the other: the root, then the words. Beyond the ends of a sentence, the convolution sees nothing.

use super::{
    Heads,
    belief::share,
    cache::Cache,
    kernel::{Kernel, LANES, Lanes, Task, Vector},
    layer::{self, ZERO},
    model::{Model, Section},
    tree::{Forest, Scores},
    word::{Keys, Speller},
};
use xxhash_rust::xxh3::xxh3_64;

/// Arcs longer than this are alike.
pub(super) const FAR: usize = 12;

/// Dependents whose arcs are scored together.
const TOGETHER: usize = 4;

/// A sentence of a batch, or a part of a long one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Piece {
    /// Its first token, counted over the article.
    pub token: usize,
    /// Its number of words.
    pub words: usize,
    /// The row of its root; its words follow.
    pub row: usize,
}

/// What a pass needs, and what comes of it: a row for each word.
#[derive(Debug)]
pub(super) struct Buffers {
    cache: Cache,
    speller: Speller,
    /// What is seen of the words that are new, a row each.
    seen: Vec<u8>,
    /// Where the cache holds each row.
    places: Vec<usize>,
    /// What is known of each word so far.
    hidden: Vec<f32>,
    /// The same, as the next product reads it.
    read: Vec<u8>,
    gates: Vec<f32>,
    gated: Vec<u8>,
    given: Vec<f32>,
    state: Vec<f32>,
    /// Scores of tags.
    pub tags: Vec<f32>,
    /// The classes of each row's tags.
    pub classes: Vec<Classes>,
    /// Scores of names, and the ends of arcs.
    pub top: Vec<f32>,
    ends: Vec<f32>,
    arcs: Vec<f32>,
    forest: Forest,
    label_ends: Vec<u8>,
    labels: Vec<f32>,
    /// The head of each row, counted from its sentence's root.
    pub heads: Vec<u32>,
    /// The class of each row's relation.
    pub relations: Vec<u8>,
    /// How sure it is of each row's head, and then of head and relation, 0 to 1.
    pub beliefs: Vec<f32>,
}

impl Buffers {
    /// Buffers for one thread.
    pub fn new(model: &Model) -> Self {
        Self {
            cache: Cache::new(model.width),
            speller: Speller::default(),
            seen: Vec::new(),
            places: Vec::new(),
            hidden: Vec::new(),
            read: Vec::new(),
            gates: Vec::new(),
            gated: Vec::new(),
            given: Vec::new(),
            state: vec![0.0; model.width],
            tags: Vec::new(),
            classes: Vec::new(),
            top: Vec::new(),
            ends: Vec::new(),
            arcs: Vec::new(),
            forest: Forest::default(),
            label_ends: Vec::new(),
            labels: Vec::new(),
            heads: Vec::new(),
            relations: Vec::new(),
            beliefs: Vec::new(),
        }
    }

    /// Makes room for so many rows.
    fn resize(&mut self, model: &Model, rows: usize) {
        if self.heads.len() >= rows {
            return;
        }
        self.hidden.resize(rows * model.width, 0.0);
        self.read.resize(rows * model.width, ZERO);
        self.gates.resize(rows * 3 * model.width, 0.0);
        self.gated.resize(rows * model.width, ZERO);
        self.given.resize(rows * model.width, 0.0);
        self.tags.resize(rows * model.tags.outputs, 0.0);
        self.classes.resize(rows, Classes::default());
        self.top.resize(rows * model.top.outputs, 0.0);
        self.label_ends.resize(rows * model.labels.inputs, 0);
        self.labels.resize(rows * model.labels.outputs, 0.0);
        self.heads.resize(rows, 0);
        self.relations.resize(rows, 0);
        self.beliefs.resize(rows, 0.0);
    }
}

/// The class of each tag of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Classes {
    pub upos: u8,
    pub xpos: u8,
    pub features: u8,
    pub lemma: u8,
}

/// A pass over a batch.
pub(super) struct Pass<'a, F> {
    pub model: &'a Model,
    pub buffers: &'a mut Buffers,
    /// Where the sentences are.
    pub pieces: &'a [Piece],
    /// The rows of all.
    pub rows: usize,
    /// What to read off it.
    pub wanted: Heads,
    /// The form of a token of the article.
    pub form: F,
}

impl<'t, F: Fn(usize) -> &'t str> Task for Pass<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<K: Kernel>(self) {
        let Self { model, buffers, pieces, rows, wanted, form } = self;
        let width = model.width;
        buffers.resize(model, rows);
        words::<K>(model, buffers, pieces, form);

        let Buffers { hidden, read, gates, gated, given, state, tags, classes, top, .. } = buffers;
        if wanted.tags && model.tag_layer == 0 {
            K::product(&model.tags, read, width, rows, tags);
        }
        for (nth, recurrent) in model.recurrent.iter().enumerate() {
            K::product(&recurrent.gates, read, width, rows, gates);
            for piece in pieces.iter() {
                let (from, to) = (piece.row, piece.row + piece.words + 1);
                let (gates, gated) =
                    (&gates[from * 3 * width..to * 3 * width], &mut gated[from * width..to * width]);
                layer::recur::<K::Vector>(gates, width, state, recurrent.out.inverse, gated);
            }
            K::product(&recurrent.out.product, gated, width, rows, given);
            let inverse = model.inverse_after(nth + 1);
            let all = ..rows * width;
            layer::residual::<K::Vector>(
                &mut hidden[all],
                &given[all],
                false,
                &recurrent.out.norm,
                inverse,
                read,
            );
            if wanted.tags && model.tag_layer == nth + 1 {
                K::product(&model.tags, read, width, rows, tags);
            }
        }
        let tagged = if wanted.tags { rows } else { 0 };
        for (scores, classes) in tags.chunks_exact(model.tags.outputs).zip(classes).take(tagged) {
            *classes = Classes {
                upos: best::<K::Vector>(model.upos, scores),
                xpos: best::<K::Vector>(model.xpos, scores),
                features: best::<K::Vector>(model.features, scores),
                lemma: best::<K::Vector>(model.lemma, scores),
            };
        }
        if wanted.names || wanted.parse {
            K::product(&model.top, read, width, rows, top);
        }
        if !wanted.parse {
            return;
        }
        for piece in pieces.iter() {
            attach::<K::Vector>(model, buffers, piece);
        }
        let Buffers { label_ends, labels, relations, heads, beliefs, .. } = buffers;
        K::product(&model.labels, label_ends, model.labels.inputs, rows, labels);
        for piece in pieces.iter() {
            for row in piece.row + 1..=piece.row + piece.words {
                let scores = &mut labels[row * model.labels.outputs..][..model.labels.outputs];
                // The root's relation is the root's alone.
                relations[row] = if heads[row] == 0 {
                    model.classes.root as u8
                } else {
                    scores[model.classes.root] = f32::NEG_INFINITY;
                    layer::greatest::<K::Vector>(scores) as u8
                };
                if heads[row] != 0 {
                    beliefs[row] *= share(scores, relations[row].into());
                }
            }
            led(model, piece, labels, heads, relations);
        }
    }
}

/// An oblique has a preposition: a noun behind its verb that was taken for one without is an object, where it seems to be that next ("killed at
/// least 23 soldiers").
fn led(model: &Model, piece: &Piece, labels: &mut [f32], heads: &[u32], relations: &mut [u8]) {
    let [Some(oblique), Some(case), Some(object)] = model.classes.led else { return };
    for word in 1..=piece.words {
        let row = piece.row + word;
        let mut others = piece.row + 1..=piece.row + piece.words;
        if usize::from(relations[row]) == oblique
            && !others.any(|other| heads[other] as usize == word && usize::from(relations[other]) == case)
        {
            let scores = &mut labels[row * model.labels.outputs..][..model.labels.outputs];
            scores[oblique] = f32::NEG_INFINITY;
            let next = layer::greatest::<Lanes>(scores);
            if next == object && (heads[row] as usize) < word {
                relations[row] = next as u8;
            }
        }
    }
}

/// The class with the highest score.
#[inline(always)]
fn best<V: Vector>(section: Section, scores: &[f32]) -> u8 {
    layer::greatest::<V>(section.blocks_of(scores)) as u8
}

/// Fills the rows of all words, as far as the convolution takes them.
#[inline(always)]
fn words<'t, K: Kernel>(
    model: &Model,
    buffers: &mut Buffers,
    pieces: &[Piece],
    form: impl Fn(usize) -> &'t str,
) {
    let Buffers { cache, speller, seen, places, hidden, read, given, .. } = buffers;
    let (width, inputs) = (model.width, model.input.inputs);
    places.clear();
    let mut new = 0;
    for piece in pieces {
        for nth in 0..=piece.words {
            // The root is no word.
            let form = nth.checked_sub(1).map(|nth| form(piece.token + nth));
            let (place, fresh) = cache.place(form.map_or(!0, |form| xxh3_64(form.as_bytes())));
            places.push(place);
            if fresh {
                if seen.len() < (new + 1) * inputs {
                    seen.resize((new + 1) * inputs, ZERO);
                }
                see(model, form.map(|form| speller.keys(form)).as_ref(), &mut seen[new * inputs..]);
                new += 1;
            }
        }
    }
    let convolution = &model.convolution;
    let (count, rows, parts) = cache.fresh();
    let all = count * width;
    K::product(&model.input, seen, inputs, count, given);
    rows.fill(0.0);
    layer::residual::<K::Vector>(
        rows,
        &given[..all],
        true,
        &model.input_norm,
        convolution.inverse,
        &mut read[..all],
    );
    K::product(&convolution.parts, read, width, count, parts);
    let inverse = model.inverse_after(0);
    let given = &mut given[..width];
    let nothing = vec![0.0; width];
    for piece in pieces {
        let places = &places[piece.row..=piece.row + piece.words];
        let part = |place: Option<&usize>, nth| place.map_or(&nothing[..], |&place| cache.part(place, nth));
        for (nth, &place) in places.iter().enumerate() {
            let before = nth.checked_sub(1).and_then(|nth| places.get(nth));
            let parts = [part(before, 0), part(Some(&place), 1), part(places.get(nth + 1), 2)];
            layer::convolve::<K::Vector>(parts, &convolution.scales, &convolution.biases, given);
            let at = (piece.row + nth) * width;
            let hidden = &mut hidden[at..at + width];
            hidden.copy_from_slice(cache.row(place));
            layer::residual::<K::Vector>(
                hidden,
                given,
                true,
                &convolution.norm,
                inverse,
                &mut read[at..at + width],
            );
        }
    }
    cache.settle();
}

/// Looks up what the input layer sees of a word; of the root where there are no keys.
fn see(model: &Model, keys: Option<&Keys>, mut seen: &mut [u8]) {
    const UNKNOWN: usize = 1;
    const ROOT: usize = 2;
    let form = match keys {
        None => model.forms.row(ROOT),
        Some(keys) => model.forms.find(keys.form).unwrap_or(model.forms.row(UNKNOWN)),
    };
    let vector = keys.and_then(|keys| model.vectors.find(keys.vector)).unwrap_or(model.vectors.row(0));
    let affixes = model.affixes.rows(keys.map(|keys| &keys.affixes));
    for part in std::iter::once(form).chain(affixes).chain(std::iter::once(vector)) {
        let (into, after) = seen.split_at_mut(part.len());
        into.copy_from_slice(part);
        seen = after;
    }
}

/// Chooses the heads of a sentence, and prepares the choice of their labels.
#[inline(always)]
fn attach<V: Vector>(model: &Model, buffers: &mut Buffers, piece: &Piece) {
    let Buffers { top, ends, arcs, forest, label_ends, heads, beliefs, .. } = buffers;
    let words = piece.words + 1;
    let stride = words.next_multiple_of(LANES);
    let outputs = model.top.outputs;
    let row = |word: usize| &top[(piece.row + word) * outputs..][..outputs];
    // Heads side by side, so that the lanes of a register are heads: for each sixteen of them, a row a dimension, and last what each
    // scores by itself.
    let size = model.arc_head.len;
    ends.resize((size + 1) * stride, 0.0);
    for (nth, ends) in
        ends.as_chunks_mut::<LANES>().0.chunks_exact_mut(size + 1).enumerate().take(stride / LANES)
    {
        for lane in 0..LANES.min(words - nth * LANES) {
            let head = row(nth * LANES + lane);
            for (end, &value) in ends.iter_mut().zip(model.arc_head.of(head)) {
                end[lane] = value;
            }
            ends[size][lane] = model.head_bias.of(head)[0];
        }
    }
    arcs.resize(words * stride, 0.0);
    let mut word = 1;
    while word < words {
        // Some words at once, so that no sum waits for the one before it.
        let together = if words - word >= TOGETHER { TOGETHER } else { 1 };
        let scores = &mut arcs[word * stride..(word + together) * stride];
        for (nth, ends) in ends.as_chunks::<LANES>().0.chunks_exact(size + 1).enumerate().take(stride / LANES)
        {
            if together == TOGETHER {
                let mut dependents = [&[][..]; TOGETHER];
                for (n, dependent) in dependents.iter_mut().enumerate() {
                    *dependent = model.arc_dependent.of(row(word + n));
                }
                let sums = layer::arcs::<V, TOGETHER>(dependents, ends);
                for (sums, scores) in sums.iter().zip(scores.chunks_exact_mut(stride)) {
                    sums.store(&mut scores.as_chunks_mut().0[nth]);
                }
            } else {
                let [sums] = layer::arcs::<V, 1>([model.arc_dependent.of(row(word))], ends);
                sums.store(&mut scores.as_chunks_mut().0[nth]);
            }
        }
        word += together;
    }
    for word in 1..words {
        let scores = &mut arcs[word * stride..][..stride];
        let distances = model.distance.of(row(word));
        for (head, score) in scores[..words].iter_mut().enumerate() {
            *score += distances[(head + FAR).saturating_sub(word).min(2 * FAR)];
        }
        scores[word] = f32::NEG_INFINITY;
        scores[words..].fill(f32::NEG_INFINITY);
        heads[piece.row + word] = layer::greatest::<V>(scores) as u32;
    }
    let heads = &mut heads[piece.row..piece.row + words];
    heads[0] = 0;
    forest.span(Scores { values: arcs, stride }, heads);
    for word in 1..words {
        let head = heads[word] as usize;
        beliefs[piece.row + word] = share(&arcs[word * stride..][..words], head);
        let distance = (head + FAR).saturating_sub(word).min(2 * FAR);
        let distance =
            &model.label_distance[distance * model.label_dependent.len..][..model.label_dependent.len];
        let (head, dependent) = (model.label_head.of(row(head)), model.label_dependent.of(row(word)));
        let into = &mut label_ends[(piece.row + word) * model.labels.inputs..][..model.labels.inputs];
        layer::label_end::<V>(head, dependent, distance, model.labels_inverse, into);
    }
}
