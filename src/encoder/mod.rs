//! One small encoder that reads words in their sentence: tags, morphology, lemmas, a dependency parse and names off one pass.
//!
//! A word is its form, its affixes, its shape and its vector (`word`), looked up in tables (`model`) and remembered (`cache`). A convolution
//! and bidirectional simple recurrent layers (Lei et al. 2018) read the sentence (`network`, `layer`), in bytes and by the widest
//! instructions of the machine (`kernel`); every instruction set gives the same bits. Tags and edit scripts of lemmas (`lemma`) are read off a
//! lower layer, names (`names`) and the scores of arcs (Dozat and Manning 2017), of which the best tree is made (`tree`), off the top one.
//!
//! `train/` learns the weights; `models/en.md` says from what, and how good they are.

mod cache;
mod kernel;
mod layer;
mod lemma;
mod model;
mod names;
mod network;
mod tree;
mod word;

use crate::{
    error::{EncoderFault, Error, Place, Result},
    model::{Name, Parse, Part, Relation, Sentence, Span, TokenSpan, View, Word, WordKey},
};
use kernel::Path;
use model::Model;
use network::{Buffers, Pass, Piece};

/// Words beyond which a sentence is read in parts.
pub const LONGEST: usize = 300;

/// Rows of a batch: enough for the products, few enough for the cache.
const BATCH: usize = 192;

/// Weights at the beginning of a cache line.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static ENGLISH: &Aligned<[u8]> = &Aligned(*include_bytes!("../../models/en.griot"));

/// An encoder: weights that all threads share.
#[derive(Debug)]
pub struct Encoder {
    model: Model,
    names: names::Tags,
    path: Path,
}

/// What one thread needs to read: words it has met, and room for a batch.
#[derive(Debug)]
pub struct Scratch {
    buffers: Buffers,
    pieces: Vec<Piece>,
    lattice: names::Lattice,
    found: Vec<names::Found>,
}

impl Encoder {
    /// The encoder that ships with griot for a language; `None` where there is none.
    ///
    /// # Errors
    /// Where its file was damaged.
    ///
    /// ```
    /// use griot::encoder::Encoder;
    /// assert!(Encoder::shipped("en")?.is_some());
    /// assert!(Encoder::shipped("tlh")?.is_none());
    /// # Ok::<(), griot::error::Error>(())
    /// ```
    pub fn shipped(language: &str) -> Result<Option<Self>> {
        match language {
            "en" => Self::read_weights(&ENGLISH.0).map(Some),
            _ => Ok(None),
        }
    }

    fn read_weights(file: &'static [u8]) -> Result<Self> {
        let model = Model::read(file)?;
        let unknown =
            || Error::at(Place::NOWHERE, EncoderFault::Header("a class of names is not known".into()));
        let names = names::Tags::parse(&model.classes.names).ok_or_else(unknown)?;
        Ok(Self { model, names, path: Path::best() })
    }

    /// Room for one thread.
    pub fn scratch(&self) -> Scratch {
        Scratch {
            buffers: Buffers::new(&self.model),
            pieces: Vec::new(),
            lattice: names::Lattice::default(),
            found: Vec::new(),
        }
    }

    /// What Penn Treebank calls the part of speech of a word of this encoder's.
    pub fn xpos(&self, word: &Word) -> &str {
        self.model.classes.xpos.get(usize::from(word.xpos)).map_or("_", String::as_str)
    }

    /// Reads the sentences of an article that hold running text.
    pub fn read(&self, view: &View, scratch: &mut Scratch) -> Parse {
        self.read_where(view, |sentence| !matches!(sentence.part, Part::Boilerplate | Part::Date), scratch)
    }

    /// Reads the sentences of an article that are wanted.
    pub fn read_where(
        &self,
        view: &View,
        wanted: impl Fn(&Sentence) -> bool,
        scratch: &mut Scratch,
    ) -> Parse {
        let mut parse = Parse {
            words: vec![Word::default(); view.tokens.len()],
            parsed: view.sentences.iter().map(&wanted).collect(),
            // Lemmas take about the room of their words.
            lemmas: String::with_capacity(view.text.len()),
            names: Vec::new(),
        };
        // A row of zeros before each sentence, and one after the last.
        let mut rows = 1;
        scratch.pieces.clear();
        for sentence in view.sentences.iter().filter(|sentence| wanted(sentence)) {
            for piece in pieces(view, sentence.tokens) {
                let words = piece.len() as usize;
                if rows + words + 2 > BATCH && rows > 1 {
                    self.batch(view, rows, scratch, &mut parse);
                    scratch.pieces.clear();
                    rows = 1;
                }
                scratch.pieces.push(Piece { token: piece.start as usize, words, row: rows });
                rows += words + 2;
            }
        }
        if rows > 1 {
            self.batch(view, rows, scratch, &mut parse);
        }
        for sentence in view.sentences.iter().filter(|sentence| sentence.tokens.len() as usize > LONGEST) {
            join(view, sentence.tokens, &mut parse.words);
        }
        parse
    }

