//! What a quantity counts: the noun phrase behind it.
//!
//! Words of closed classes and the shapes of plurals tell where the phrase ends; a tagger will do better, and need change only
//! [`Nouns::phrase`].

use super::Resolver;
use crate::{
    lang::{Language, QuantityWords},
    model::{Features, Parse, Quantity, QuantityKind, TokenSpan, Upos, View},
    number::{
        atom::{Atom, AtomClass, cut},
        phrase::PhraseTable,
    },
};
use std::sync::Arc;

/// The longest noun phrase looked for, in words.
const LONGEST: usize = 8;

/// How many tokens fillers, the noun phrase, what the phrase is tied to and a rate behind it may take.
const REACH: u32 = 17;

/// The words by which noun phrases are told.
#[derive(Debug, Default)]
pub(super) struct Nouns {
    stops: PhraseTable<()>,
    fillers: PhraseTable<()>,
    partitives: PhraseTable<()>,
    joiners: PhraseTable<()>,
    collectives: PhraseTable<()>,
    singulars: PhraseTable<()>,
    numbers: PhraseTable<()>,
    plural_endings: Vec<Box<str>>,
    singular_endings: Vec<Box<str>>,
    rate: PhraseTable<()>,
    periods: PhraseTable<Arc<str>>,
}

impl Resolver {
    /// Fills [`Quantity::counted`], and [`Quantity::per`] where the rate stands behind the noun ("400 reports a day").
    /// Where the words are parsed, a verb behind a number is not what it counts: "ten recover".
    pub fn counted(&self, view: &View<'_>, parse: &Parse, quantities: &mut [Quantity]) {
        let mut atoms = Vec::new();
        for quantity in quantities {
            let plain = quantity.unit.is_none() && quantity.unit_name.is_none();
            if !plain || !matches!(quantity.kind, QuantityKind::Cardinal | QuantityKind::Fraction) {
                continue;
            }
            let Some(sentence) = view.sentences.get(quantity.sentence as usize) else { continue };
            // From the last token of the quantity, which may hold the beginning of the noun ("84-year"), as far as a phrase may reach.
            let from = quantity.tokens.end.saturating_sub(1).max(sentence.tokens.start);
            let to = sentence.tokens.end.min(from.saturating_add(REACH));
            atoms.clear();
            cut(view, TokenSpan::new(from, to), &mut atoms);
            let at = atoms.partition_point(|atom| atom.span.start < quantity.span.end);
            let Some((first, end)) = self.nouns.phrase(view.text, &atoms, at) else { continue };
            let end = without_verbs(parse, &atoms, first, end);
            if first == end {
                continue;
            }
            quantity.counted = Some(atoms[first].span.cover(atoms[end - 1].span));
            if quantity.per.is_none() {
                quantity.per = self.nouns.rate(&atoms, end);
            }
        }
    }
}

/// Where a phrase ends without the finite verbs at its end, and what joins them; "23 killed" counts the killed.
fn without_verbs(parse: &Parse, atoms: &[Atom], first: usize, end: usize) -> usize {
    let verb = |at: usize| {
        let word = atoms.get(at).and_then(|atom| parse.words.get(atom.token as usize));
        word.is_some_and(|word| match word.upos {
            Upos::Verb => !word.features.has(Features::VERB_FORM_PART),
            upos => matches!(upos, Upos::Aux | Upos::Cconj),
        })
    };
    (first + 1..=end).rev().find(|&end| !verb(end - 1)).unwrap_or(first)
}

impl Nouns {
    pub(super) fn new(language: &Language) -> Self {
        let words: &QuantityWords = &language.quantity.words;
        let table = |words: &[String]| PhraseTable::of(words);
        let mut periods = PhraseTable::default();
        for forms in &words.periods {
            let Some(name) = forms.first() else { continue };
            forms.iter().for_each(|form| periods.enter(form, Arc::from(name.as_str())));
        }
        let small = language.number.small.iter().flat_map(|small| &small.cardinal);
        let scales = language.number.scales.iter().flat_map(|scale| &scale.cardinal);
        let numbers: Vec<String> = small.chain(scales).chain(&language.number.negatives).cloned().collect();
        let rates = language.quantity.kinds.iter().filter(|kind| kind.id.get_ref() == "rate");
        Self {
            stops: table(&words.stops),
            fillers: table(&words.fillers),
            partitives: table(&words.partitives),
            joiners: table(&language.number.joiners),
            collectives: table(&words.collectives),
            singulars: table(&words.singulars),
            numbers: table(&numbers),
            plural_endings: words.plural_endings.iter().map(|ending| ending.as_str().into()).collect(),
            singular_endings: words.singular_endings.iter().map(|ending| ending.as_str().into()).collect(),
            rate: table(&rates.flat_map(|kind| kind.before.clone()).collect::<Vec<_>>()),
            periods,
        }
    }

