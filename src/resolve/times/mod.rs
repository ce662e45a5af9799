//! Dates to the calendar: readings of the words become TIMEX3 values, anchored on the publication date or the narrative.

mod calendar;
mod direction;
mod feasts;
mod joint;
mod length;
mod place;

pub(super) use {direction::Tense, joint::Ties};

use super::Resolver;
use crate::{
    model::{Anchor, Article, Parse, Part, TimeExpression, View},
    time::{Fields, Meaning, Reading, Year},
};
use jiff::civil::Date;
use place::Narrator;

impl Resolver {
    /// The date of publication: the article's own, else one that its date line, its dateline or the end of its title gives in full.
    pub fn publication(&self, article: &Article, view: &View<'_>, readings: &[Reading]) -> Option<Date> {
        article.date.or_else(|| {
            let full = |part: fn(&Reading, &View<'_>) -> bool| {
                readings.iter().filter(|reading| part(reading, view)).find_map(full_date)
            };
            full(|reading, view| part(reading, view) == Some(Part::Date))
                .or_else(|| full(in_dateline))
                .or_else(|| full(ends_title))
        })
    }

    /// Resolves readings, in order. What names no date of the calendar (no value can be given) is left out.
    pub fn times(
        &self,
        view: &View<'_>,
        readings: &[Reading],
        parse: &Parse,
        publication: Option<Date>,
    ) -> Vec<TimeExpression> {
        let mut narrator = Narrator::new(&self.tense, view, parse, publication);
        let mut times: Vec<TimeExpression> = Vec::with_capacity(readings.len());
        // The reading from which the last of them came.
        let mut last = None;
        for (at, reading) in readings.iter().enumerate() {
            let Some(placed) = narrator.place(readings, at) else { continue };
            let mut time = TimeExpression {
                span: view.span(reading.tokens),
                tokens: reading.tokens,
                sentence: reading.sentence,
                kind: placed.kind,
                value: placed.value,
                modifier: reading.modifier.map(|modifier| modifier.as_str().into()),
                earliest: placed.earliest,
                latest: placed.latest,
                anchor: placed
                    .anchor
                    .filter(|_| placed.earliest.is_some() || placed.anchor != Some(Anchor::Text)),
                rule: reading.rule.clone(),
            };
            if let (Some(before), Some(left)) = (times.last_mut(), last) {
                self.ties.join(view, (left, before), (reading, &mut time), publication);
            }
            last = Some(reading);
            times.push(time);
        }
        times
    }
}

fn part(reading: &Reading, view: &View<'_>) -> Option<Part> {
    view.sentences.get(reading.sentence as usize).map(|sentence| sentence.part)
}

fn in_dateline(reading: &Reading, view: &View<'_>) -> bool {
    view.sentences.get(reading.sentence as usize).is_some_and(|sentence| {
        sentence.part == Part::Dateline || reading.tokens.end <= sentence.tokens.start + sentence.dateline
    })
}

fn ends_title(reading: &Reading, view: &View<'_>) -> bool {
    let sentence = view.sentences.get(reading.sentence as usize);
    sentence.is_some_and(|s| s.part == Part::Title && s.tokens.end == reading.tokens.end)
}

/// The date, where the words give day, month and year.
fn full_date(reading: &Reading) -> Option<Date> {
    match &reading.meaning {
        Meaning::Date(Fields { year: Year::Given(year), month: Some(month), day: Some(day), .. }) => {
            Date::new(*year, *month, *day).ok()
        }
        Meaning::Clock { day: Some(day), .. } => match day.as_ref() {
            Meaning::Date(Fields { year: Year::Given(year), month: Some(month), day: Some(day), .. }) => {
                Date::new(*year, *month, *day).ok()
            }
            _ => None,
        },
        _ => None,
    }
}
