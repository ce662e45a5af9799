//! One small encoder that reads words in their sentence: tags, morphology, lemmas, a dependency parse and names off one pass.
//!
//! A word is its form, its affixes, its shape and its vector (`word`), looked up in tables (`model`) and remembered (`cache`). A convolution
//! and bidirectional simple recurrent layers (Lei et al. 2018) read the sentence (`network`, `layer`), in bytes and by the widest
//! instructions of the machine (`kernel`); every instruction set gives the same bits. Tags and edit scripts of lemmas (`lemma`) are read off a
//! lower layer, names (`names`) and the scores of arcs (Dozat and Manning 2017), of which the best tree is made (`tree`), off the top one.
//!
//! `train/` learns the weights; `models/en.md` says from what, and how good they are.

mod belief;
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

/// What is to be read off a pass; the rest is left at its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Parts of speech, morphology, lemmas.
    pub tags: bool,
    /// Names.
    pub names: bool,
    /// Dependencies.
    pub parse: bool,
}

impl Heads {
    /// Everything.
    pub const ALL: Self = Self { tags: true, names: true, parse: true };
    /// The pass alone.
    pub const NONE: Self = Self { tags: false, names: false, parse: false };
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
        self.read_running(view, Heads::ALL, scratch)
    }

    /// Reads what is wanted of the sentences that hold running text.
    pub fn read_running(&self, view: &View, heads: Heads, scratch: &mut Scratch) -> Parse {
        let running = |sentence: &Sentence| !matches!(sentence.part, Part::Boilerplate | Part::Date);
        self.read_where(view, running, heads, scratch)
    }

    /// Reads the sentences of an article that are wanted, and of them what is wanted.
    pub fn read_where(
        &self,
        view: &View,
        wanted: impl Fn(&Sentence) -> bool,
        heads: Heads,
        scratch: &mut Scratch,
    ) -> Parse {
        let mut parse = Parse {
            words: vec![Word::default(); view.tokens.len()],
            parsed: view.sentences.iter().map(&wanted).collect(),
            // Lemmas take about the room of their words.
            lemmas: String::with_capacity(view.text.len()),
            names: Vec::new(),
        };
        let mut rows = 0;
        scratch.pieces.clear();
        for sentence in view.sentences.iter().filter(|sentence| wanted(sentence)) {
            for piece in pieces(view, sentence) {
                let words = piece.len() as usize;
                if rows + words + 1 > BATCH && rows > 0 {
                    self.batch(view, rows, heads, scratch, &mut parse);
                    scratch.pieces.clear();
                    rows = 0;
                }
                scratch.pieces.push(Piece { token: piece.start as usize, words, row: rows });
                rows += words + 1;
            }
        }
        if rows > 0 {
            self.batch(view, rows, heads, scratch, &mut parse);
        }
        let parted = |sentence: &&Sentence| {
            (sentence.dateline > 0 || sentence.tokens.len() as usize > LONGEST) && wanted(sentence)
        };
        for sentence in view.sentences.iter().filter(parted).filter(|_| heads.parse) {
            join(view, sentence, &mut parse.words);
        }
        parse
    }

    /// Reads the pieces that have been gathered.
    fn batch(&self, view: &View, rows: usize, heads: Heads, scratch: &mut Scratch, parse: &mut Parse) {
        let Scratch { buffers, pieces, lattice, found } = scratch;
        let form = |token: usize| view.tokens.get(token).map_or("", |token| view.word(token));
        self.path.run(Pass { model: &self.model, buffers, pieces, rows, wanted: heads, form });
        let model = &self.model;
        let classes = &model.classes;
        for piece in pieces {
            for nth in 0..piece.words {
                let (token, row) = (piece.token + nth, piece.row + 1 + nth);
                let word = &mut parse.words[token];
                if heads.tags {
                    let scores = model.lemma.of(&buffers.tags[row * model.tags.outputs..]);
                    let class = buffers.classes[row];
                    word.lemma = self.lemma(form(token), scores, class.lemma.into(), &mut parse.lemmas);
                    word.lemma_key = WordKey::of(word.lemma.of(&parse.lemmas));
                    word.upos = classes.upos[usize::from(class.upos)];
                    word.xpos = class.xpos;
                    word.features = classes.features[usize::from(class.features)];
                }
                if heads.parse {
                    let head = buffers.heads[row] as usize;
                    // The root of a sentence is its own head.
                    word.head = if head == 0 { token } else { piece.token + head - 1 } as u32;
                    word.relation = classes.relations[usize::from(buffers.relations[row])];
                    word.doubt = ((1.0 - buffers.beliefs[row]) * 255.0) as u8;
                }
            }
            if heads.names {
                let row = |word: usize| &buffers.top[(piece.row + 1 + word) * model.top.outputs..];
                found.clear();
                self.names.decode(piece.words, |word| model.names.of(row(word)), lattice, found);
                parse.names.extend(found.iter().map(|name| Name {
                    tokens: TokenSpan::new(
                        (piece.token + name.start) as u32,
                        (piece.token + name.end) as u32,
                    ),
                    kind: name.kind,
                    score: name.score,
                }));
            }
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

/// The parts in which a sentence is read: its dateline, which is none of the sentence's grammar, and the rest, which is one part unless it is
/// very long.
fn pieces<'v>(view: &'v View, sentence: &Sentence) -> impl Iterator<Item = TokenSpan> + 'v {
    let TokenSpan { mut start, end: all } = sentence.tokens;
    let mut dateline = sentence.dateline;
    std::iter::from_fn(move || {
        let rest = TokenSpan::new(start, all);
        if rest.is_empty() {
            return None;
        }
        let end = match std::mem::take(&mut dateline) {
            0 if rest.len() as usize <= LONGEST => all,
            0 => cut(view, rest),
            dateline => (start + dateline).min(all).min(start + LONGEST as u32),
        };
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

/// Makes one tree of the trees of a sentence's parts: their roots stand beside that of the first behind the dateline.
fn join(view: &View, sentence: &Sentence, words: &mut [Word]) {
    let roots = pieces(view, sentence)
        .flat_map(|piece| piece.range())
        .filter(|&token| words[token].head as usize == token);
    let roots: Vec<usize> = roots.collect();
    let body = (sentence.tokens.start + sentence.dateline) as usize;
    let Some(&main) = roots.iter().find(|&&root| root >= body).or(roots.first()) else { return };
    for root in roots.into_iter().filter(|&root| root != main) {
        (words[root].head, words[root].relation) = (main as u32, Relation::Parataxis);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Shape, Token};
    use proptest::prelude::*;

    fn english() -> Encoder {
        Encoder::shipped("en").unwrap().unwrap()
    }

    /// Words between white space as tokens, lines as sentences.
    fn cut(text: &str) -> (Vec<Token>, Vec<Sentence>) {
        let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
        let at = |part: &str| (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
        let span = |part: &str| Span::new(at(part), at(part) + part.len() as u32);
        for line in text.split('\n') {
            let start = tokens.len() as u32;
            tokens.extend(line.split_whitespace().map(|word| Token {
                span: span(word),
                key: WordKey::of(word),
                shape: Shape::of(word),
            }));
            sentences.push(Sentence {
                span: span(line),
                tokens: TokenSpan::new(start, tokens.len() as u32),
                part: Part::Body,
                paragraph: 0,
                dateline: 0,
            });
        }
        (tokens, sentences)
    }

    fn parse(encoder: &Encoder, text: &str) -> (Vec<Token>, Vec<Sentence>, Parse) {
        let (tokens, sentences) = cut(text);
        let view = View { text, tokens: &tokens, sentences: &sentences };
        let parse = encoder.read(&view, &mut encoder.scratch());
        (tokens, sentences, parse)
    }

    /// Each word of `text` with what is said of it.
    fn words(text: &str) -> Vec<String> {
        let (tokens, _, parse) = parse(&english(), text);
        let word = |at: usize| tokens[at].span.of(text);
        let row = |(at, w): (usize, &Word)| {
            let head = if w.head as usize == at { "ROOT" } else { word(w.head as usize) };
            format!("{} {} {} {head} {}", word(at), parse.lemma(w), w.upos.as_str(), w.relation.as_str())
        };
        parse.words.iter().enumerate().map(row).collect()
    }

    #[test]
    fn a_plain_sentence_is_read() {
        assert_eq!(
            words("The army freed three hostages ."),
            [
                "The the DET army det",
                "army army NOUN freed nsubj",
                "freed free VERB ROOT root",
                "three three NUM hostages nummod",
                "hostages hostage NOUN freed obj",
                ". . PUNCT freed punct",
            ]
        );
    }

    #[test]
    fn names_are_found_that_no_list_knows() {
        let text = "Amadou Zerbolani met officials of the Kelmat Development Bank in Tazirout .";
        let (_, _, parse) = parse(&english(), text);
        let name = &parse.names[0];
        assert_eq!((name.tokens, name.kind), (TokenSpan::new(0, 2), crate::model::EntityType::Person));
        assert!(parse.names.iter().all(|name| name.score > 0.0 && name.score <= 1.0));
    }

    #[test]
    fn morphology_is_read() {
        let (_, _, parse) = parse(&english(), "She was arrested .");
        use crate::model::Features;
        assert!(parse.words[2].features.has(Features::VOICE_PASS));
        assert!(parse.words[1].features.has(Features::TENSE_PAST));
        assert_eq!(english().xpos(&parse.words[2]), "VBN");
    }

    #[test]
    fn every_path_reads_alike() {
        let text = include_str!("../../fixtures/articles/agadez-migrants-feature.txt");
        let read = |path: Path| parse(&Encoder { path, ..english() }, text).2;
        let expected = read(Path::all()[0]);
        assert!(expected.words.len() > 100);
        for path in Path::all() {
            let got = read(path);
            assert_eq!((&got.words, &got.lemmas), (&expected.words, &expected.lemmas), "{path:?}");
            assert!(got.names.iter().eq(&expected.names), "{path:?}");
        }
    }

    #[test]
    fn what_is_not_wanted_is_not_read() {
        let text = "Troops left Gao .\nAll rights reserved .";
        let (tokens, mut sentences) = cut(text);
        sentences[1].part = Part::Boilerplate;
        let encoder = english();
        let view = View { text, tokens: &tokens, sentences: &sentences };
        let parse = encoder.read(&view, &mut encoder.scratch());
        assert_eq!(parse.parsed, [true, false]);
        assert_eq!(parse.words[4..], [Word::default(); 4]);
    }

    #[test]
    fn neighbours_do_not_matter() {
        let line = "Rebels seized the town of Menaka on Monday .";
        let alone = words(line);
        let many = [line; 40].join("\n");
        let (tokens, _, parse) = parse(&english(), &many);
        assert_eq!(tokens.len(), 9 * 40);
        for (at, word) in parse.words.iter().enumerate() {
            assert_eq!(word.relation, parse.words[at % 9].relation);
            assert_eq!(word.head as usize - at / 9 * 9, parse.words[at % 9].head as usize);
        }
        assert_eq!(alone.len(), 9);
    }

    #[test]
    fn a_long_sentence_is_one_tree() {
        let text = "soldiers and rebels fought in the hills near the old river , ".repeat(60);
        let (tokens, sentences, parse) = parse(&english(), &text);
        assert!(tokens.len() > 2 * LONGEST);
        assert_tree(&sentences, &parse);
    }

    #[test]
    fn little_is_read_too() {
        for text in ["", "\n\n", "Gao", "GAO", "...", "\u{0}", "’’’"] {
            let (_, sentences, parse) = parse(&english(), text);
            assert_tree(&sentences, &parse);
        }
        assert_eq!(words("Gao"), ["Gao Gao PROPN ROOT root"]);
    }

    /// Heads lie in their sentence, one word is the root, and all others lead to it.
    fn assert_tree(sentences: &[Sentence], parse: &Parse) {
        for sentence in sentences {
            let range = sentence.tokens.range();
            let roots = range.clone().filter(|&at| parse.words[at].head as usize == at).count();
            assert_eq!(roots, usize::from(!range.is_empty()));
            for at in range.clone() {
                let (mut up, mut steps) = (at, 0);
                while parse.words[up].head as usize != up {
                    assert!(range.contains(&up) && steps <= range.len());
                    (up, steps) = (parse.words[up].head as usize, steps + 1);
                }
                let root = parse.words[at].head as usize == at;
                assert_eq!(parse.words[at].relation == Relation::Root, root);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_gives_trees(text in "(\\PC{0,8}[ \n]){0,60}") {
            let (tokens, sentences, parse) = parse(&english(), &text);
            prop_assert_eq!(parse.words.len(), tokens.len());
            assert_tree(&sentences, &parse);
            let ends: Vec<_> = parse.names.iter().flat_map(|name| [name.tokens.start, name.tokens.end]).collect();
            prop_assert!(ends.is_sorted() && parse.names.iter().all(|name| !name.tokens.is_empty()));
        }
    }
}
