//! JSON: cutting a stream into values without reading it whole, and reading one article from a value.

use super::{Field, Fields, date::parse_date};
use crate::{error::SourceFault, model::Article};
use serde_json::{Map, Value};
use std::io::{self, BufRead};

/// A value cut from a stream.
pub(super) struct Cut {
    /// Its bytes; the first `max` of them where it is longer.
    pub(super) bytes: Vec<u8>,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// True where it is longer than the bound.
    pub(super) too_large: bool,
}

/// Cuts the values of a `.json` file: one object, an array of them, or one after the other. Brackets and strings are followed, nothing
/// else is checked: that is left to whoever parses a value.
pub(super) fn next_value(reader: &mut dyn BufRead, line: &mut u64, max: u64) -> io::Result<Option<Cut>> {
    let (mut bytes, mut begun, mut size) = (Vec::new(), 0, 0u64);
    let (mut depth, mut string, mut escaped) = (0u32, false, false);
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            let cut = Cut { bytes, line: begun, too_large: size > max };
            return Ok((size > 0).then_some(cut));
        }
        let mut used = 0;
        let mut done = false;
        for &byte in buffer {
            used += 1;
            *line += u64::from(byte == b'\n');
            // Between values: white space, and the brackets and commas of the array around them.
            if size == 0 {
                if matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']') {
                    continue;
                }
                begun = *line;
            }
            size += 1;
            if size <= max {
                bytes.push(byte);
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if string => escaped = true,
                b'"' => string = !string,
                _ if string => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let scalar_ends = matches!(byte, b',' | b'\n');
            if depth == 0 && !string && (matches!(byte, b'}' | b']') || scalar_ends) {
                done = true;
                break;
            }
        }
        reader.consume(used);
        if done {
            return Ok(Some(Cut { bytes, line: begun, too_large: size > max }));
        }
    }
}

/// Cuts the next line that is not blank.
pub(super) fn next_line(reader: &mut dyn BufRead, line: &mut u64, max: u64) -> io::Result<Option<Cut>> {
    loop {
        let (mut bytes, mut size, mut ended) = (Vec::new(), 0u64, false);
        while !ended {
            let buffer = reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let at = memchr::memchr(b'\n', buffer);
            let used = at.map_or(buffer.len(), |at| at + 1);
            let room = usize::try_from(max.saturating_sub(size)).unwrap_or(usize::MAX);
            bytes.extend_from_slice(&buffer[..used.min(room)]);
            size += used as u64;
            ended = at.is_some();
            reader.consume(used);
        }
        if size == 0 {
            return Ok(None);
        }
        *line += 1;
        if !bytes.trim_ascii().is_empty() || size > max {
            return Ok(Some(Cut { bytes, line: *line, too_large: size > max }));
        }
    }
}

/// What is wrong, and where within the article: the line of the file is known to the caller, and lines count from there.
fn whereabouts(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let (line, column) = (error.line(), error.column());
    let problem = told.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&told);
    match line {
        0 | 1 => format!("{problem} at column {column}"),
        _ => format!("{problem} at column {column}, {} lines further down", line - 1),
    }
}

/// Reads an article from a JSON object; a missing id is left empty.
pub(super) fn article(json: &str, fields: &Fields) -> Result<Article, SourceFault> {
    let value: Value = serde_json::from_str(json).map_err(|e| SourceFault::Json(whereabouts(&e)))?;
    let Value::Object(mut object) = value else { return Err(SourceFault::NotAnObject) };
    let name = fields.name(Field::Text);
    match object.get(name) {
        Some(Value::String(text)) if text.trim().is_empty() => return Err(SourceFault::Empty),
        Some(Value::String(_)) => {}
        Some(_) => return Err(SourceFault::NotAString(name.to_owned())),
        None => {
            let found = object.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(SourceFault::NoField { field: name.to_owned(), found });
        }
    }
    let get = |field| scalar(&object, fields.name(field));
    let article = Article {
        id: get(Field::Id).unwrap_or_default(),
        text: String::new(),
        title: get(Field::Title),
        date: get(Field::Date).and_then(|date| parse_date(&date)),
        publisher: get(Field::Publisher),
        url: get(Field::Url),
        file: None,
        line: None,
    };
    // Last, since it is taken out: two fields may have the same name.
    let text = match object.get_mut(name) {
        Some(Value::String(text)) => std::mem::take(text),
        _ => String::new(),
    };
    Ok(Article { text, ..article })
}

