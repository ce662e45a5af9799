//! Numerals as they are read from whole sentences.

use super::{testing::Sample, *};
use crate::lang::Pack;
use proptest::prelude::*;

fn reader(code: &str) -> Reader {
    Reader::new(&Language::load(&Pack::embedded(code).unwrap()).unwrap()).unwrap()
}

fn all(reader: &Reader, text: &str) -> Vec<String> {
    let sample = Sample::new(text);
    let letter = |kind| match kind {
        NumeralKind::Cardinal => "",
        NumeralKind::Ordinal => "#",
        NumeralKind::Fraction => "/",
        NumeralKind::Vague => ">=",
    };
    let show = |n: &Numeral| format!("{} {}{}", n.span.of(text), letter(n.kind), n.value);
    reader.read(&sample.view()).iter().map(show).collect()
}

fn check(code: &str, cases: &[(&str, &[&str])]) {
    let reader = reader(code);
    for (text, want) in cases {
        assert_eq!(all(&reader, text), *want, "{text}");
    }
}

#[test]
fn reads_cardinals_in_words() {
    check(
        "en",
        &[
            ("sixteen boats", &["sixteen 16"]),
            ("Some twenty-one boats", &["twenty-one 21"]),
            ("two hundred and five thousand people", &["two hundred and five thousand 205000"]),
            ("a hundred and one", &["a hundred and one 101"]),
            (
                "one million two hundred thousand and three",
                &["one million two hundred thousand and three 1200003"],
            ),
            ("between one hundred and two hundred", &["one hundred 100", "two hundred 200"]),
            ("one hundred and two hundred", &["one hundred 100", "two hundred 200"]),
            ("three lakh crore", &["three lakh crore 3000000000000"]),
            ("two dozen ships", &["two dozen 24"]),
            ("fifty fifty", &["fifty 50", "fifty 50"]),
            ("nineteen hundred", &["nineteen hundred 1900"]),
            ("four point four million", &["four point four million 4400000"]),
            ("nought point nought three", &["nought point nought three 0.03"]),
            ("minus ninety-five", &["minus ninety-five -95"]),
        ],
    );
}

#[test]
fn reads_cardinals_in_digits() {
    check(
        "en",
        &[
            ("4.4 million", &["4.4 million 4400000"]),
            ("2bn and 10k", &["2bn 2000000000", "10k 10000"]),
            ("3 hundred and 21 of them", &["3 hundred and 21 321"]),
            ("4000 3 hundred", &["4000 4000", "3 hundred 300"]),
            ("It fell to -9.5", &["-9.5 -9.5"]),
            ("1, 234, 567", &["1 1", "234 234", "567 567"]),
            ("an 84-year-old man", &["84 84"]),
            ("paid 115USD", &["115 115"]),
            ("On May 12 150 people", &["12 12", "150 150"]),
            ("Some 12 150 people", &["12 150 12150"]),
            ("10¹⁰⁰⁰ of them", &[]),
            ("10^1000 of them", &[]),
        ],
    );
}

#[test]
fn reads_fractions() {
    check(
        "en",
        &[
            ("two-thirds of them", &["two-thirds /0.6666666666666666"]),
            ("a third of them", &["a third /0.3333333333333333"]),
            ("a third attempt", &["third #3"]),
            ("three and a half years", &["three and a half 3.5"]),
            ("two and a half million", &["two and a half million 2500000"]),
            ("one million and a half", &["one million and a half 1500000"]),
            ("half a million", &["half a million 500000"]),
            ("half-million", &["half-million 500000"]),
            ("a quarter of a million", &["a quarter of a million 250000"]),
            ("twenty-three fifths", &["twenty-three fifths /4.6"]),
            ("three twenty firsts", &["three twenty firsts /0.1428571428571428"]),
            ("one over three", &["one over three /0.3333333333333333"]),
            ("one in five people", &["one in five /0.2"]),
            ("five out of three", &["five 5", "three 3"]),
            ("the second half of the year", &["second #2"]),
            ("2½ hours", &["2½ 2.5"]),
        ],
    );
}