    /// Reads the pieces that have been gathered.
    fn batch(&self, view: &View, rows: usize, scratch: &mut Scratch, parse: &mut Parse) {
        let Scratch { buffers, pieces, lattice, found } = scratch;
        let form = |token: usize| view.tokens.get(token).map_or("", |token| view.word(token));
        self.path.run(Pass { model: &self.model, buffers, pieces, rows, form });
        let model = &self.model;
        let classes = &model.classes;
        for piece in pieces {
            for nth in 0..piece.words {
                let (token, row) = (piece.token + nth, piece.row + 1 + nth);
                let tags = &buffers.tags[row * model.tags.outputs..][..model.tags.outputs];
                let class = |section: model::Section| layer::greatest(section.blocks_of(tags));
                let head = buffers.heads[row] as usize;
                let form = form(token);
                let lemma = self.lemma(form, model.lemma.of(tags), class(model.lemma), &mut parse.lemmas);
                parse.words[token] = Word {
                    upos: classes.upos[class(model.upos)],
                    xpos: class(model.xpos) as u8,
                    relation: classes.relations[usize::from(buffers.relations[row])],
                    features: classes.features[class(model.features)],
                    // The root of a sentence is its own head.
                    head: if head == 0 { token } else { piece.token + head - 1 } as u32,
                    lemma,
                    lemma_key: WordKey::of(lemma.of(&parse.lemmas)),
                };
            }
            let scores =
                |word: usize| model.names.of(&buffers.top[(piece.row + 1 + word) * model.top.outputs..]);
            found.clear();
            self.names.decode(piece.words, scores, lattice, found);
            parse.names.extend(found.iter().map(|name| Name {
                tokens: TokenSpan::new((piece.token + name.start) as u32, (piece.token + name.end) as u32),
                kind: name.kind,
                score: name.score,
            }));
        }
    }

    /// Writes the lemma of a form: by the best script, or by the best that applies.
    fn lemma(&self, form: &str, scores: &[f32], best: usize, lemmas: &mut String) -> Span {
        let scripts = &self.model.classes.lemma;
        let start = lemmas.len();
        if !scripts[best].apply(form, lemmas) {
            let mut order: Vec<_> = (0..scripts.len()).collect();
            order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            order.into_iter().any(|nth| scripts[nth].apply(form, lemmas));
        }
        Span::new(start as u32, lemmas.len() as u32)
    }
}

/// The parts in which a sentence is read: one, unless it is very long.
fn pieces(view: &View, tokens: TokenSpan) -> impl Iterator<Item = TokenSpan> {
    let mut start = tokens.start;
    std::iter::from_fn(move || {
        let rest = TokenSpan::new(start, tokens.end);
        if rest.is_empty() {
            return None;
        }
        let end = if rest.len() as usize <= LONGEST { tokens.end } else { cut(view, rest) };
        let piece = TokenSpan::new(start, end);
        start = end;
        Some(piece)
    })
}

/// Where to cut the first part off a long sentence: after the last of the strongest marks in its second half.
fn cut(view: &View, tokens: TokenSpan) -> u32 {
    let limit = tokens.start + LONGEST as u32;
    let strength = |at: u32| match view.tokens.get(at as usize).map(|token| view.word(token)) {
        Some(";" | ":" | "." | "?" | "!" | "•") => 2,
        Some("," | "–" | "—") => 1,
        _ => 0,
    };
    (tokens.start + LONGEST as u32 / 2..limit)
        .max_by_key(|&at| (strength(at) > 0).then_some((strength(at), at)))
        .map_or(limit, |at| if strength(at) > 0 { at + 1 } else { limit })
}

/// Makes one tree of the trees of a long sentence's parts: their roots stand beside that of the first.
fn join(view: &View, tokens: TokenSpan, words: &mut [Word]) {
    let mut first = None;
    for piece in pieces(view, tokens) {
        for token in piece.range() {
            if words[token].head as usize == token {
                match first {
                    None => first = Some(token as u32),
                    Some(first) => (words[token].head, words[token].relation) = (first, Relation::Parataxis),
                }
            }
        }
    }
}