fn scalar(object: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, max: u64) -> Vec<(String, u64, bool)> {
        let (mut reader, mut line, mut out) =
            (io::BufReader::with_capacity(3, text.as_bytes()), 1, Vec::new());
        while let Some(cut) = next_value(&mut reader, &mut line, max).unwrap() {
            out.push((String::from_utf8(cut.bytes).unwrap(), cut.line, cut.too_large));
        }
        out
    }

    #[test]
    fn cuts_one_object_an_array_and_a_row_of_objects() {
        let (a, b) = (r#"{"text": "a [1] \" }"}"#, r#"{"b": {"c": []}}"#);
        let want = |line| vec![(a.to_owned(), 1, false), (b.to_owned(), line, false)];
        assert_eq!(values(a, 99), want(2)[..1]);
        assert_eq!(values(&format!("[{a},\n\n{b}]\n"), 99), want(3));
        assert_eq!(values(&format!("{a}\n{b}"), 99), want(2));
    }

    #[test]
    fn stops_at_the_bound_and_goes_on_behind_it() {
        let got = values(r#"[{"text": "long long"}, {"a": 1}]"#, 10);
        assert_eq!(got, [(r#"{"text": ""#.to_owned(), 1, true), (r#"{"a": 1}"#.to_owned(), 1, false)]);
    }

    #[test]
    fn keeps_what_is_broken_for_the_parser() {
        assert_eq!(values("{\"a\": [1", 99), [("{\"a\": [1".to_owned(), 1, false)]);
    }

    #[test]
    fn lines_are_counted_through_blank_ones() {
        let (mut reader, mut line) = ("\n{}\r\n\n  \n{\"a\":1}".as_bytes(), 0);
        assert_eq!(next_line(&mut reader, &mut line, 99).unwrap().unwrap().line, 2);
        assert_eq!(next_line(&mut reader, &mut line, 99).unwrap().unwrap().line, 5);
        assert!(next_line(&mut reader, &mut line, 99).unwrap().is_none());
    }

    #[test]
    fn reads_renamed_fields() {
        let mut fields = Fields::default();
        fields.rename("text=body").unwrap();
        let got = article(
            r#"{"body": "Rain fell.", "id": 7, "date": "2023-12-12T01:00:00Z", "title": " "}"#,
            &fields,
        )
        .unwrap();
        assert_eq!((got.id.as_str(), got.text.as_str(), got.title), ("7", "Rain fell.", None));
        assert_eq!(got.date, Some(jiff::civil::date(2023, 12, 12)));
    }

    #[test]
    fn says_where_within_the_article_it_breaks() {
        let said = |json: &str| article(json, &Fields::default()).unwrap_err().to_string();
        assert_eq!(said("{bad"), "is not JSON: key must be a string at column 2");
        assert_eq!(
            said("{\"text\":\n\"Rain fell.\",\n}"),
            "is not JSON: trailing comma at column 1, 2 lines further down"
        );
    }

    #[test]
    fn says_which_fields_are_there() {
        let fault = article(r#"{"body": "Rain fell.", "day": null}"#, &Fields::default()).unwrap_err();
        assert_eq!(fault.to_string(), "has no field `text`, but: body, day");
        assert!(matches!(article("[1]", &Fields::default()), Err(SourceFault::NotAnObject)));
        assert!(matches!(article(r#"{"text": 3}"#, &Fields::default()), Err(SourceFault::NotAString(_))));
    }
}