#[test]
fn reads_ordinals_and_vague_numbers() {
    check(
        "en",
        &[
            ("the 3rd and the 21st", &["3rd #3", "21st #21"]),
            ("one hundred twenty-fifth", &["one hundred twenty-fifth #125"]),
            ("the two hundredth day", &["two hundredth #200"]),
            ("hundreds of thousands of them", &["hundreds of thousands >=100000"]),
            ("several hundred", &["several hundred >=200"]),
            ("She scores", &[]),
            ("3 dozens", &["3 dozens 36"]),
        ],
    );
}

#[test]
fn pronouns_are_no_numbers() {
    check(
        "en",
        &[
            ("The one you mentioned", &[]),
            ("Which one do you prefer?", &[]),
            ("one of them", &["one 1"]),
            ("version two and a previous version", &["two 2"]),
        ],
    );
}

#[test]
fn reads_french_with_the_same_engine() {
    check(
        "fr",
        &[
            ("quatre-vingt-dix-sept soldats", &["quatre-vingt-dix-sept 97"]),
            ("soixante et onze soldats", &["soixante et onze 71"]),
            ("vingt et un soldats", &["vingt et un 21"]),
            ("deux cent mille personnes", &["deux cent mille 200000"]),
            ("trois millions et demi de personnes", &["trois millions et demi 3500000"]),
            ("1 234 567,89 euros", &["1 234 567,89 1234567.89"]),
            ("les deux tiers du pays", &["deux tiers /0.6666666666666666"]),
            ("la 2e fois", &["2e #2"]),
            ("des centaines de milliers de personnes", &["centaines de milliers >=100000"]),
            ("dix pour cent", &["dix 10"]),
        ],
    );
}

/// Writes a number in English words.
fn in_words(n: u64, and: bool) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    for (scale, name) in
        [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred")]
    {
        if n >= scale {
            let rest = n % scale;
            let joiner = if and && rest < 100 { " and " } else { " " };
            let tail = if rest == 0 { String::new() } else { format!("{joiner}{}", in_words(rest, and)) };
            return format!("{} {name}{tail}", in_words(n / scale, and));
        }
    }
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        _ if n.is_multiple_of(10) => TENS[(n / 10) as usize].to_owned(),
        _ => format!("{}-{}", TENS[(n / 10) as usize], SMALL[(n % 10) as usize]),
    }
}

fn grouped(n: u64, mark: &str) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(c);
    }
    text
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(n in prop_oneof![0u64..2_000, 0u64..10_000_000, 0u64..999_999_999_999]) {
        let reader = reader("en");
        let forms = [
            n.to_string(), grouped(n, ","), grouped(n, "\u{a0}"), grouped(n, "\u{202f}"),
            in_words(n, true), in_words(n, false), in_words(n, true).replace('-', " "),
        ];
        for form in forms {
            prop_assert_eq!(all(&reader, &format!("saw {form} boats")), [format!("{form} {n}")]);
        }
    }

    #[test]
    fn decimals_and_scales_are_read_back(n in 1u64..10_000, places in 1u32..4) {
        let reader = reader("en");
        let value = Decimal::new(i128::from(n), -(places as i32));
        let million = value.checked_mul(Decimal::new(1, 6)).unwrap();
        prop_assert_eq!(all(&reader, &format!("saw {value} million boats")), [format!("{value} million {million}")]);
    }

    #[test]
    fn nothing_panics(text in "[0-9a-z ,.½%$€/^:²\\-–−]{0,60}|\\PC{0,40}|((one|half|and|a|third|hundred|thousands|of|million|point|over|in|minus|-|5|,) ?){0,14}") {
        let reader = reader("en");
        let sample = Sample::new(&text);
        let mut end = 0;
        for numeral in reader.read(&sample.view()).iter() {
            prop_assert!(numeral.span.start >= end && text.get(numeral.span.range()).is_some());
            prop_assert!(!numeral.tokens.is_empty());
            end = numeral.span.end;
        }
    }
}

#[test]
fn long_lines_take_linear_time() {
    let reader = reader("en");
    for unit in [
        "7",
        "1,",
        "1 234 ",
        "-1",
        "1/",
        "1.",
        "one hundred and ",
        "half a ",
        "one over ",
        "one in ",
        "hundreds of ",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let sample = Sample::new(&text);
        let _ = reader.read(&sample.view());
    }
}
