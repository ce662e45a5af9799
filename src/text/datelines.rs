//! The dateline at the head of a report: the place, the date and the agency, up to a dash.

use super::{lexicon::Facets, paragraphs::Paragraph, reader::Reader};
use crate::model::{Shape, Token};

/// Tokens of a dateline at most.
const LONGEST: usize = 24;

impl Reader<'_> {
    /// A line that holds only the place, and perhaps the agency and the date, of the report: "BAMAKO, Mali (SNA)".
    pub fn is_dateline_alone(&self, paragraph: Paragraph) -> bool {
        let tokens = self.tokens_of(paragraph);
        let upper = tokens.first().is_some_and(|token| token.shape.has(Shape::UPPER) && token.span.len() > 3);
        let extent = self.place_and_source(tokens);
        let (agency, date) = (extent.agency, extent.date);
        upper && extent.length == tokens.len() && (agency || date)
    }

    /// Number of tokens of the dateline at the head of a paragraph, its dash included; 0 where there is none.
    ///
    /// A place before a dash is enough in the body's `first` paragraph; further down, where a dash as often sets a name or a topic off
    /// ("Awa Diallo — Mayor of Gao"), it must be one word, or two that a comma or the beginning of a sentence shows to be a place.
    pub fn dateline(&self, paragraph: Paragraph, first: bool) -> usize {
        let tokens = self.tokens_of(paragraph);
        if let Some(length) = self.bracketed(tokens).filter(|_| first) {
            return length;
        }
        let extent = self.place_and_source(tokens);
        let Some(dash) = tokens.get(extent.length) else { return 0 };
        let word = self.word(dash);
        let long = matches!(word, "—" | "–" | "--" | "―");
        if extent.places == 0 || !(long || matches!(word, "-" | "_")) {
            return 0;
        }
        let next = tokens.get(extent.length + 1);
        let spaced = next.is_none_or(|token| token.shape.has(Shape::SPACED));
        let loose = dash.shape.has(Shape::SPACED) || extent.agency;
        let capital = next.is_none_or(|token| !token.shape.has(Shape::LOWER));
        let upper = tokens.first().is_some_and(|token| token.shape.has(Shape::UPPER) && token.span.len() > 3);
        let starter = tokens.first().is_some_and(|token| self.facets(token).any(Facets::STARTER));
        let evidence = extent.agency
            || extent.date
            || upper
            || long
                && extent.places <= 5
                && !starter
                && (first || self.is_plainly_a_place(tokens, extent.length));
        if evidence && capital && (spaced && loose || long) { extent.length + 1 } else { 0 }
    }

    /// Number of tokens of a place or an agency in brackets, alone before the first sentence: "(Lilongwe) The minister …".
    fn bracketed(&self, tokens: &[Token]) -> Option<usize> {
        let [open, inside @ ..] = tokens else { return None };
        let close = inside.iter().take(6).position(|token| self.word(token) == ")")?;
        let (name, rest) = (&inside[..close], &inside[close + 1..]);
        let named = name.iter().all(|token| token.shape.has(Shape::INITIAL) || self.word(token) == ",");
        let opens = rest.first()?.shape;
        let report = rest.len() > 4 && opens.has(Shape::INITIAL) && opens.has(Shape::SPACED);
        (self.word(open) == "(" && close > 0 && named && report).then_some(close + 2)
    }

    /// True for one word, or two that a comma parts or a sentence's beginning follows, before a single dash at `dash`.
    fn is_plainly_a_place(&self, tokens: &[Token], dash: usize) -> bool {
        let (head, rest) = (tokens.get(..dash).unwrap_or(&[]), tokens.get(dash + 1..).unwrap_or(&[]));
        let opens = rest
            .first()
            .is_some_and(|next| next.shape.has(Shape::INITIAL) && self.facets(next).any(Facets::STARTER));
        let paired =
            rest.iter().take(LONGEST).any(|token| matches!(self.word(token), "—" | "–" | "--" | "―"));
        let named = rest.first().is_some_and(|next| next.shape.has(Shape::INITIAL));
        let comma = head.iter().any(|token| self.word(token) == ",");
        !paired && named && (head.len() == 1 || comma || head.len() == 2 && opens)
    }

    /// The head of a paragraph that holds places, a date and an agency in brackets, as far as it goes.
    fn place_and_source(&self, tokens: &[Token]) -> Extent {
        let mut extent = Extent::default();
        let tokens = tokens.get(..tokens.len().min(LONGEST)).unwrap_or(&[]);
        while let Some(token) = tokens.get(extent.length) {
            let (word, facets) = (self.word(token), self.facets(token));
            if word == "(" {
                let close = tokens[extent.length..].iter().take(8).position(|token| self.word(token) == ")");
                let Some(close) = close else { break };
                let inside = &tokens[extent.length + 1..extent.length + close];
                if inside.iter().any(|token| token.shape.has(Shape::LOWER) && token.span.len() > 3) {
                    break;
                }
                extent.agency = true;
                extent.length += close + 1;
                continue;
            }
            let next_is_place = tokens.get(extent.length + 1).is_some_and(|t| t.shape.has(Shape::INITIAL));
            if facets.any(Facets::CALENDAR) && token.shape.has(Shape::INITIAL) && extent.places > 0 {
                extent.date = true;
            } else if token.shape.has(Shape::INITIAL) {
                extent.places += 1;
            } else if token.shape.has(Shape::DIGIT) && !token.shape.has(Shape::WORD) {
                if extent.places == 0 || word.len() > 4 {
                    break;
                }
            } else if !(matches!(word, "," | "/" | "'" | "’")
                || word == "-" && !token.shape.has(Shape::SPACED) && next_is_place
                // "Port of Spain", "Rio de Janeiro": a short word between two capitals.
                || token.shape.has(Shape::LOWER) && token.span.len() <= 3 && extent.places > 0 && next_is_place && extent.length < 6)
            {
                break;
            }
            extent.length += 1;
            if extent.places > 8 {
                break;
            }
        }
        extent
    }
}

/// How far the head of a report goes.
#[derive(Default)]
struct Extent {
    /// Tokens.
    length: usize,
    /// Words with a capital.
    places: usize,
    /// A bracket that may hold an agency.
    agency: bool,
    /// A month or a day of the week.
    date: bool,
}
