//! The classes that a language gives its words, as far as names are concerned: one table from a word's key to a set of flags.

use crate::{
    lang::NamePack,
    model::{EntityType, WordKey},
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// Classes of a word, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// "Mr.", "Dr.".
    pub const HONORIFIC: Self = Self(1);
    /// "President", "Minister".
    pub const OFFICE: Self = Self(1 << 1);
    /// "Prime", "Foreign", "Deputy".
    pub const MODIFIER: Self = Self(1 << 2);
    /// "spokesman", in lower case.
    pub const ROLE: Self = Self(1 << 3);
    /// "bin", "van", "al".
    pub const PARTICLE: Self = Self(1 << 4);
    /// "of", "for", "and".
    pub const LINK: Self = Self(1 << 5);
    /// Those of the links that may begin a joined part.
    pub const JOINER: Self = Self(1 << 6);
    /// Never part of a name's beginning.
    pub const FUNCTION: Self = Self(1 << 7);
    /// Before a place.
    pub const LOCATIVE: Self = Self(1 << 8);
    /// Before little else than a place.
    pub const PLACE_ONLY: Self = Self(1 << 9);
    /// After a speaker.
    pub const SPEECH: Self = Self(1 << 10);
    /// Weekdays, months.
    pub const CALENDAR: Self = Self(1 << 11);
    /// All in capitals, and yet no name.
    pub const ABBREVIATION: Self = Self(1 << 12);
    /// "North", "central".
    pub const DIRECTION: Self = Self(1 << 13);
    /// "Jr.".
    pub const SUFFIX: Self = Self(1 << 14);
    /// Before a publisher or platform.
    pub const MEDIUM: Self = Self(1 << 15);
    /// Stands in lower case far more often than with a capital.
    pub const COMMON: Self = Self(1 << 16);
    /// Belongs to the name before such a noun as "Storm".
    pub const BEFORE_HEAD: Self = Self(1 << 17);
    /// Behind a town's name: "police", "residents".
    pub const PLACE_NOUN: Self = Self(1 << 18);
    /// Behind a division's name: "province", "states".
    pub const DIVISION: Self = Self(1 << 19);
    /// "village": before "of" and a place's name, or behind it and a comma.
    pub const SETTLEMENT: Self = Self(1 << 21);
    /// "and", "or".
    pub const CONJUNCTION: Self = Self(1 << 20);

    /// True where every flag of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True where any flag of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of flags.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What a head noun says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// What the name is.
    pub kind: EntityType,
    /// True where the noun stands before the rest.
    pub first: bool,
    /// True where the name may go on behind the noun.
    pub of: bool,
    /// True where a town before it belongs to the name.
    pub own: bool,
    /// True where a number behind it belongs to the name.
    pub numbered: bool,
}

/// Keys are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ byte as u64;
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map whose keys are word keys.
pub type KeyMap<V> = HashMap<WordKey, V, BuildHasherDefault<Same>>;

/// Classes and head nouns, by word.
#[derive(Debug, Default)]
pub struct Lexicon {
    classes: KeyMap<Class>,
    last: KeyMap<Head>,
    first: KeyMap<Head>,
}

impl Lexicon {
    /// Compiles what the language says.
    pub fn new(pack: &NamePack) -> Self {
        let words = &pack.words;
        let mut lexicon = Self::default();
        // A word of the list and the space behind it take some eight bytes.
        lexicon.classes.reserve(pack.common.len() / 8 + 1500);
        for (list, class) in [
            (&words.honorific, Class::HONORIFIC),
            (&words.office, Class::OFFICE),
            (&words.modifier, Class::MODIFIER),
            (&words.role, Class::ROLE),
            (&words.particle, Class::PARTICLE),
            (&words.link, Class::LINK),
            (&words.joiner, Class::JOINER),
            (&words.function, Class::FUNCTION),
            (&words.locative, Class::LOCATIVE),
            (&words.place_only, Class::PLACE_ONLY),
            (&words.speech, Class::SPEECH),
            (&words.calendar, Class::CALENDAR),
            (&words.abbreviation, Class::ABBREVIATION),
            (&words.direction, Class::DIRECTION),
            (&words.suffix, Class::SUFFIX),
            (&words.medium, Class::MEDIUM),
            (&words.place_noun, Class::PLACE_NOUN),
            (&words.division, Class::DIVISION),
            (&words.settlement, Class::SETTLEMENT),
            (&words.conjunction, Class::CONJUNCTION),
        ] {
            for word in list.split_whitespace() {
                lexicon.add(word, class);
            }
        }
        for word in pack.common.split_ascii_whitespace() {
            lexicon.add(word, Class::COMMON);
        }
        for head in &pack.heads {
            let entry = Head {
                kind: head.kind,
                first: head.first,
                of: head.of,
                own: head.own,
                numbered: head.numbered,
            };
            let map = if head.first { &mut lexicon.first } else { &mut lexicon.last };
            for word in &head.words {
                map.entry(WordKey::of(word)).or_insert(entry);
            }
            for word in &head.before {
                lexicon.add(word, Class::BEFORE_HEAD);
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, class: Class) {
        let entry = self.classes.entry(WordKey::of(word)).or_default();
        *entry = entry.or(class);
    }

    /// The classes of a word.
    pub fn class(&self, key: WordKey) -> Class {
        self.classes.get(&key).copied().unwrap_or_default()
    }

    /// What a noun at the end of a name says of it.
    pub fn last(&self, key: WordKey) -> Option<Head> {
        self.last.get(&key).copied()
    }

    /// What a noun at the beginning of a name says of it.
    pub fn first(&self, key: WordKey) -> Option<Head> {
        self.first.get(&key).copied()
    }
}
