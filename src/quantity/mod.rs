//! Quantities: how many, how much, with bounds and units.
//!
//! Each numeral becomes a draft with its unit ([`draft`]) or is left out ([`uncounted`]): years, labels, scores, telephone numbers. Drafts then join and
//! take the words around them ([`combine`]). All words come from the language pack.

mod age;
mod combine;
mod draft;
mod lexicon;
mod mark;
mod uncounted;
mod unit;

use crate::{
    error::Result,
    lang::Language,
    model::{Quantity, TokenSpan, View},
    number::{Numeral, Numerals, atom::Atom},
};
use draft::{Draft, Scene};
use lexicon::Lexicon;

/// Reads quantities, by the units, bounds and approximations of one language.
#[derive(Debug)]
pub struct Tagger {
    lexicon: Lexicon,
}

impl Tagger {
    /// Compiles what the language says of quantities.
    pub fn new(language: &Language) -> Result<Self> {
        Ok(Self { lexicon: Lexicon::new(language) })
    }

    /// All quantities of a text, in order, without overlap among themselves. What is counted is left to `resolve`.
    pub fn tag(&self, view: &View<'_>, numerals: &Numerals) -> Vec<Quantity> {
        let mut quantities = Vec::with_capacity(numerals.len());
        for (sentence, numerals, atoms) in numerals.sentences() {
            self.tag_sentence(view, sentence, atoms, numerals, &mut quantities);
        }
        quantities
    }

    fn tag_sentence(
        &self,
        view: &View<'_>,
        index: u32,
        atoms: &[Atom],
        numerals: &[Numeral],
        quantities: &mut Vec<Quantity>,
    ) {
        let scene = Scene { lexicon: &self.lexicon, text: view.text, atoms };
        let mut at = 0;
        let mut drafts: Vec<Draft> = Vec::with_capacity(numerals.len());
        for numeral in numerals {
            at += atoms[at..].partition_point(|atom| atom.span.start < numeral.span.start);
            let end = at + atoms[at..].partition_point(|atom| atom.span.start < numeral.span.end);
            let floor = drafts.last().map_or(0, |last| last.end);
            if at >= floor {
                drafts.extend(scene.draft(numeral, at, end, floor));
            }
        }
        quantities.extend(scene.combine(drafts).into_iter().filter_map(|draft| finish(draft, index, atoms)));
    }
}

fn finish(draft: Draft, sentence: u32, atoms: &[Atom]) -> Option<Quantity> {
    let (first, last) = (atoms.get(draft.first)?, atoms.get(draft.end.checked_sub(1)?)?);
    Some(Quantity {
        span: first.span.cover(last.span),
        tokens: TokenSpan::new(first.token, last.token + 1),
        sentence,
        kind: draft.kind,
        value: draft.value,
        min: draft.min,
        max: draft.max,
        min_open: draft.min_open,
        max_open: draft.max_open,
        approximate: draft.approximate,
        unit: draft.unit.as_ref().and_then(|unit| unit.id.clone()),
        unit_name: draft.unit.as_ref().map(|unit| unit.name.clone()),
        counted: None,
        per: draft.per,
        rule: draft.rule,
    })
}

#[cfg(test)]
mod tests;
