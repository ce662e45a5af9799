//! "between Hombori and Gossi": the members of a list are alike, and one that is surely a place speaks for the others.

use super::{
    Atlas,
    reading::{Reading, placehood},
};
use crate::{
    gazetteer::Level,
    mention::{Class, Lexicon, Name},
    model::{TokenSpan, View},
};

/// What stands between two names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Conjunction,
    Comma,
    Other,
}

/// What makes two places alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Both are countries.
    Country,
    /// Both are first-level divisions of this country.
    Division(u16),
    /// Both lie in this first-level division.
    Neighbour(u16),
    /// Both lie in this country.
    Compatriot(u16),
}

/// The likenesses of a name's readings, each with the share that is alike.
pub(super) type Tally = Vec<(Likeness, f32)>;

impl Atlas {
    /// Finds the lists: stretches of names with nothing but commas and conjunctions between them, at least one of these.
    pub(super) fn find_lists(&mut self, view: &View<'_>, lexicon: &Lexicon, names: &[Name]) {
        self.listed = vec![false; names.len()];
        let mut start = 0;
        while start + 1 < names.len() {
            let mut end = start;
            let mut joined = false;
            while let Some(next) = names.get(end + 1).filter(|_| self.container[end].is_none()) {
                let gap = gap(view, lexicon, TokenSpan::new(names[end].tokens.end, next.tokens.start));
                if gap == Gap::Other {
                    break;
                }
                joined |= gap == Gap::Conjunction;
                end += 1;
                if gap == Gap::Conjunction {
                    break;
                }
            }
            if joined {
                self.listed[start + 1..=end].fill(true);
            }
            start = end.max(start + 1);
        }
    }

    /// For each group, the groups that stand beside it in a list.
    pub(super) fn partners(&self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for at in (1..self.listed.len()).filter(|at| self.listed[*at]) {
            let two_before = at.checked_sub(2).filter(|_| self.listed[at - 1]);
            for other in [Some(at - 1), two_before].into_iter().flatten() {
                if let (Some(one), Some(other)) = (self.group_of[at], self.group_of[other])
                    && one != other
                {
                    pairs.extend([(one, other), (other, one)]);
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The likenesses of each group's readings, by their shares of now.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        let tally = |readings: &[Reading]| {
            let mut tally = Tally::new();
            for reading in readings.iter().filter(|reading| reading.share > 0.02) {
                for (likeness, _) in likenesses(reading).into_iter().flatten() {
                    match tally.iter_mut().find(|(known, _)| *known == likeness) {
                        Some((_, share)) => *share += reading.share,
                        None => tally.push((likeness, reading.share)),
                    }
                }
            }
            tally
        };
        self.groups.iter().map(|group| tally(&self.readings[group.readings.clone()])).collect()
    }

    /// Tells each member of a list that its neighbour is surely a place, and that a preposition of place stands before the list.
    pub(super) fn spread(&mut self, names: &[Name]) {
        for at in 1..self.listed.len() {
            if !self.listed[at] {
                continue;
            }
            let before = self.evidence[at - 1];
            let sure = [at - 1, at].map(|at| self.is_sure(names, at));
            let evidence = &mut self.evidence[at];
            if sure[0] {
                evidence.listed = true;
                evidence.placed |= before.placed && !before.dateline;
                evidence.locative |= before.locative;
            }
            self.evidence[at - 1].listed |= sure[1];
        }
        // "Plateau and Benue states": the noun belongs to all.
        for at in (1..self.listed.len()).rev() {
            if !self.listed[at] {
                continue;
            }
            self.evidence[at - 1].division |= self.evidence[at].division;
        }
    }

    /// True for a name that is a place without the help of others.
    fn is_sure(&self, names: &[Name], at: usize) -> bool {
        let Some(group) = self.group_of[at].map(|group| &self.groups[group as usize]) else { return false };
        let Some(known) = &names[at].known else { return false };
        let readings = self.readings[group.readings.clone()].iter().zip(&known.candidates);
        let evidence = &self.evidence[at];
        readings.into_iter().any(|(reading, candidate)| {
            !candidate.context && placehood(evidence, candidate, reading, group) > 0.5
        })
    }
}

/// How alike a reading is to the others that share a list with its name, from 0 to 1.
pub(super) fn alike<'t>(reading: &Reading, partners: impl Iterator<Item = &'t Tally>) -> f32 {
    let own = likenesses(reading);
    let shares = partners.flat_map(|tally| {
        tally.iter().map(|(known, share)| {
            let worth = own.iter().flatten().find(|(likeness, _)| likeness == known);
            worth.map_or(0.0, |(_, worth)| worth * share)
        })
    });
    shares.fold(0.0, f32::max)
}

/// What a reading has in common with others like it, and what that is worth.
fn likenesses(reading: &Reading) -> [Option<(Likeness, f32)>; 2] {
    let [country, division, _] = reading.regions;
    let place = |likeness, number: u16, worth| (number > 0).then_some((likeness, worth));
    match reading.level {
        Level::Country => [Some((Likeness::Country, 1.0)), None],
        Level::First => [place(Likeness::Division(country), country, 1.0), None],
        Level::Second | Level::Town => [
            place(Likeness::Neighbour(division), division, 1.0),
            place(Likeness::Compatriot(country), country, 0.6),
        ],
        _ => [None, None],
    }
}

fn gap(view: &View<'_>, lexicon: &Lexicon, between: TokenSpan) -> Gap {
    if between.is_empty() || between.len() > 2 {
        return Gap::Other;
    }
    let mut found = Gap::Comma;
    for token in view.tokens.get(between.range()).unwrap_or(&[]) {
        if lexicon.class(token.key).has(Class::CONJUNCTION) {
            found = Gap::Conjunction;
        } else if view.word(token) != "," {
            return Gap::Other;
        }
    }
    found
}
