//! Quantities as they are read from whole sentences.

use super::*;
use crate::{
    lang::Pack,
    number::{Reader, testing::Sample},
};
use proptest::prelude::*;

fn stages() -> (Reader, Tagger) {
    let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
    (Reader::new(&language).unwrap(), Tagger::new(&language).unwrap())
}

fn all(stages: &(Reader, Tagger), text: &str) -> Vec<String> {
    let sample = Sample::new(text);
    let quantities = stages.1.tag(&sample.view(), &stages.0.read(&sample.view()));
    quantities.iter().map(|q| format!("{} | {q}", q.span.of(text))).collect()
}

/// The cases of the section, without the stages around; `tests/lang_cases.rs` runs them again the whole way.
#[test]
fn the_cases_of_the_pack_hold() {
    let stages = stages();
    let language = Language::load(&Pack::embedded("en").unwrap()).unwrap();
    let mut wrong = Vec::new();
    // Which currency a name means is told by entities, which this stage does not know.
    let own = |rule: &&crate::lang::RuleCases| rule.section == "quantity" && rule.rule != "currency-by-place";
    for rule in language.cases.iter().filter(own) {
        let read = |text: &str| {
            let sample = Sample::new(text);
            let found = stages.1.tag(&sample.view(), &stages.0.read(&sample.view()));
            found.into_iter().map(|q| (q.span.of(text).to_owned(), q.to_string(), q.rule)).collect::<Vec<_>>()
        };
        for case in &rule.yes {
            let found = read(&case.text);
            let fits = |(span, value, id): &(String, String, std::sync::Arc<str>)| {
                **id == *rule.rule
                    && case.span.as_ref().is_none_or(|s| s == span)
                    && case.value.as_ref().is_none_or(|v| v == value)
            };
            if !found.iter().any(fits) {
                wrong.push(format!("{}: {case:?} found {found:?}", rule.rule));
            }
        }
        for case in &rule.no {
            let found = read(&case.text);
            if found
                .iter()
                .any(|(span, _, id)| **id == *rule.rule && case.span.as_ref().is_none_or(|s| s == span))
            {
                wrong.push(format!("{}: {case:?} should not find {found:?}", rule.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn leaves_alone_what_counts_nothing() {
    let stages = stages();
    for text in [
        "He was born in 1998.",
        "The 1980s were hard.",
        "They won 2-1.",
        "Call +1-222-222-2222.",
        "Call 020 7946 0958 or +1 (555) 010-9999.",
        "See section 5.",
        "The G-20 met.",
        "National Road 16 is shut.",
        "She left. [9]",
        "The depot is at 8600 Hyland-Croy Road.",
        "It lies at 36°16′11″E.",
        "It burnt in the 300 block of Kayes Road.",
        "The depot is at 1200 W. Kayes Street.",
        "Ring +12345678901.",
        "It began at 8 p.m. sharp.",
        "On 5/17/2018 it rained.",
        "Version 1.2.3 is out.",
        "ref 24703L202",
        "It is 10¹⁰⁰⁰ away.",
        "1. Open the door",
    ] {
        assert_eq!(all(&stages, text), [""; 0], "{text}");
    }
}

#[test]
fn joins_bounds_sums_and_rates() {
    let stages = stages();
    for (text, want) in [
        (
            "It is greater than 100 and smaller than 300.",
            "greater than 100 and smaller than 300 | cardinal 100..300",
        ),
        ("He is 5 ft 6 inches tall.", "5 ft 6 inches | measure 5.5 foot"),
        ("It made 188 miles an hour.", "188 miles an hour | measure 188 mile-per-hour"),
        ("It fell 3 percent a year.", "3 percent a year | percent 3 per year"),
        ("It rents for $5k a week.", "$5k a week | money 5000 USD per week"),
        ("She bought 1.5m shares.", "1.5m | cardinal 1500000"),
        ("A loss of 30 MUSD.", "30 MUSD | money 30000000 USD"),
    ] {
        assert_eq!(all(&stages, text), [want], "{text}");
    }
    assert_eq!(all(&stages, "It rose from $5 to $7.").len(), 2);
    assert_eq!(all(&stages, "In this area 30 people live."), ["30 | cardinal 30"]);
    assert_eq!(all(&stages, "After a 5 second delay."), ["5 | cardinal 5"]);
    assert_eq!(all(&stages, "He had two second-degree burns.").len(), 2);
    assert_eq!(all(&stages, "<<5["), ["<<5 | cardinal <5"]);
}

proptest! {
    #[test]
    fn spans_and_bounds_hold(text in "((one|half|and|a|third|hundreds|of|million|[0-9]{1,4}|over|at least|between|from|to|or more|\\$|USD|km|%|years old|per|day|-|,|\\.) ?){0,16}|\\PC{0,40}") {
        let stages = stages();
        let sample = Sample::new(&text);
        let mut end = 0;
        for quantity in stages.1.tag(&sample.view(), &stages.0.read(&sample.view())) {
            prop_assert!(quantity.span.start >= end && text.get(quantity.span.range()).is_some());
            if let (Some(min), Some(max)) = (quantity.min, quantity.max) {
                prop_assert!(min <= max);
            }
            prop_assert!(quantity.value.is_some() || quantity.min.is_some() || quantity.max.is_some());
            end = quantity.span.end;
        }
    }
}
