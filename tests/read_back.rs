//! What is written by rule must be read back exactly: random dates, clock times, lengths and quantities in the many forms that news uses,
//! and nonsense, of which nothing may be made.

mod support;

use griot::{
    engine::{Engine, Options, Stage},
    model::{Annotations, Article},
};
use jiff::civil::{Date, date};
use proptest::{prelude::*, sample::select};
use std::sync::LazyLock;
use support::{ENGINE, MONTHS, WEEKDAYS, properties, suffix};

static FRENCH: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(&Options { lang: "fr".into(), ..Options::default() }).unwrap());

const PUBLISHED: Date = date(2023, 12, 12);

fn read(engine: &Engine, text: &str) -> Annotations {
    let article = Article { text: text.to_owned(), date: Some(PUBLISHED), ..Article::default() };
    engine.worker().annotate(&article)
}

/// The times of a text, each as its words and its value.
fn times(engine: &Engine, text: &str) -> Vec<(String, String)> {
    let found = read(engine, text).times;
    found.iter().map(|time| (time.span.of(text).to_owned(), time.value.clone())).collect()
}

/// The quantities of a text, each as its words and what they say.
fn quantities(text: &str) -> Vec<(String, String)> {
    let found = read(&ENGINE, text).quantities;
    found.iter().map(|quantity| (quantity.span.of(text).to_owned(), quantity.to_string())).collect()
}

fn one(span: &str, value: impl Into<String>) -> Vec<(String, String)> {
    vec![(span.to_owned(), value.into())]
}

const SHORT: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const JOURS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

prop_compose! {
    fn any_date()(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=31) -> Date {
        (28..=day).rev().find_map(|day| Date::new(year, month, day).ok()).unwrap_or(date(year, month, day.min(28)))
    }
}

proptest! {
    #![proptest_config(properties(48))]

    #[test]
    fn dates_in_every_order(day in any_date()) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let index = m as usize - 1;
        let (month, short) = (MONTHS[index], SHORT[index]);
        let weekday = WEEKDAYS[day.weekday().to_monday_zero_offset() as usize];
        for form in [
            format!("{month} {d}, {y}"), format!("{d} {month} {y}"), format!("{short} {d}, {y}"),
            format!("{month} {d}{}, {y}", suffix(d)), format!("{weekday}, {month} {d}, {y}"),
            format!("{weekday}, {d} {month} {y}"), format!("{y}-{m:02}-{d:02}"), format!("{d:02}/{m:02}/{y}"),
            format!("{d}.{m}.{y}"),
        ] {
            let text = format!("The bridge was opened on {form} by the minister.");
            prop_assert_eq!(times(&ENGINE, &text), one(&form, day.to_string()), "{}", text);
        }
        let form = format!("{month} {y}");
        prop_assert_eq!(times(&ENGINE, &format!("It was built in {form}.")), one(&form, format!("{y}-{m:02}")));
        let form = y.to_string();
        prop_assert_eq!(times(&ENGINE, &format!("It was built in {form}.")), one(&form, &*form));
        let form = format!("Q{} {y}", (m + 2) / 3);
        prop_assert_eq!(
            times(&ENGINE, &format!("It lost money in {form}.")), one(&form, format!("{y}-Q{}", (m + 2) / 3)));
        let decade = y / 10;
        let form = format!("the {decade}0s");
        prop_assert_eq!(times(&ENGINE, &format!("It was built in {form}.")), one(&form, decade.to_string()));
    }

    #[test]
    fn french_dates(day in any_date()) {
        let (y, m, d) = (day.year(), day.month(), day.day());
        let month = MOIS[m as usize - 1];
        let weekday = JOURS[day.weekday().to_monday_zero_offset() as usize];
        for form in [
            format!("le {d} {month} {y}"), format!("le {weekday} {d} {month} {y}"), format!("{d:02}/{m:02}/{y}"),
        ] {
            let text = format!("Le pont a été ouvert {form} par le ministre.");
            prop_assert_eq!(times(&FRENCH, &text), one(&form, day.to_string()), "{}", text);
        }
        let form = format!("{month} {y}");
        prop_assert_eq!(times(&FRENCH, &format!("Il fut bâti en {form}.")), one(&form, format!("{y}-{m:02}")));
    }

    #[test]
    fn days_in_relation_to_now(count in 2i64..60, forward in any::<bool>()) {
        let day = PUBLISHED.saturating_add(jiff::Span::new().days(if forward { count } else { -count }));
        let form = if forward { format!("{count} days from now") } else { format!("{count} days ago") };
        let text = if forward { format!("They will vote {form}.") } else { format!("They voted {form}.") };
        prop_assert_eq!(times(&ENGINE, &text), one(&form, day.to_string()));
        let weekday = WEEKDAYS[day.weekday().to_monday_zero_offset() as usize];
        let found = times(&ENGINE, &format!("They voted on {weekday}."));
        prop_assert_eq!(found.len(), 1);
        let found: Date = found[0].1.parse().unwrap();
        prop_assert!(found <= PUBLISHED && found.weekday() == day.weekday());
    }

    #[test]
    fn clock_times(hour in 0i8..24, minute in 0i8..60) {
        let value = format!("2023-12-12T{hour:02}:{minute:02}");
        let (half, meridiem) = ((hour + 11) % 12 + 1, if hour < 12 { "a.m." } else { "p.m." });
        for form in [format!("{hour:02}:{minute:02}"), format!("{half}:{minute:02} {meridiem}")] {
            prop_assert_eq!(times(&ENGINE, &format!("It struck at {form} on the coast.")), one(&form, &*value));
        }
        let form = format!("{hour}h{minute:02}");
        prop_assert_eq!(times(&FRENCH, &format!("Il a parlé à {form} devant la foule.")), one(&form, &*value));
    }

    #[test]
    fn lengths(count in 2u32..400, unit in select(vec![("days", "D"), ("weeks", "W"), ("months", "M"), ("years", "Y")])) {
        let form = format!("{count} {}", unit.0);
        prop_assert_eq!(times(&ENGINE, &format!("The siege lasted {form}.")), one(&form, format!("P{count}{}", unit.1)));
    }

    #[test]
    fn counts_and_bounds(low in 11u32..5_000, more in 1u32..5_000) {
        let high = low + more;
        // Years are years.
        prop_assume!(!(1900..2100).contains(&low) && !(1900..2100).contains(&high));
        for (form, value) in [
            (format!("{low}"), format!("cardinal {low}")),
            (format!("more than {low}"), format!("cardinal >{low}")),
            (format!("at least {low}"), format!("cardinal >={low}")),
            (format!("fewer than {low}"), format!("cardinal <{low}")),
            (format!("up to {low}"), format!("cardinal <={low}")),
            (format!("about {low}"), format!("cardinal ~{low}")),
            (format!("{low} or more"), format!("cardinal >={low}")),
            (format!("between {low} and {high}"), format!("cardinal {low}..{high}")),
            (format!("{low} to {high}"), format!("cardinal {low}..{high}")),
        ] {
            let text = format!("The storm left {form} villagers homeless.");
            prop_assert_eq!(quantities(&text), one(&form, value), "{}", text);
        }
    }

    #[test]
    fn money_and_measures(whole in 1u32..10_000, cents in 0u32..100) {
        let value: griot::model::Decimal = format!("{whole}.{cents:02}").parse().unwrap();
        for (form, want) in [
            (format!("${value}"), format!("money {value} USD")),
            (format!("{value} euros"), format!("money {value} EUR")),
            (format!("{value} percent"), format!("percent {value}")),
            (format!("{value}%"), format!("percent {value}")),
            (format!("{value} km"), format!("measure {value} kilometer")),
        ] {
            let text = format!("The board wanted {form} of it.");
            prop_assert_eq!(quantities(&text), one(&form, want), "{}", text);
        }
    }
}

