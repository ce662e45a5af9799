//! From lines to paragraphs: which line breaks only wrap a text, and which end something.

use super::tokens::Line;
use crate::model::{Shape, Token, TokenSpan};

/// The widest column at which a text is taken to be wrapped by hand or by a mail program.
const WIDEST: usize = 100;
/// The narrowest.
const NARROWEST: usize = 40;

/// A paragraph: the lines that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// A blank line, or nothing at all, stands before it.
    pub apart: bool,
}

/// Joins the lines of a wrapped text; where lines are paragraphs, leaves them.
///
/// A break wraps where the next line's first word would not have fitted on the line, given the widest line of the text, and the text as a
/// whole shows that habit; or where the line before does not end and the next goes on with a small letter.
pub(super) fn paragraphs(text: &str, tokens: &[Token], lines: &[Line]) -> Vec<Paragraph> {
    let width = wrap_width(text, tokens, lines);
    let mut found: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines {
        let joins = !line.apart
            && before.is_some_and(|before| {
                goes_on(text, tokens, before, line)
                    || width.is_some_and(|width| would_overflow(text, tokens, before, line, width))
            });
        match found.last_mut() {
            Some(paragraph) if joins => paragraph.tokens.end = line.tokens.end,
            _ => found.push(Paragraph { tokens: line.tokens, apart: line.apart }),
        }
        before = Some(line);
    }
    found
}

/// Length of a line in characters, near enough.
fn length(text: &str, tokens: &[Token], line: &Line) -> usize {
    match tokens.get(line.tokens.range()) {
        Some([first, .., last]) => first.span.cover(last.span).of(text).chars().count(),
        Some([only]) => only.span.of(text).chars().count(),
        _ => 0,
    }
}

/// Length of the first run of characters without white space.
fn first_word(text: &str, tokens: &[Token], line: &Line) -> usize {
    let Some(first) = tokens.get(line.tokens.start as usize) else { return 0 };
    text[first.span.start as usize..].chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count()
}

fn would_overflow(text: &str, tokens: &[Token], before: &Line, line: &Line, width: usize) -> bool {
    !is_list_item(text, tokens, line)
        && length(text, tokens, before) + 1 + first_word(text, tokens, line) > width
}

/// The column at which the text is wrapped, where it is.
fn wrap_width(text: &str, tokens: &[Token], lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| length(text, tokens, line)).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let inner = lines.windows(2).filter(|pair| !pair[1].apart);
    let (mut breaks, mut full) = (0, 0);
    for pair in inner {
        breaks += 1;
        full += usize::from(would_overflow(text, tokens, &pair[0], &pair[1], width));
    }
    (full >= 2 && full * 3 >= breaks * 2).then_some(width)
}

/// True where the line before does not end and this one goes on with a small letter.
fn goes_on(text: &str, tokens: &[Token], before: &Line, line: &Line) -> bool {
    let (Some(last), Some(first)) =
        (tokens.get(before.tokens.end as usize - 1), tokens.get(line.tokens.start as usize))
    else {
        return false;
    };
    let open = last.shape.has(Shape::WORD) || last.span.of(text) == ",";
    open && first.shape.has(Shape::LOWER) && before.tokens.len() > 3 && !is_list_item(text, tokens, line)
}

/// True for a line that begins with a bullet or an ordinal.
fn is_list_item(text: &str, tokens: &[Token], line: &Line) -> bool {
    let Some([first, second, ..]) = tokens.get(line.tokens.range()) else { return false };
    let word = first.span.of(text);
    let bullet = word.chars().count() == 1
        && word.chars().all(super::class::is_bullet)
        && second.shape.has(Shape::SPACED);
    let ordinal = word.len() <= 3
        && !second.shape.has(Shape::SPACED)
        && matches!(second.span.of(text), "." | ")")
        && (first.shape.has(Shape::DIGIT) || word.len() == 1);
    bullet || ordinal
}
