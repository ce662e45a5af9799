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
    model::{Anchor, Article, Parse, Part, Shape, TimeExpression, View},
    time::{Fields, Meaning, Reading, Year},
};
use jiff::civil::Date;
use place::Narrator;

impl Resolver {
    /// The date of publication: the article's own, else one that its date line, its dateline, the end of its title or a line at its head gives in
    /// full, else the day with its weekday on which the first sentence says that something happened.
    pub fn publication(&self, article: &Article, view: &View<'_>, readings: &[Reading]) -> Option<Date> {
        article.date.or_else(|| {
            let full = |part: fn(&Reading, &View<'_>) -> bool| {
                readings.iter().filter(|reading| part(reading, view)).find_map(full_date)
            };
            full(|reading, view| part(reading, view) == Some(Part::Date))
                .or_else(|| full(in_dateline))
                .or_else(|| full(ends_title))
                .or_else(|| full(in_head_line))
                .or_else(|| full(in_lead))
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

/// How many paragraphs make the head of an article, and how many tokens a line there may have that says where and when it was written.
const HEAD: u32 = 4;
const HEAD_LINE: u32 = 16;

/// How many words without a capital such a line may have ("as of", "updated").
const HEAD_WORDS: usize = 3;

/// "Bamako, 11 January 2025 | Sahel Wire": a line at the head of the article, with hardly a word that is not a name.
fn in_head_line(reading: &Reading, view: &View<'_>) -> bool {
    let Some(sentence) = view.sentences.get(reading.sentence as usize) else { return false };
    let words =
        view.tokens_of(sentence).iter().filter(|token| token.shape.has(Shape::LOWER.with(Shape::WORD)));
    matches!(sentence.part, Part::Body | Part::Crosshead)
        && sentence.paragraph <= HEAD
        && sentence.tokens.len() <= HEAD_LINE
        && words.count() <= HEAD_WORDS
}

/// "The ministry said on Sunday, 14 May 2017": the first sentence of the body.
fn in_lead(reading: &Reading, view: &View<'_>) -> bool {
    let lead = view.sentences.iter().position(|sentence| sentence.part == Part::Body);
    let day = matches!(&reading.meaning, Meaning::Date(Fields { weekday: Some(_), .. }));
    day && lead == Some(reading.sentence as usize)
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