    /// The noun phrase that begins at an atom or behind "other", "of his" and the like; its atoms, end excluded.
    fn phrase(&self, text: &str, atoms: &[Atom], at: usize) -> Option<(usize, usize)> {
        let mut start = at;
        // "Four-nation", "one of his guards".
        while start < at + 4 && (self.is_hyphen(text, atoms, start) || self.is(&self.fillers, atoms, start)) {
            start += 1;
        }
        // Behind a hyphen it is one word: "a four-nation tour" counts nations.
        if start > at && self.is_hyphen(text, atoms, start - 1) {
            return self.names(atoms, start).then_some((start, start + 1));
        }
        // "Nine of the twelve wards" are wards.
        let behind = if start > at { self.past_number(atoms, start) } else { start };
        if behind > start {
            return self.phrase(text, atoms, behind);
        }
        let (mut end, mut head, mut here) = (start, None, start);
        while here < start + LONGEST {
            let Some(atom) = atoms.get(here) else { break };
            if self.is_possessive(text, atoms, here) {
                here += 2;
                // "Twelve of the county's 47 wards" are wards.
                let behind = self.past_number(atoms, here);
                if behind > here {
                    return self.phrase(text, atoms, behind);
                }
                continue;
            }
            if self.is_hyphen(text, atoms, here) && !atom.spaced {
                here += 1;
                continue;
            }
            if self.is(&self.joiners, atoms, here) {
                // "Uniformed and civilian personnel", "soldiers and police".
                let more = self.names(atoms, here + 1);
                if !more || head.is_some() && !self.heads_next(text, atoms, here + 1) {
                    break;
                }
                (here, head) = (here + 1, None);
                continue;
            }
            if !self.names(atoms, here) {
                break;
            }
            // Behind a plural, only a plural continues the phrase: "news organisations", but "boats sank".
            if head.is_some() && !self.is_plural(text, atoms, here) {
                break;
            }
            end = here + 1;
            if self.is_plural(text, atoms, here) && !self.is_possessive(text, atoms, here + 1) {
                head = Some(here);
            }
            here += 1;
        }
        (end > start).then_some((start, end))
    }

    /// True where a coordinated noun phrase with a plural head begins: "(soldiers) and police".
    fn heads_next(&self, text: &str, atoms: &[Atom], at: usize) -> bool {
        (at..at + 3).take_while(|&i| self.names(atoms, i)).any(|i| self.is_plural(text, atoms, i))
    }

    fn is(&self, table: &PhraseTable<()>, atoms: &[Atom], at: usize) -> bool {
        atoms.get(at).is_some_and(|atom| table.word(atom.key).is_some())
    }

    /// True for a word that a noun phrase may hold.
    fn names(&self, atoms: &[Atom], at: usize) -> bool {
        atoms.get(at).is_some_and(Atom::is_word)
            && !self.is(&self.stops, atoms, at)
            && !self.is(&self.joiners, atoms, at)
            && !self.is(&self.partitives, atoms, at)
            && !self.is(&self.numbers, atoms, at)
    }

    fn is_hyphen(&self, text: &str, atoms: &[Atom], at: usize) -> bool {
        atoms.get(at).is_some_and(|atom| matches!(atom.of(text), "-" | "\u{2010}" | "\u{2011}"))
    }

