//! The members of a list of things.

use super::{lexicon::Classes, tree::Tree};
use crate::model::{Relation, Upos};

/// The most members of a list that get rows of their own.
pub(super) const SPLIT: usize = 6;

/// A member of a list is doubted where the parser is less sure of it.
const SURE: f32 = 0.8;

/// The members of a list, or the one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    pub heads: Vec<u32>,
    /// They stand for one thing together: "between A and B", "30 soldiers and police".
    pub together: bool,
}

impl Tree<'_> {
    /// The members of the list that begins with `head`.
    pub fn members(&self, head: u32) -> Members {
        let alike = |member: u32| !self.is_clause(member) && !self.is_description(head, member);
        let others = self.by(head, &[Relation::Conj]).filter(|&member| alike(member));
        let mut heads = vec![head];
        heads.extend(others.take(SPLIT - 1));
        let together = heads.len() > 1 && self.is_together(head, &heads);
        if together {
            heads.truncate(1);
        }
        Members { heads, together }
    }

    /// "Osei, thinner and with a grey beard, said": how somebody looked is nobody.
    fn is_description(&self, head: u32, member: u32) -> bool {
        let nominal = |word: u32| matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
        let led = |word: u32| self.first_by(word, Relation::Case).is_some();
        let quality = self.upos(member) == Upos::Adj && self.mention(member).is_none();
        let subject = self.universal(head) == Relation::Nsubj;
        nominal(head) && subject && (quality && self.form(member - 1) == "," || led(member) && !led(head))
    }

    /// "a boat with three men and a ladder": what the parser doubts to be beside the first may be beside what hangs on that.
    pub fn is_inner(&self, first: u32, member: u32) -> bool {
        let counted = |word: u32| self.by(word, &[Relation::Nummod]).next().is_some();
        let inside = |inner: u32| first < inner && inner < member && !self.is_one(first, inner);
        // "the boxes of the firm, and the machine", "for boxes of card and for a machine"
        let apart = self.by(member, &[Relation::Cc]).any(|cc| cc > first && self.form(cc - 1) == ",");
        self.belief(member) < SURE
            && self.by(first, &[Relation::Nmod, Relation::Appos]).any(inside)
            && !(apart || self.is_led(member) || counted(first) && counted(member))
    }

    fn is_together(&self, head: u32, heads: &[u32]) -> bool {
        let opened = self.children(head).any(|child| {
            matches!(self.universal(child), Relation::Case | Relation::Cc)
                && self.is(child, Classes::TOGETHER)
        });
        if opened || heads.iter().any(|&member| member != head && self.is_one(member, head)) {
            return true;
        }
        // "30 soldiers and police": the number counts both.
        let counted = self.by(head, &[Relation::Nummod]).any(|number| number < head);
        let bare = |word: u32| {
            self.upos(word) == Upos::Noun
                && self.children(word).all(|child| {
                    matches!(self.universal(child), Relation::Cc | Relation::Punct | Relation::Compound)
                })
        };
        counted && heads.iter().skip(1).all(|&member| bare(member))
    }
}
