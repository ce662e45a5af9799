//! CSV: rows under a header, one article each.

use super::{Field, Fields, date::parse_date, decode::decode};
use crate::{error::SourceFault, model::Article};
use csv::ByteRecord;
use std::io::{self, BufRead};

/// Begins to read CSV, whose cells are parted by whichever of comma, semicolon and tab its first line has most of.
pub(super) fn reader(mut plain: Box<dyn BufRead + Send>) -> io::Result<csv::Reader<Box<dyn BufRead + Send>>> {
    let buffer = plain.fill_buf()?;
    let header = buffer.split(|&b| b == b'\n').next().unwrap_or_default();
    let count = |&mark: &u8| header.iter().filter(|&&b| b == mark).count();
    // `max_by_key` takes the last of equals: the comma, where the line has none of them.
    let delimiter = [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',');
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(plain))
}

/// Reads an article from a row; a missing id is left empty.
pub(super) fn article(
    header: &ByteRecord,
    row: &ByteRecord,
    fields: &Fields,
) -> Result<Article, SourceFault> {
    let at = |field| header.iter().position(|cell| cell.trim_ascii() == fields.name(field).as_bytes());
    let cell = |field| row.get(at(field)?).map(<[u8]>::to_vec);
    let Some(text) = at(Field::Text) else {
        let found = header.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(", ");
        return Err(SourceFault::NoField { field: fields.name(Field::Text).to_owned(), found });
    };
    let text = decode(row.get(text).unwrap_or_default().to_vec(), None)?;
    let get = |field| decode(cell(field)?, None).ok().map(|text| text.trim().to_owned());
    Ok(Article {
        id: get(Field::Id).unwrap_or_default(),
        text,
        title: get(Field::Title),
        date: get(Field::Date).and_then(|date| parse_date(&date)),
        publisher: get(Field::Publisher),
        url: get(Field::Url),
        file: None,
        line: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_delimiter() {
        for text in [
            "id,text\n1,\"Rain, fell; hard.\"\n",
            "id;text\n1;Rain, fell; hard.\n",
            "id\ttext\n1\tRain, fell; hard.\n",
        ] {
            let mut rows = reader(Box::new(text.as_bytes())).unwrap();
            let header = rows.byte_headers().unwrap().clone();
            let mut row = ByteRecord::new();
            rows.read_byte_record(&mut row).unwrap();
            let got = article(&header, &row, &Fields::default()).unwrap();
            assert_eq!(got.id, "1");
            assert!(got.text.starts_with("Rain, fell"), "{text}");
        }
    }

    #[test]
    fn a_header_without_text_says_what_it_has() {
        let header = ByteRecord::from(vec!["id", "body"]);
        let fault = article(&header, &header, &Fields::default()).unwrap_err();
        assert_eq!(fault.to_string(), "has no field `text`, but: id, body");
    }
}
