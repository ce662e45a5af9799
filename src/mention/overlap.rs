//! The one policy for overlaps. Its cases stand in `lang/en/name/overlap.toml`.
//!
//! 1. Of two names, the longer owns the text; of two equally long, the one that the gazetteer knows, with what its form says.
//! 2. A name of several words that a list, a head noun, a title or a given name vouches for owns the quantities and times inside it ("24 Hours",
//!    "G5 Sahel", "Theresa May").
//! 3. Otherwise a time or quantity owns what it overlaps ("May", "March").
//! 4. Of a quantity and a time, the longer owns the text ("10 February"); of two equally long, the time ("two years"). But the time by which a
//!    quantity is counted stands inside it ("20 a day"), and one that goes on behind it takes that from it ("$2 | a year earlier"); and a time that holds one end of a bare number and more owns that ("June 3 | to 5").

use super::{Cue, Lexicon, Name, Settled};
use crate::{
    gazetteer::Match,
    model::{Quantity, TokenSpan, View},
    time::Reading,
};

/// Joins names by form with those of the gazetteer.
pub(super) fn names(found: Vec<Name>, matches: Vec<Match>) -> Vec<Name> {
    let known = matches.into_iter().map(|known| Name {
        tokens: known.tokens,
        known: Some(known),
        kind: None,
        cue: Cue::List,
        stands_for: None,
    });
    let mut all: Vec<Name> = known.chain(found).collect();
    all.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end), name.known.is_none()));
    let mut settled: Vec<Name> = Vec::with_capacity(all.len());
    for name in all {
        match settled.last_mut() {
            Some(last) if last.tokens == name.tokens && last.known.is_some() => {
                last.kind = name.kind;
                last.cue = name.cue.max(last.cue);
                last.stands_for = name.stands_for;
            }
            Some(last) if last.tokens.overlaps(name.tokens) => {
                if name.tokens.len() > last.tokens.len() && !name.is_weak() {
                    *last = name;
                }
            }
            _ => settled.push(name),
        }
    }
    settled
}

/// Settles names against quantities and times.
pub(super) fn settle(
    view: &View<'_>,
    _lexicon: &Lexicon,
    names: Vec<Name>,
    mut quantities: Vec<Quantity>,
    mut times: Vec<Reading>,
) -> Settled {
    let firm: Vec<TokenSpan> = names.iter().filter(|name| is_firm(name)).map(|name| name.tokens).collect();
    quantities.retain(|quantity| !owned(&firm, quantity.tokens));
    times.retain(|time| !owned(&firm, time.tokens));
    part(view, &mut quantities, &mut times);
    let taken: Vec<TokenSpan> = merged(&quantities, &times);
    let names = names.into_iter().filter(|name| !overlaps_any(&taken, name.tokens)).collect();
    Settled { names, quantities, times }
}

/// Settles quantities against times. Neither list overlaps within itself.
fn part(view: &View<'_>, quantities: &mut Vec<Quantity>, times: &mut Vec<Reading>) {
    let spans: Vec<TokenSpan> = times.iter().map(|time| time.tokens).collect();
    for quantity in quantities.iter_mut().filter(|quantity| quantity.per.is_some()) {
        let whole = quantity.tokens;
        let behind = |time: &&TokenSpan| time.start > whole.start && time.end > whole.end;
        if let Some(time) = over(&spans, whole).find(behind) {
            quantity.tokens.end = time.start;
            quantity.span = view.span(quantity.tokens);
            quantity.per = None;
        }
    }
    let beats = |quantity: &Quantity, time: TokenSpan| {
        !is_rate(quantity, time) && (time.len() >= quantity.tokens.len() || crosses(quantity, time))
    };
    quantities.retain(|quantity| !over(&spans, quantity.tokens).any(|time| beats(quantity, *time)));
    let spans: Vec<TokenSpan> = quantities.iter().map(|quantity| quantity.tokens).collect();
    times.retain(|time| {
        let at = spans.partition_point(|span| span.end <= time.tokens.start);
        quantities[at..]
            .iter()
            .take_while(|quantity| quantity.tokens.start < time.tokens.end)
            .all(|quantity| is_rate(quantity, time.tokens))
    });
}

/// True where the time holds one end of a bare number and something beside it: the "3" of "June 3 to 5".
fn crosses(quantity: &Quantity, time: TokenSpan) -> bool {
    let TokenSpan { start, end } = quantity.tokens;
    quantity.unit_name.is_none()
        && quantity.per.is_none()
        && (time.start < start && time.end > start || time.start < end && time.end > end)
}

/// True where the quantity is counted by this time, with which it ends.
fn is_rate(quantity: &Quantity, time: TokenSpan) -> bool {
    quantity.per.is_some() && time.start > quantity.tokens.start && time.end == quantity.tokens.end
}

/// Those of an ordered list without overlap that overlap some tokens.
fn over(spans: &[TokenSpan], tokens: TokenSpan) -> impl Iterator<Item = &TokenSpan> {
    let at = spans.partition_point(|span| span.end <= tokens.start);
    spans[at..].iter().take_while(move |span| span.start < tokens.end)
}

/// True for a name that owns the quantities and times inside it.
fn is_firm(name: &Name) -> bool {
    match &name.known {
        Some(known) => name.tokens.len() > 1 && known.candidates.iter().any(|c| !c.context),
        None => name.tokens.len() > 1 && name.cue >= Cue::Given,
    }
}

/// True where a firm name covers the tokens, or most of them.
fn owned(firm: &[TokenSpan], tokens: TokenSpan) -> bool {
    let at = firm.partition_point(|name| name.end <= tokens.start);
    firm[at..]
        .iter()
        .take_while(|name| name.start < tokens.end)
        .any(|name| name.contains(tokens) || name.overlaps(tokens) && name.len() >= tokens.len())
}

fn overlaps_any(taken: &[TokenSpan], tokens: TokenSpan) -> bool {
    let at = taken.partition_point(|span| span.end <= tokens.start);
    taken.get(at).is_some_and(|span| span.start < tokens.end)
}

fn merged(quantities: &[Quantity], times: &[Reading]) -> Vec<TokenSpan> {
    let mut spans: Vec<TokenSpan> =
        quantities.iter().map(|q| q.tokens).chain(times.iter().map(|t| t.tokens)).collect();
    spans.sort();
    spans
}
