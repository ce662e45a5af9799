//! What a language pack says of single words, as flags by key.

use super::table::Table;
use crate::{
    lang::{AbbreviationKind, TextPack},
    model::WordKey,
};

/// What is known of a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facets(u32);

impl Facets {
    pub const NEVER: Self = Self(1);
    pub const NUMBER: Self = Self(1 << 1);
    pub const DATE: Self = Self(1 << 2);
    pub const CLOCK: Self = Self(1 << 3);
    pub const COMPANY: Self = Self(1 << 4);
    pub const PLAIN: Self = Self(1 << 5);
    /// The abbreviation wants a capital.
    pub const CAPITAL: Self = Self(1 << 6);
    pub const STARTER: Self = Self(1 << 7);
    pub const PREPOSITION: Self = Self(1 << 8);
    pub const AFTER_CLOCK: Self = Self(1 << 9);
    pub const PREFIX: Self = Self(1 << 10);
    pub const UNIT: Self = Self(1 << 11);
    pub const LETTER_WORD: Self = Self(1 << 12);
    /// A month or a day of the week.
    pub const CALENDAR: Self = Self(1 << 14);
    /// May stand beside a date on a line of its own.
    pub const DATE_WORD: Self = Self(1 << 15);

    /// Goes with the hour before it.
    pub const WITH_CLOCK: Self = Self(1 << 9 | 1 << 14);
    /// Any class of abbreviation.
    pub const ABBREVIATION: Self = Self(0b11_1111);

    /// The set without the flags of another.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// True where the two sets share a flag.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of words, by key.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Table,
    /// Words that are two: the key, and the byte at which to cut.
    cuts: Vec<(WordKey, usize)>,
    /// A bit for each of them, so that other words are told without a look-up.
    cut_bits: u64,
    /// Clitics, the longest first, in lower case with straight apostrophes.
    pub clitics: Vec<String>,
    /// Elided words that stand before an apostrophe, with it.
    pub elisions: Vec<String>,
}

impl Lexicon {
    pub fn new(pack: &TextPack) -> Self {
        let mut words: Vec<(WordKey, Facets)> = Vec::new();
        let mut enter = |list: &[String], facets: Facets| {
            words.extend(list.iter().map(|word| (WordKey::of(word), facets)));
        };
        for class in &pack.abbreviations {
            let kind = match class.kind {
                AbbreviationKind::Never => Facets::NEVER,
                AbbreviationKind::Number => Facets::NUMBER,
                AbbreviationKind::Date => Facets::DATE,
                AbbreviationKind::Clock => Facets::CLOCK,
                AbbreviationKind::Company => Facets::COMPANY,
                AbbreviationKind::Plain => Facets::PLAIN,
            };
            let (capital, any): (Vec<_>, Vec<_>) =
                class.words.iter().cloned().partition(|word| word.starts_with(char::is_uppercase));
            enter(&capital, Facets(kind.0 | Facets::CAPITAL.0));
            enter(&any, kind);
        }
        enter(&pack.starters, Facets::STARTER);
        enter(&pack.prepositions, Facets::PREPOSITION);
        enter(&pack.after_clock, Facets::AFTER_CLOCK);
        enter(&pack.calendar, Facets::CALENDAR);
        enter(&pack.date_words, Facets::DATE_WORD);
        enter(&pack.tokens.prefixes, Facets::PREFIX);
        enter(&pack.tokens.units, Facets::UNIT);
        enter(&pack.tokens.letter_words, Facets::LETTER_WORD);
        let mut cuts = Vec::new();
        for cut in &pack.tokens.cuts {
            if let Some((left, right)) = cut.split_once('|') {
                let key = WordKey::of(&format!("{left}{right}"));
                cuts.push((key, left.len()));
            }
        }
        let mut clitics = pack.tokens.clitics.clone();
        clitics.sort_by_key(|clitic| std::cmp::Reverse(clitic.len()));
        let mut lexicon = Self {
            words: Table::with_room(words.len()),
            cut_bits: cuts.iter().fold(0, |bits, (key, _)| bits | cut_bit(*key)),
            cuts,
            clitics,
            elisions: pack.tokens.elisions.clone(),
        };
        for (key, facets) in words {
            lexicon.insert(key, facets);
        }
        lexicon
    }

    fn insert(&mut self, key: WordKey, facets: Facets) {
        // An abbreviation that stands with and without a capital counts for every case.
        let (known, capital) = (self.get(key), Facets::CAPITAL.0);
        let both = known.any(Facets::ABBREVIATION) && facets.any(Facets::ABBREVIATION);
        let keep = if both { !capital | (known.0 & facets.0 & capital) } else { !0 };
        self.words.set(key, (known.0 | facets.0) & keep);
    }

    /// What is known of the word with this key; nothing where it is not listed.
    #[inline]
    pub fn get(&self, key: WordKey) -> Facets {
        Facets(self.words.get(key))
    }

    /// The byte at which a word that is two is cut.
    #[inline]
    pub fn cut(&self, key: WordKey) -> Option<usize> {
        if self.cut_bits & cut_bit(key) == 0 {
            return None;
        }
        self.cuts.iter().find(|cut| cut.0 == key).map(|cut| cut.1)
    }
}

/// One of 64 bits for each word.
const fn cut_bit(key: WordKey) -> u64 {
    1 << (key.0 >> 58)
}