    /// Where a number ends that begins here: "47", "900,000", "4.1 million", "twelve".
    fn past_number(&self, atoms: &[Atom], from: usize) -> usize {
        let glued_digits = |at: usize| atoms.get(at).is_some_and(|atom| atom.is_digits() && !atom.spaced);
        let mut at = from;
        while let Some(atom) = atoms.get(at) {
            let mark = at > from && atom.class == AtomClass::Sign && !atom.spaced && glued_digits(at + 1);
            if !(atom.is_digits() || mark || self.is(&self.numbers, atoms, at)) {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_possessive(&self, text: &str, atoms: &[Atom], at: usize) -> bool {
        let mark = atoms.get(at).is_some_and(|atom| matches!(atom.of(text), "'" | "\u{2019}"));
        mark && atoms.get(at + 1).is_some_and(|atom| !atom.spaced && atom.span.len() == 1)
    }

    fn is_plural(&self, text: &str, atoms: &[Atom], at: usize) -> bool {
        let Some(atom) = atoms.get(at) else { return false };
        if self.collectives.word(atom.key).is_some() {
            return true;
        }
        let word = atom.of(text);
        let ends = |endings: &[Box<str>]| endings.iter().any(|ending| word.ends_with(&**ending));
        word.len() > 2
            && ends(&self.plural_endings)
            && !ends(&self.singular_endings)
            && self.singulars.word(atom.key).is_none()
    }

    fn rate(&self, atoms: &[Atom], end: usize) -> Option<Arc<str>> {
        let keys = |from: usize| atoms.get(from..).unwrap_or(&[]).iter().map(|atom| atom.key);
        let (length, ()) = self.rate.longest(keys(end))?;
        self.periods.longest(keys(end + length)).map(|(_, name)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lang::Pack,
        number::{Reader, testing::Sample},
        quantity::Tagger,
    };

    fn counted(text: &str) -> Vec<String> {
        let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
        let sample = Sample::new(text);
        let view = sample.view();
        let numerals = Reader::new(&language).unwrap().read(&view);
        let mut quantities = Tagger::new(&language).unwrap().tag(&view, &numerals);
        Resolver::new(&language, Default::default()).unwrap().counted(
            &view,
            &Parse::default(),
            &mut quantities,
        );
        let show = |q: &Quantity| {
            let noun = q.counted.map_or("-", |span| span.of(text));
            q.per.as_ref().map_or(noun.to_owned(), |per| format!("{noun} per {per}"))
        };
        quantities.iter().map(show).collect()
    }

    #[test]
    fn a_finite_verb_is_not_counted() {
        use crate::model::Word;
        let sample = Sample::new("Ten recover.");
        let view = sample.view();
        let mut atoms = Vec::new();
        cut(&view, sample.sentences[0].tokens, &mut atoms);
        let parse = |features: &str| {
            let verb = Word { upos: Upos::Verb, features: Features::parse(features), ..Word::default() };
            Parse { words: vec![Word::default(), verb, Word::default()], ..Parse::default() }
        };
        assert_eq!(without_verbs(&parse("Tense=Pres|VerbForm=Fin"), &atoms, 1, 2), 1);
        assert_eq!(without_verbs(&parse("Tense=Past|VerbForm=Part"), &atoms, 1, 2), 2);
        assert_eq!(without_verbs(&Parse::default(), &atoms, 1, 2), 2);
    }

    #[test]
    fn finds_the_noun_phrase() {
        for (text, want) in [
            ("It sent around 900 nurses and doctors to Goma.", "nurses and doctors"),
            ("About 300 armed and masked militia members left Gao.", "armed and masked militia members"),
            ("Tens of thousands of hungry people fled.", "hungry people"),
            ("It gets 30 letters a week from readers.", "letters per week"),
            ("One of his drivers was hurt.", "drivers"),
            ("It lists over 40 other clubs and unions, it says.", "clubs and unions"),
            ("A six-party alliance won.", "party"),
            ("Some 120 villagers remained.", "villagers"),
            ("It is one of the region's biggest buyers of maize.", "region's biggest buyers"),
            ("He has 12.", "-"),
            ("Another 150 more might come.", "-"),
        ] {
            assert_eq!(counted(text), [want], "{text}");
        }
    }

    #[test]
    fn a_part_counts_what_its_whole_counts() {
        assert_eq!(counted("In nine of the county's twelve wards they voted."), ["wards", "wards"]);
        assert_eq!(counted("Six of its 60 guards left."), ["guards", "guards"]);
        assert_eq!(counted("A quarter of the county's 1.2 million voters came."), ["voters", "voters"]);
    }
}