/// The two ends of an interval keep their values and share its bounds.
#[test]
fn intervals_are_joined() {
    for (text, want) in [
        ("He ruled from 2012 to 2014.", ["2012", "2014", "2012-01-01", "2014-12-31"]),
        ("It rained between Monday and Wednesday.", ["2023-12-04", "2023-12-06", "2023-12-04", "2023-12-06"]),
        (
            "The talks will run from Thursday to Saturday.",
            ["2023-12-14", "2023-12-16", "2023-12-14", "2023-12-16"],
        ),
        ("They met on June 3-5, 2020 in Gao.", ["2020-06-03", "2020-06-05", "2020-06-03", "2020-06-05"]),
        (
            "It was shut between 28 February and 3 March 2021.",
            ["2021-02-28", "2021-03-03", "2021-02-28", "2021-03-03"],
        ),
    ] {
        let times = read(&ENGINE, text).times;
        let [first, second] = &times[..] else { panic!("{text}: {times:?}") };
        let show = |moment: Option<griot::model::Moment>| moment.map(|m| m.to_string()).unwrap_or_default();
        for time in [first, second] {
            assert_eq!([show(time.earliest), show(time.latest)], [want[2], want[3]], "{text}");
        }
        assert_eq!([&*first.value, &*second.value], [want[0], want[1]], "{text}");
    }
    // A change is no interval.
    let times = read(&ENGINE, "They moved the vote from Monday to Friday.").times;
    assert!(times.iter().all(|time| time.earliest == time.latest), "{times:?}");
}

#[test]
fn nothing_is_made_of_nonsense() {
    for text in [
        "It fell on 31 February 2020 as planned.",
        "It fell on February 30, 1999 as planned.",
        "It came at 25:61 at night's end.",
        "It came on 2020-13-45 or never.",
        "It is 10¹⁰⁰⁰ away.",
        "It is 10^1000 away.",
    ] {
        let found = read(&ENGINE, text);
        assert!(found.times.is_empty() && found.quantities.is_empty(), "{text}: {found:?}");
    }
    let digits = format!("There were {} of them.", "9".repeat(10_000));
    let found = read(&ENGINE, &digits);
    assert!(found.quantities.is_empty() && found.times.is_empty());
}

/// An endless line is read in linear time: a quadratic reader would not come to its end.
#[test]
fn endless_lines_end() {
    let engine = Engine::new(&Options { until: Stage::Mentions, ..Options::default() }).unwrap();
    for unit in ["7", "7 ", "May 3 to ", "3 and 5 ", "from 2012 to ", "the year ", "last ", "between 3 "] {
        let _ = read(&engine, &unit.repeat(60_000 / unit.len()));
    }
}
