//! Dates of publication, as files and pages write them.

use jiff::{civil::Date, fmt::rfc2822};

/// Reads the day of an ISO 8601 date or date-time (`2023-12-12`, `2023-12-12T08:30:00Z`, `20231212`), of a mail or RSS date
/// (`Tue, 12 Dec 2023 08:30:00 GMT`), or of a date with slashes whose year comes first. The day is the one that is written,
/// in whatever time zone. Anything else is `None`: whether 5/6 is May or June is not for us to guess.
///
/// ```
/// use griot::source::parse_date;
/// assert_eq!(parse_date("2023-12-12T23:30:00-05:00").unwrap().to_string(), "2023-12-12");
/// assert_eq!(parse_date("Tue, 12 Dec 2023 08:30:00 +0000").unwrap().to_string(), "2023-12-12");
/// assert_eq!(parse_date("12/11/2023"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text)
        .or_else(|| rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok().map(|zoned| zoned.date()))
}

fn iso(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = text.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let year = digits(0..4)?;
    let (month, day, end) = match text.as_bytes().get(4)? {
        b'-' | b'/' if text.as_bytes().get(7) == text.as_bytes().get(4) => {
            (digits(5..7)?, digits(8..10)?, 10)
        }
        b'0'..=b'9' => (digits(4..6)?, digits(6..8)?, 8),
        _ => return None,
    };
    // A longer row of digits is some other number.
    if text.as_bytes().get(end).is_some_and(|b| b.is_ascii_digit()) {
        return None;
    }
    Date::new(year, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn reads_what_files_write() {
        for text in [
            "2023-12-12",
            "2023/12/12",
            "20231212",
            "2023-12-12 08:30",
            "20231212T083000Z",
            " 2023-12-12T08:30:00.000+01:00 ",
        ] {
            assert_eq!(parse_date(text).map(|d| d.to_string()).as_deref(), Some("2023-12-12"), "{text}");
        }
    }

    #[test]
    fn guesses_nothing() {
        for text in
            ["", "yesterday", "12/11/2023", "2023-13-01", "2023-02-30", "1702368000", "2023-1-2", "日本日本"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
