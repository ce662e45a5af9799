//! Times that belong together: dates that the next one completes ("3 and 5 May"), and two that are the ends of one interval
//! ("from 2012 to 2014", "between Monday and Wednesday", "June 3–5").

use super::calendar::add;
use crate::{
    lang,
    model::{KeySet, Moment, TimeExpression, Token, TokenSpan, View, WordKey},
    time::{Fields, Meaning, Reading, Unit, Year},
};
use jiff::civil::Date;

/// The words that tie two times to one interval.
#[derive(Debug)]
pub(in crate::resolve) struct Ties {
    ties: Vec<Tie>,
}

#[derive(Debug)]
struct Tie {
    open: Vec<Vec<WordKey>>,
    middle: Vec<Vec<WordKey>>,
    changes: KeySet,
}

/// How far before the first time a word may make a change of an interval.
const CHANGE: usize = 6;

impl Ties {
    /// Compiles the words.
    pub(in crate::resolve) fn new(pack: &[lang::Interval]) -> Self {
        let phrases = |all: &[String]| -> Vec<Vec<WordKey>> {
            all.iter().map(|phrase| phrase.split_whitespace().map(WordKey::of).collect()).collect()
        };
        let ties = pack.iter().map(|interval| Tie {
            open: phrases(&interval.open),
            middle: phrases(&interval.middle),
            changes: interval.changes.iter().map(|word| WordKey::of(word)).collect(),
        });
        Self { ties: ties.collect() }
    }

    /// True where the words around two neighbours of one sentence make one interval of them.
    fn hold(&self, view: &View<'_>, left: &Reading, right: &Reading) -> bool {
        if left.sentence != right.sentence {
            return false;
        }
        let tokens = |span: TokenSpan| view.tokens.get(span.range()).unwrap_or(&[]);
        let between = tokens(TokenSpan::new(left.tokens.end, right.tokens.start));
        let start = view.sentences.get(left.sentence as usize).map_or(left.tokens.start, |s| s.tokens.start);
        let before = tokens(TokenSpan::new(start, left.tokens.start));
        let is = |phrase: &Vec<WordKey>, tokens: &[Token]| tokens.iter().map(|token| &token.key).eq(phrase);
        self.ties.iter().any(|tie| {
            let opens = |phrase: &Vec<WordKey>| {
                before.len().checked_sub(phrase.len()).is_some_and(|at| is(phrase, &before[at..]))
            };
            tie.middle.iter().any(|phrase| is(phrase, between))
                && (tie.open.is_empty() || tie.open.iter().any(opens))
                && !before.iter().rev().take(CHANGE).any(|token| tie.changes.contains(&token.key))
        })
    }

    /// Gives two neighbours that are the ends of one interval its bounds: each keeps its own value. What comes out of order is put right
    /// where it may be moved: the Monday before that Wednesday is meant.
    pub(super) fn join(
        &self,
        view: &View<'_>,
        (left, first): (&Reading, &mut TimeExpression),
        (right, second): (&Reading, &mut TimeExpression),
        publication: Option<Date>,
    ) {
        if !self.hold(view, left, right) {
            return;
        }
        if begins(first) > begins(second) {
            let known = publication.is_none_or(|now| begins(second) <= Some(now));
            // What begins ahead of us ends ahead of us: "from April 4 through Jan. 2".
            let ahead = publication.is_some_and(|now| begins(first) > Some(now));
            let moved = if known && !ahead { moved(left, first, -1) } else { moved(right, second, 1) };
            if !moved {
                return;
            }
        }
        let (Some(earliest), Some(latest)) = (first.earliest, second.latest) else { return };
        if begins(first) <= begins(second) && !ends_before(latest, earliest) {
            (first.latest, second.earliest) = (Some(latest), Some(earliest));
        }
    }
}

/// True where the end of an interval lies before its start, by the clock: "from 6 p.m. to 6 a.m." ends on a day that is not said.
fn ends_before(end: Moment, start: Moment) -> bool {
    match (start, end) {
        (Moment::DateTime(start), Moment::DateTime(end)) => end < start,
        // "8:30 - 2023-12-11": an hour does not last until its own day.
        (Moment::DateTime(start), Moment::Date(end)) => end <= start.date(),
        _ => end.day() < start.day(),
    }
}

fn begins(time: &TimeExpression) -> Option<Date> {
    time.earliest.map(Moment::day)
}

/// Moves a day or month that the words leave open to the next one of its kind, or the one before. False where that is not possible.
fn moved(reading: &Reading, time: &mut TimeExpression, count: i64) -> bool {
    let Meaning::Date(Fields { year: Year::Open, month, day, weekday, .. }) = reading.meaning else {
        return false;
    };
    let unit = match (month, weekday) {
        (Some(_), None) => Unit::Year,
        (None, Some(_)) if day.is_none() => Unit::Week,
        _ => return false,
    };
    let (Some(Moment::Date(earliest)), Some(Moment::Date(latest))) = (time.earliest, time.latest) else {
        return false;
    };
    let Some((earliest, latest)) = add(earliest, unit, count).zip(add(latest, unit, count)) else {
        return false;
    };
    let day = earliest.to_string();
    time.value = if earliest == latest { day } else { day[..7].to_owned() };
    (time.earliest, time.latest) = (Some(Moment::Date(earliest)), Some(Moment::Date(latest)));
    true
}

/// The day of a weekday that a date in brackets behind it names: "Sunday (March 4)", "Sunday night (March 4)".
pub(super) fn bracketed(view: &View<'_>, readings: &[Reading], at: usize) -> Option<Fields> {
    let (reading, next) = (readings.get(at)?, readings.get(at + 1)?);
    let (Meaning::Date(own), Meaning::Date(named)) = (day_of(&reading.meaning)?, &next.meaning) else {
        return None;
    };
    let between = view.tokens.get(reading.tokens.end as usize..next.tokens.start as usize)?;
    let open = matches!(between, [bracket] if view.word(bracket) == "(");
    let plain = own.month.is_none() && own.day.is_none() && own.year == Year::Open;
    let full = named.month.is_some() && named.day.is_some() && named.weekday.is_none();
    (open && plain && full).then_some(Fields { weekday: Some(own.weekday?), ..*named })
}

/// The day of which a part is meant, else the meaning itself.
fn day_of(meaning: &Meaning) -> Option<&Meaning> {
    match meaning {
        Meaning::PartOfDay { day, .. } => day.as_deref(),
        other => Some(other),
    }
}

/// The fields of a date, with what the date right behind it gives for both: the month and year of "3 and 5 May 2020", the year of
/// "March 3 and April 5, 2020".
pub(super) fn completed(readings: &[Reading], at: usize, fields: Fields) -> Fields {
    let (Some(reading), Some(next)) = (readings.get(at), readings.get(at + 1)) else { return fields };
    let near = reading.sentence == next.sentence && next.tokens.start <= reading.tokens.end + 2;
    let Meaning::Date(behind) = next.meaning else { return fields };
    if !near || fields.year != Year::Open || fields.day.is_none() || behind.day.is_none() {
        return fields;
    }
    match (fields.month, behind.month, behind.year) {
        (None, Some(month), year) if fields.weekday.is_none() => {
            Fields { month: Some(month), year, ..fields }
        }
        (Some(month), Some(later), Year::Given(year)) => {
            let year = if (later, behind.day) < (month, fields.day) { year - 1 } else { year };
            Fields { year: Year::Given(year), ..fields }
        }
        (Some(_), None, year @ Year::Given(_)) => Fields { year, ..fields },
        _ => fields,
    }
}
