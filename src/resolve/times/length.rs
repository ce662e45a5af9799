//! Lengths of time as TIMEX3 values.

use crate::{
    model::Decimal,
    time::{Amount, Unit},
};

/// The value of a length: `P10Y`, `PT1H30M`, `PXW`.
///
/// A half of a unit is told in the next smaller one, as TimeBank does: "two and a half years" is `P2Y6M`. `None` where a part repeats.
pub(super) fn length(parts: &[(Amount, Unit)]) -> Option<String> {
    let (mut date, mut time) = (String::new(), String::new());
    for &(amount, unit) in parts {
        let (factor, letter, timely) = code(unit);
        let Amount::Exact(number) = amount else {
            let letter = vague_code(unit).unwrap_or(letter);
            let part = if timely { &mut time } else { &mut date };
            part.push('X');
            part.push_str(letter);
            continue;
        };
        let number = number.checked_mul(Decimal::from(factor))?;
        if number.is_negative() {
            return None;
        }
        let half = Decimal::new(5, -1);
        let whole = number.checked_add(half.negated()).filter(|n| n.to_i64().is_some());
        match (whole, smaller(letter, timely)) {
            (Some(whole), Some((count, below, below_timely))) => {
                if whole != Decimal::ZERO {
                    let part = if timely { &mut time } else { &mut date };
                    part.push_str(&format!("{whole}{letter}"));
                }
                let part = if below_timely { &mut time } else { &mut date };
                part.push_str(&format!("{count}{below}"));
            }
            _ => {
                let part = if timely { &mut time } else { &mut date };
                part.push_str(&format!("{number}{letter}"));
            }
        }
    }
    let time = if time.is_empty() { time } else { format!("T{time}") };
    (!date.is_empty() || !time.is_empty()).then(|| format!("P{date}{time}"))
}

/// How many of which letter a unit is, and whether it belongs behind the `T`.
const fn code(unit: Unit) -> (i64, &'static str, bool) {
    match unit {
        Unit::Second => (1, "S", true),
        Unit::Minute => (1, "M", true),
        Unit::Hour => (1, "H", true),
        Unit::Day => (1, "D", false),
        Unit::Weekend => (2, "D", false),
        Unit::Week => (1, "W", false),
        Unit::Fortnight => (2, "W", false),
        Unit::Month => (1, "M", false),
        Unit::Quarter => (1, "Q", false),
        Unit::Half => (6, "M", false),
        Unit::Year => (1, "Y", false),
        Unit::Decade => (10, "Y", false),
        Unit::Century => (100, "Y", false),
        Unit::Millennium => (1000, "Y", false),
        Unit::Indefinite => (1, "X", false),
    }
}

/// The letter of a unit of which there are "some".
const fn vague_code(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Decade => Some("E"),
        Unit::Century => Some("C"),
        Unit::Millennium => Some("L"),
        _ => None,
    }
}

/// What half a unit is.
fn smaller(letter: &str, timely: bool) -> Option<(u8, &'static str, bool)> {
    match (letter, timely) {
        ("Y", false) => Some((6, "M", false)),
        ("D", false) => Some((12, "H", true)),
        ("H", true) => Some((30, "M", true)),
        ("M", true) => Some((30, "S", true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let exact = |text: &str, unit| (Amount::Exact(text.parse().unwrap()), unit);
        let value = |parts: &[(Amount, Unit)]| length(parts).unwrap();
        assert_eq!(value(&[exact("10", Unit::Year)]), "P10Y");
        assert_eq!(value(&[exact("2.5", Unit::Year)]), "P2Y6M");
        assert_eq!(value(&[exact("0.5", Unit::Hour)]), "PT30M");
        assert_eq!(value(&[exact("1.5", Unit::Day)]), "P1DT12H");
        assert_eq!(value(&[exact("1", Unit::Hour), exact("20", Unit::Minute)]), "PT1H20M");
        assert_eq!(value(&[exact("2", Unit::Decade)]), "P20Y");
        assert_eq!(value(&[(Amount::Vague, Unit::Decade)]), "PXE");
        assert_eq!(value(&[(Amount::Vague, Unit::Hour)]), "PTXH");
        assert_eq!(value(&[(Amount::Vague, Unit::Indefinite)]), "PXX");
    }
}
