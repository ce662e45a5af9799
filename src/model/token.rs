//! Tokens and sentences: the arrays that every stage walks.

use super::{Span, TokenSpan, WordKey};
use serde::{Deserialize, Serialize};

/// One token: a word, a number, a clitic or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its lower-case form, as a key.
    pub key: WordKey,
    /// What it looks like.
    pub shape: Shape,
}

/// What a token looks like, as a set of flags.
///
/// ```
/// use griot::model::Shape;
/// let shape = Shape::of("MINUSMA");
/// assert!(shape.has(Shape::UPPER) && shape.has(Shape::INITIAL));
/// assert!(!Shape::of("1,200").has(Shape::WORD));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u16);

impl Shape {
    /// Holds a letter.
    pub const WORD: Self = Self(1);
    /// Holds a digit.
    pub const DIGIT: Self = Self(1 << 1);
    /// Neither letter nor digit.
    pub const PUNCT: Self = Self(1 << 2);
    /// The first letter is upper case.
    pub const INITIAL: Self = Self(1 << 3);
    /// Every letter is upper case, and there is at least one.
    pub const UPPER: Self = Self(1 << 4);
    /// Every letter is lower case, and there is at least one.
    pub const LOWER: Self = Self(1 << 5);
    /// Only ASCII.
    pub const ASCII: Self = Self(1 << 6);
    /// White space stands before it, or it begins the text.
    pub const SPACED: Self = Self(1 << 7);
    /// The first token of a line, after a line break.
    pub const LINE: Self = Self(1 << 8);
    /// Letters and digits of ASCII, and nothing else: its key is that of all its characters.
    pub const PLAIN: Self = Self(1 << 9);

    /// True where every flag of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of flags.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The shape of a token's own characters ([`Shape::SPACED`] and [`Shape::LINE`] are the tokeniser's to add).
    pub fn of(token: &str) -> Self {
        let (mut letter, mut digit, mut upper, mut lower, mut first) = (false, false, false, false, None);
        for c in token.chars() {
            if matches!(c, '\u{2000}'..='\u{206F}') {
                // Dashes and quotation marks, which most characters of news beyond ASCII are, need no look-up.
                continue;
            }
            if c.is_alphabetic() {
                letter = true;
                upper |= c.is_uppercase();
                lower |= !c.is_uppercase();
                first.get_or_insert(c.is_uppercase());
            } else {
                digit |= c.is_numeric();
            }
        }
        let mut shape = Self(0);
        let mut set = |flag: Self, on: bool| {
            if on {
                shape = shape.with(flag);
            }
        };
        set(Self::WORD, letter);
        set(Self::DIGIT, digit);
        set(Self::PUNCT, !letter && !digit);
        set(Self::INITIAL, first == Some(true));
        set(Self::UPPER, upper && !lower);
        set(Self::LOWER, lower && !upper);
        set(Self::ASCII, token.is_ascii());
        set(Self::PLAIN, !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        shape
    }
}

/// What part of an article a sentence belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Title,
    /// A line that holds only the date (and time) of publication.
    Date,
    /// A heading inside the text.
    Crosshead,
    /// The words under a picture, and its credit.
    Caption,
    /// A line that holds only the place (and agency) of the report.
    Dateline,
    /// The report itself.
    #[default]
    Body,
    /// The publisher's notices, contact lines, links to other articles.
    Boilerplate,
}

impl Part {
    /// The word for it in the output, as in `eval/FORMAT.md`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Crosshead => "crosshead",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// One sentence, or one line that is a unit of its own (a headline, a caption, an item of a list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The part of the article.
    pub part: Part,
    /// Ordinal of the paragraph (a block between blank lines, or a line that stands alone), from 0.
    pub paragraph: u32,
    /// How many of its first tokens are a dateline ("BAMAKO, Dec. 11 (Reuters) -"), 0 where there is none.
    pub dateline: u32,
}

/// A segmented text as the stages see it: the words, the tokens and the sentences, none of which changes any more.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The article's text.
    pub text: &'a str,
    /// All tokens, in order.
    pub tokens: &'a [Token],
    /// All sentences, in order, without overlap; every token lies in exactly one.
    pub sentences: &'a [Sentence],
}

impl<'a> View<'a> {
    /// The words of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// The bytes that a range of tokens covers; empty where the range is empty or does not fit.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        match self.tokens.get(tokens.range()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        self.tokens.get(sentence.tokens.range()).unwrap_or(&[])
    }

    /// The index of the sentence that holds the token of this index, found by binary search.
    pub fn sentence_of(&self, token: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.tokens.start <= token);
        let index = after.checked_sub(1)?;
        (token < self.sentences[index].tokens.end).then_some(index)
    }
}
