//! From scores of tags to names: the best sequence in which every I- continues a name of its own kind (Viterbi 1967).

use super::belief::share;
use crate::model::EntityType;

/// The classes of names.
#[derive(Debug)]
pub(super) struct Tags {
    tags: Vec<Tag>,
    /// For each tag, the tags that may stand before it.
    before: Vec<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Outside,
    Begin(EntityType),
    Inside(EntityType),
}

/// A name in a sentence: its words and how sure the encoder is, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: EntityType,
    pub score: f32,
}

/// What decoding needs, from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    came_from: Vec<u8>,
    best: Vec<f32>,
    next: Vec<f32>,
    chosen: Vec<u8>,
}

impl Tags {
    /// Reads the classes: O, B-PER, I-PER and so on; `None` where one is unknown.
    pub fn parse(classes: &[String]) -> Option<Self> {
        let tag = |class: &String| {
            let kind = |name: &str| match name {
                "PER" => Some(EntityType::Person),
                "ORG" => Some(EntityType::Org),
                "LOC" => Some(EntityType::Loc),
                _ => None,
            };
            match class.split_once('-') {
                Some(("B", name)) => kind(name).map(Tag::Begin),
                Some(("I", name)) => kind(name).map(Tag::Inside),
                _ => (class == "O").then_some(Tag::Outside),
            }
        };
        let tags: Vec<_> = classes.iter().map(tag).collect::<Option<_>>()?;
        let may = |before: Tag, after: Tag| match after {
            Tag::Inside(kind) => before == Tag::Begin(kind) || before == Tag::Inside(kind),
            _ => true,
        };
        let before = tags
            .iter()
            .map(|&after| (0..).zip(&tags).filter(|&(_, &b)| may(b, after)).map(|(n, _)| n).collect());
        Some(Self { before: before.collect(), tags })
    }

    /// The names of a sentence of `words` words, of which `scores` gives the scores of all tags.
    pub fn decode<'s>(
        &self,
        words: usize,
        scores: impl Fn(usize) -> &'s [f32],
        lattice: &mut Lattice,
        found: &mut Vec<Found>,
    ) {
        let count = self.tags.len();
        let outside = |row: &[f32]| self.tags[greatest(row)] == Tag::Outside;
        // Most sentences hold no name at all.
        if (0..words).all(|word| outside(scores(word))) {
            return;
        }
        let Lattice { came_from, best, next, chosen } = lattice;
        came_from.clear();
        best.clear();
        // Nothing may begin inside a name.
        best.extend(
            self.tags.iter().map(|tag| if matches!(tag, Tag::Inside(_)) { f32::NEG_INFINITY } else { 0.0 }),
        );
        for word in 0..words {
            let row = scores(word);
            next.clear();
            for tag in 0..count {
                let (mut from, mut top) = (tag as u8, if word == 0 { best[tag] } else { f32::NEG_INFINITY });
                for &before in self.before[tag].iter().filter(|_| word > 0) {
                    if best[before as usize] > top {
                        (from, top) = (before, best[before as usize]);
                    }
                }
                came_from.push(from);
                next.push(top + row[tag]);
            }
            std::mem::swap(best, next);
        }
        let mut tag = greatest(best) as u8;
        chosen.clear();
        for word in (0..words).rev() {
            chosen.push(tag);
            tag = came_from[word * count + tag as usize];
        }
        chosen.reverse();
        let mut word = 0;
        while word < words {
            let Tag::Begin(kind) = self.tags[chosen[word] as usize] else {
                word += 1;
                continue;
            };
            let inside = |word: &usize| self.tags[chosen[*word] as usize] == Tag::Inside(kind);
            let end = (word + 1..words).take_while(inside).last().map_or(word + 1, |last| last + 1);
            let sure: f32 = (word..end).map(|w| share(scores(w), chosen[w] as usize)).sum();
            found.push(Found { start: word, end, kind, score: (sure / (end - word) as f32).min(1.0) });
            word = end;
        }
    }
}

/// The place of the greatest of a few scores; of equals, the first.
fn greatest(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, nth| if scores[nth] > scores[best] { nth } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags() -> Tags {
        Tags::parse(&["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"].map(String::from)).unwrap()
    }

    fn decode(rows: &[[f32; 7]]) -> Vec<Found> {
        let mut found = Vec::new();
        tags().decode(rows.len(), |word| &rows[word], &mut Lattice::default(), &mut found);
        found
    }

    /// A row in which one tag scores 9, and another 8.
    fn row(first: usize, second: usize) -> [f32; 7] {
        std::array::from_fn(|tag| {
            if tag == first {
                9.0
            } else if tag == second {
                8.0
            } else {
                0.0
            }
        })
    }

    #[test]
    fn names_are_cut_at_their_beginnings() {
        let found = decode(&[row(0, 5), row(1, 3), row(2, 4), row(1, 0), row(0, 1)]);
        let spans: Vec<_> = found.iter().map(|name| (name.start, name.end, name.kind)).collect();
        assert_eq!(spans, [(1, 3, EntityType::Person), (3, 4, EntityType::Person)]);
        assert!(found.iter().all(|name| (0.7..0.75).contains(&name.score)));
    }

    #[test]
    fn nothing_continues_a_name_of_another_kind() {
        assert_eq!(decode(&[row(2, 1)]).len(), 1);
        let found = decode(&[row(3, 0), row(2, 4)]);
        assert_eq!((found.len(), found[0].end, found[0].kind), (1, 2, EntityType::Org));
        assert_eq!(decode(&[row(0, 1), row(0, 2)]), []);
        assert_eq!(decode(&[]), []);
    }
}
