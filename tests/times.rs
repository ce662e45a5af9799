//! What must hold of every time expression, whatever the text.

mod support;

use griot::model::{Annotations, Article, Moment, TimeExpression};
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use regex::Regex;
use std::sync::LazyLock;
use support::{ENGINE, MONTHS, WEEKDAYS, properties, suffix};

/// The values of TIMEX3, as the TimeML guidelines (1.2.1, part 4) and TimeBank write them.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"[0-9X]{4}";
    let day = format!(r"{year}(-[0-9X]{{2}}(-[0-9X]{{2}})?)?");
    let week = format!(r"{year}-W[0-9X]{{2}}(-WE|-[1-7])?");
    let part = format!(r"{year}-(Q[1-4X]|H[12]|SP|SU|FA|WI)");
    let time = r"(T([01]\d|2[0-4])(:[0-5]\d(:[0-5]\d)?)?Z?|T(MO|MI|AF|EV|NI|DT))?";
    let length = r"P(X|\d+(\.\d+)?)?[YMWDQECLX]?.*";
    Regex::new(&format!(r"^(({day}|{week}){time}|{part}|\d{{2,3}}|{length}|(PAST|PRESENT|FUTURE)_REF)$"))
        .unwrap()
});

static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    let n = r"(X|\d+(\.\d+)?)";
    Regex::new(&format!(r"^P({n}[YMWDQECLX])*(T({n}[HMS])+)?$")).unwrap()
});

fn annotate(text: &str, published: Option<Date>) -> Annotations {
    let article = Article { text: text.to_owned(), date: published, ..Article::default() };
    ENGINE.worker().annotate(&article)
}

fn start(moment: Moment) -> DateTime {
    match moment {
        Moment::Date(date) => date.at(0, 0, 0, 0),
        Moment::DateTime(time) => time,
    }
}

fn check(found: &Annotations, text: &str) -> Result<(), TestCaseError> {
    for time in &found.times {
        let value = &time.value;
        prop_assert!(VALUE.is_match(value), "{value:?} is no TIMEX3 value");
        prop_assert!(
            !value.starts_with('P') || value.ends_with("REF") || LENGTH.is_match(value),
            "{value:?} is no length"
        );
        if let (Some(earliest), Some(latest)) = (time.earliest, time.latest) {
            prop_assert!(start(earliest) <= start(latest), "{time:?}");
        }
        prop_assert!(!time.span.of(text).is_empty());
        let sentence = found.sentences.get(time.sentence as usize);
        prop_assert!(sentence.is_some_and(|sentence| sentence.span.contains(time.span)), "{time:?}");
    }
    prop_assert!(found.times.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    Ok(())
}

fn values(text: &str) -> Vec<String> {
    let found = annotate(text, Some(date(2023, 12, 12)));
    found.times.iter().map(|time: &TimeExpression| time.to_string()).collect()
}

proptest! {
    #![proptest_config(properties(200))]

    /// Any date, in any of the forms that news uses, is read back exactly.
    #[test]
    fn reads_dates_back(days in 0i32..73_000) {
        let date = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (year, month, day) = (date.year(), MONTHS[date.month() as usize - 1], date.day());
        let weekday = WEEKDAYS[date.weekday().to_monday_zero_offset() as usize];
        let end = suffix(day);
        for form in [
            format!("{month} {day}, {year}"),
            format!("{weekday}, {month} {day}, {year}"),
            format!("{weekday} {day} {month} {year}"),
            format!("{day} {month} {year}"),
            format!("the {day}{end} of {month} {year}"),
            format!("{month} {day}{end}, {year}"),
            date.to_string(),
            format!("{day:02}/{:02}/{year}", date.month()),
        ] {
            let text = format!("The force left on {form} with its trucks.");
            prop_assert_eq!(values(&text), vec![format!("DATE {date}")], "{}", text);
        }
    }

    /// Whatever words stand together: values are well formed, intervals are ordered, spans lie in one sentence.
    #[test]
    fn holds_for_any_words(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..30),
        published in prop::option::of(-300_000i32..700_000),
    ) {
        let text = words.join(" ");
        let day = |days: i32| date(2000, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok();
        let found = annotate(&text, published.and_then(day));
        check(&found, &text)?;
    }

    /// Nor does any string break it.
    #[test]
    fn holds_for_any_text(text in ".{0,200}") {
        check(&annotate(&text, Some(date(2023, 12, 12))), &text)?;
    }
}

/// What the properties above have once found.
#[test]
fn an_hour_before_its_own_day_makes_no_interval() -> Result<(), TestCaseError> {
    for text in ["8:30 - 2023-12-11", "2023-12-11 - 8:30", "from 8:30 to 2023-12-11"] {
        check(&annotate(text, None), text)?;
    }
    Ok(())
}

const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "previous",
    "following",
    "early",
    "late",
    "mid",
    "-",
    ",",
    ".",
    "of",
    "in",
    "on",
    "a",
    "two",
    "ten",
    "31",
    "12",
    "2020",
    "0000",
    "9999",
    "1999",
    "Monday",
    "Friday",
    "May",
    "March",
    "February",
    "December",
    "Dec.",
    "week",
    "weeks",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "20th",
    "quarter",
    "third",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "now",
    "soon",
    "8",
    "p.m.",
    "24:00",
    "25:61",
    "8:30",
    "GMT",
    "night",
    "morning",
    "noon",
    "midnight",
    "summer",
    "winter",
    "Easter",
    "Christmas",
    "1990s",
    "'98",
    "half",
    "and",
    "every",
    "each",
    "more",
    "than",
    "99999999",
    "million",
    "hours",
    "minute",
    "99/99/9999",
    "2023-02-30",
    "2023-12-11",
    "will",
    "said",
    "end",
    "from",
    "to",
];

#[test]
fn gives_no_value_to_dates_that_do_not_exist() {
    for text in [
        "It was 31 February 2020.",
        "It began at 25:61.",
        "It was 2023-02-30.",
        "It was 32/13/2020.",
        "April 31, 2001",
    ] {
        assert_eq!(values(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn leaves_alone_what_only_looks_like_time() {
    for text in [
        "They may leave.",
        "March on, he said to them.",
        "The second went home.",
        "The party has 2020 seats.",
        "An 84-year-old was freed.",
        "Friday Osei signed for the club.",
        "About 1,100 went home.",
        "It hit 2023 people.",
    ] {
        assert_eq!(values(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn stays_linear_on_a_line_of_digits() {
    let text = "7".repeat(200_000);
    assert!(annotate(&text, None).times.is_empty());
    let text = "1 ".repeat(100_000);
    check(&annotate(&text, None), &text).unwrap();
}

#[test]
fn finds_the_date_of_publication_in_the_text() {
    let found = annotate(
        "Force Leaves Town\n\n12 December 2023\n\nThe force left on Friday, the mission said.\n",
        None,
    );
    assert_eq!(found.date, Some(date(2023, 12, 12)));
    assert_eq!(found.times.last().map(|time| time.value.as_str()), Some("2023-12-08"));
}
