//! Spelling variants of transliterated names: "Wagadugu" for Ouagadougou, "Qadhafi" for Gaddafi. Off unless asked for.
//!
//! A name is respelt first, so that letters which transliterators use for one sound are one letter ("ou" and "w", "kh" and "q"). Two names may
//! be variants where the respelt forms have the same consonants, which is how they are looked up; they are where the respelt forms differ by few
//! letters, which after the consonants are mostly vowels. So no variant adds an "s" or swaps an "m" for an "n": those are other names.

use super::{Candidate, Gazetteer, Match, fold, index::Entry, index::Index, layout::tag};
use crate::model::{EntityType, TokenSpan, View, WordKey};

/// Shorter respelt forms are too short to tell variants from other names.
const LEAST: usize = 4;
/// With fewer consonants, or fewer than [`LONG`] letters, respelt forms must be the same.
const CONSONANTS: usize = 3;
/// See [`CONSONANTS`].
const LONG: usize = 5;
/// A place whose respelt name is shorter needs evidence that a place is meant.
const SURE: usize = 8;
/// From this length on, the names of persons may differ in two letters.
const PERSON: usize = 12;

/// The names of one index by their consonants: key and number of the name, in order.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    names: Vec<(u32, u32)>,
}

impl Sounds {
    /// Reads all names of an index: some tenths of a second for half a million.
    pub fn new(index: &Index) -> Self {
        let mut names = Vec::with_capacity(index.names() as usize);
        let mut spelling = String::new();
        for at in 0..index.names() {
            let Some(entry) = index.entry(at).filter(has_variants) else { continue };
            respell(index.name(&entry), &mut spelling);
            names.extend(key(&spelling).map(|key| (key, at)));
        }
        names.sort_unstable();
        Self { names }
    }

    fn of(&self, key: u32) -> impl Iterator<Item = u32> {
        let start = self.names.partition_point(|(known, _)| *known < key);
        self.names[start..].iter().take_while(move |(known, _)| *known == key).map(|(_, name)| *name)
    }
}

/// True for a name that a text may spell in another way: no acronym, no common word, no adjective.
fn has_variants(entry: &Entry) -> bool {
    let none = tag::ACRONYM | tag::CODE | tag::EXACT | tag::CONTEXT | tag::DEMONYM | tag::BEHIND;
    entry.tags & none == 0
}

impl Gazetteer {
    /// Makes [`Gazetteer::variants`] find variants.
    pub fn with_variants(mut self) -> Self {
        for layer in &mut self.layers {
            layer.sounds = Some(Sounds::new(&layer.index));
        }
        self
    }

    /// True where variants are found.
    pub fn has_variants(&self) -> bool {
        self.layers.iter().any(|layer| layer.sounds.is_some())
    }

    /// The names of which these tokens may be a variant: the nearest ones, of the user's list before ours.
    pub fn variants(&self, view: &View<'_>, tokens: TokenSpan) -> Option<Match> {
        let candidates = self.nearest(view.span(tokens).of(view.text));
        (!candidates.is_empty()).then_some(Match { tokens, candidates })
    }

    /// What a name may be a variant of, nearest only.
    pub fn nearest(&self, name: &str) -> Vec<Candidate> {
        let mut spelling = String::new();
        respell(name, &mut spelling);
        let Some(key) = key(&spelling) else { return Vec::new() };
        let mut best = edits(spelling.len()) + 1;
        let mut found: Vec<Candidate> = Vec::new();
        let mut other = String::new();
        for (number, layer) in self.layers.iter().enumerate().rev() {
            for at in layer.sounds.iter().flat_map(|sounds| sounds.of(key)) {
                let Some(entry) = layer.index.entry(at).filter(|entry| !layer.replaces(entry.row)) else {
                    continue;
                };
                respell(layer.index.name(&entry), &mut other);
                // The shorter of two names says how much they may differ.
                let most = best.min(edits(other.len()) + 1);
                let Some(distance) = distance(spelling.as_bytes(), other.as_bytes(), most) else { continue };
                let row = layer.offset + entry.row;
                // "Mario" and "Maria" of one family are two persons.
                let person = self.row(row).is_some_and(|row| row.kind == EntityType::Person);
                if person && distance > 1 && other.len() < PERSON {
                    continue;
                }
                if distance < best {
                    found.clear();
                    best = distance;
                }
                if distance == best && found.iter().all(|candidate| candidate.row != row) {
                    found.push(Candidate {
                        row,
                        demonym: false,
                        context: number == 0
                            && spelling.len() < SURE
                            && self.row(row).is_some_and(|row| row.kind.is_place()),
                        canonical: entry.tags & tag::OWN != 0,
                        former: entry.tags & tag::FORMER != 0,
                        foreign: entry.is_foreign(),
                        own: number > 0,
                        variant: true,
                    });
                }
            }
        }
        found.sort_by_key(|candidate| {
            (!candidate.own, std::cmp::Reverse(self.row(candidate.row).map_or(0, |row| row.population)))
        });
        found
    }
}

/// In how many letters two respelt forms of this length may differ.
const fn edits(length: usize) -> usize {
    match length {
        ..6 => 0,
        6 => 1,
        _ => 2,
    }
}

/// Letters that stand for one sound, longest first, and the one letter that replaces them.
const SPELLINGS: [(&str, char); 21] = [
    ("tch", 's'),
    ("sch", 's'),
    ("dzh", 'j'),
    ("sh", 's'),
    ("ch", 's'),
    ("dj", 'j'),
    ("zh", 'j'),
    ("kh", 'k'),
    ("gh", 'g'),
    ("ck", 'k'),
    ("dh", 'd'),
    ("th", 't'),
    ("ph", 'f'),
    ("bh", 'b'),
    ("ou", 'u'),
    ("oo", 'u'),
    ("ee", 'i'),
    ("w", 'u'),
    ("y", 'i'),
    ("q", 'k'),
    ("c", 'k'),
];

/// Writes a name without accents and spaces, each sound as one letter, each letter once, without an "h" at the end.
fn respell(name: &str, into: &mut String) {
    into.clear();
    let folded = fold::fold(name);
    let mut rest = folded.as_str();
    while let Some(letter) = rest.chars().next() {
        // "Cissé" and "Sissé".
        let soft = rest.starts_with("ce") || rest.starts_with("ci");
        let (length, letter) = match SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            Some(("c", _)) if soft => (1, 's'),
            Some((spelling, letter)) => (spelling.len(), *letter),
            None => (letter.len_utf8(), letter),
        };
        if !into.ends_with(letter) {
            into.push(letter);
        }
        rest = &rest[length..];
    }
    if into.ends_with('h') {
        into.pop();
    }
}

/// The key of a respelt form's consonants; `None` where it is too short to have variants, or not in Latin letters.
fn key(spelling: &str) -> Option<u32> {
    if spelling.len() < LEAST || !spelling.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let class = |byte| match byte {
        b'g' => b'k',
        b'z' => b's',
        b'v' => b'f',
        b'd' => b't',
        other => other,
    };
    let mut consonants = String::new();
    for byte in spelling.bytes().filter(|byte| !b"aeiouh".contains(byte)).map(class) {
        if !consonants.ends_with(byte as char) {
            consonants.push(byte as char);
        }
    }
    let loose = consonants.len() >= CONSONANTS && spelling.len() >= LONG;
    // The mark keeps one name's letters apart from another's consonants.
    let text = if loose { consonants } else { ["=", spelling].concat() };
    Some((WordKey::of(&text).0 >> 32) as u32)
}

/// The edit distance (Levenshtein 1966) of two short texts; `None` where it is `most` or more.
fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) >= most {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        let mut least = row[0];
        for (place, known) in other.iter().enumerate() {
            let cost = (diagonal + usize::from(letter != known)).min(row[place] + 1).min(row[place + 1] + 1);
            diagonal = std::mem::replace(&mut row[place + 1], cost);
            least = least.min(cost);
        }
        if least >= most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance < most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str, name: &str) -> Vec<String> {
        let gazetteer = Gazetteer::parse(list).unwrap().with_variants();
        let found = gazetteer.nearest(name).into_iter();
        found.filter_map(|c| Some(gazetteer.row(c.row)?.name().to_owned())).collect()
    }

    const LIST: &str = "name\ttype\taliases\nOuagadougou\tGPE\t\nMuammar Gaddafi\tPERSON\t\nKharkiv\tGPE\t\nTimbuktu\tGPE\t\n\
                        Tinzaouaten\tGPE\t\nMartin\tGPE\t\nNiono\tGPE\t\nAnsar Dine\tORG\tADINE{acronym}\nHezbollah\tORG\t\nRafah\tGPE\t\n";

    #[test]
    fn transliterations_meet() {
        for (variant, name) in [
            ("Wagadugu", "Ouagadougou"),
            ("Moammar Qadhafi", "Muammar Gaddafi"),
            ("Muammar al-Gaddafi", ""),
            ("Timbuctoo", "Timbuktu"),
            ("Tin Zawatene", "Tinzaouaten"),
            ("Tinzawaten", "Tinzaouaten"),
            ("Ansar Eddine", "Ansar Dine"),
            ("Hizbullah", "Hezbollah"),
            ("Raffa", "Rafah"),
        ] {
            let wanted: Vec<&str> = [name].into_iter().filter(|name| !name.is_empty()).collect();
            assert_eq!(names(LIST, variant), wanted, "{variant}");
        }
    }

    #[test]
    fn other_names_do_not() {
        for other in [
            "Martins",
            "Marvin",
            "Kharkov Oblast",
            "Nino",
            "Tambakota",
            "Hezb",
            "Riffa",
            "Tinzaouatenga",
            "Харьков",
        ] {
            assert_eq!(names(LIST, other), Vec::<String>::new(), "{other}");
        }
    }

    #[test]
    fn nothing_varies_unless_asked() {
        let gazetteer = Gazetteer::parse(LIST).unwrap();
        assert!(!gazetteer.has_variants());
        assert_eq!(gazetteer.nearest("Wagadugu"), []);
    }

    #[test]
    fn distances_are_bounded() {
        assert_eq!(distance(b"kadafi", b"gadafi", 2), Some(1));
        assert_eq!(distance(b"kitten", b"sitting", 4), Some(3));
        assert_eq!(distance(b"kitten", b"sitting", 3), None);
        assert_eq!(distance(b"a", b"abcd", 3), None);
        assert_eq!(distance(b"", b"", 1), Some(0));
    }
}
