//! The part of an article to which each paragraph belongs.
//!
//! Phrases of the language pack tell captions and boilerplate. The rest is told by form: a headline is a first line that does not end like
//! a sentence, a crosshead a short one between paragraphs that do, a date line holds a date and nothing else.

use super::{
    class,
    lexicon::{Facets, Lexicon},
    paragraphs::Paragraph,
    reader::Reader,
    table::Table,
    tokens::tokenize,
};
use crate::{
    error::{Error, LangFault, Place, Result},
    lang::{TextPack, ZoneAt},
    model::{Article, Part, Shape, Span, Token},
};
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

/// Words of a headline at most.
const HEADLINE: usize = 35;
/// Words of a crosshead at most.
const CROSSHEAD: usize = 10;
/// Bytes that may stand before a phrase at the head of a paragraph, or behind one at its end, none of which is a letter or digit.
const MARGIN: usize = 16;
/// Paragraphs of the body in whose heads a dateline may stand.
const HEADS: usize = 3;

/// What tells the parts of an article, compiled.
#[derive(Debug)]
pub(super) struct Zones {
    phrases: AhoCorasick,
    /// The first words of the phrases.
    heads: Table,
    /// The first bytes of those that begin with no letter.
    marks: [bool; 256],
    /// For each phrase, the rule.
    rules: Vec<Rule>,
    /// In a paragraph of more words, phrases are looked for at its head alone.
    anywhere: usize,
    bylines: Vec<String>,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    part: Part,
    at: ZoneAt,
    max_words: u32,
    rest: bool,
}

/// A paragraph with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Zoned {
    pub paragraph: Paragraph,
    pub part: Part,
    /// Number of its first tokens that are a dateline.
    pub dateline: u32,
}

/// The form of a paragraph.
#[derive(Clone, Copy)]
struct Form {
    span: Span,
    words: usize,
    /// It ends with a full stop, a question or exclamation mark, an ellipsis or a colon.
    ends: bool,
    /// It begins with a bullet or an ordinal.
    item: bool,
}

impl Zones {
    /// Compiles the phrases.
    pub fn new(pack: &TextPack, lexicon: &Lexicon) -> Result<Self> {
        let mut words = Vec::new();
        let mut rules = Vec::new();
        for zone in &pack.zones {
            for phrase in &zone.phrases {
                words.push(phrase.as_str());
                rules.push(Rule { part: zone.part, at: zone.at, max_words: zone.max_words, rest: zone.rest });
            }
        }
        let phrases = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .start_kind(StartKind::Anchored)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .map_err(|error| {
                Error::at(Place::NOWHERE, LangFault::BadPattern("zone".into(), error.to_string()))
            })?;
        let (mut heads, mut marks) = (Table::with_room(words.len()), [false; 256]);
        for word in words {
            let first = word.bytes().next().unwrap_or_default();
            marks[first as usize] |= !first.is_ascii_alphabetic();
            if let Some(token) = tokenize(word, lexicon).0.first() {
                heads.set(token.key, 1);
            }
        }
        let anywhere = rules.iter().filter(|rule| matches!(rule.at, ZoneAt::Anywhere | ZoneAt::End));
        let anywhere = anywhere.map(|rule| rule.max_words as usize).max().unwrap_or(0);
        Ok(Self { phrases, heads, marks, rules, anywhere, bylines: pack.bylines.clone() })
    }

    /// Tells the part of each paragraph.
    pub fn read(
        &self,
        article: &Article,
        tokens: &[Token],
        lexicon: &Lexicon,
        paragraphs: &[Paragraph],
    ) -> Vec<Zoned> {
        let reader = Reader { text: &article.text, tokens, lexicon };
        let forms: Vec<Form> = paragraphs.iter().map(|paragraph| reader.form(paragraph)).collect();
        let mut zoned: Vec<Zoned> =
            paragraphs.iter().map(|&paragraph| Zoned { paragraph, part: Part::Body, dateline: 0 }).collect();
        let mut told = vec![false; zoned.len()];
        self.tell_by_phrase(&reader, &forms, &mut zoned, &mut told);
        self.tell_by_form(article, &reader, &forms, &mut zoned, &mut told);
        let mut heads = 0;
        for (zone, form) in zoned.iter_mut().zip(&forms).filter(|(zone, _)| zone.part == Part::Body) {
            let length = reader.dateline(zone.paragraph, heads == 0);
            if length == zone.paragraph.tokens.len() as usize && length > 0 {
                zone.part = Part::Dateline;
            }
            zone.dateline = length as u32;
            // Points and notes before the report, as agencies send them with a new version, do not count.
            heads += usize::from(form.ends && !form.item);
            if heads == HEADS || length > 0 {
                break;
            }
        }
        zoned
    }

    fn tell_by_phrase(&self, reader: &Reader<'_>, forms: &[Form], zoned: &mut [Zoned], told: &mut [bool]) {
        let mut rest: Option<(usize, Part)> = None;
        for (at, form) in forms.iter().enumerate() {
            let Some(rule) = self.rule_of(reader, zoned[at].paragraph, *form) else { continue };
            zoned[at].part = rule.part;
            told[at] = true;
            if rule.rest && at > 0 {
                rest.get_or_insert((at, rule.part));
            }
        }
        if let Some((from, part)) = rest {
            for (zone, told) in zoned[from..].iter_mut().zip(&mut told[from..]) {
                (zone.part, *told) = (part, true);
            }
        }
    }

    /// The rule of the first phrase that tells the part of a paragraph. A phrase begins where a token does.
    fn rule_of(&self, reader: &Reader<'_>, paragraph: Paragraph, form: Form) -> Option<Rule> {
        let text = reader.text;
        let mut past = 0;
        for token in reader.tokens_of(paragraph) {
            let start = token.span.start as usize;
            if form.words > self.anywhere && start > form.span.start as usize + MARGIN {
                break;
            }
            let first = text.as_bytes().get(start).copied().unwrap_or_default();
            if start < past || !self.marks[first as usize] && self.heads.get(token.key) == 0 {
                continue;
            }
            let input = Input::new(text).span(start..form.span.end as usize).anchored(Anchored::Yes);
            let Some(found) = self.phrases.find(input) else { continue };
            past = found.end();
            let rule = self.rules[found.pattern().as_usize()];
            if form.words > rule.max_words as usize || !is_whole_word(text, start, past) {
                continue;
            }
            let head = text.get(form.span.start as usize..start).unwrap_or("x");
            let tail = text.get(past..form.span.end as usize).unwrap_or("x");
            // Few characters of a short head and tail are looked at, so that the whole stays linear.
            let bare = |s: &str| s.len() <= MARGIN && !s.chars().any(char::is_alphanumeric);
            let fits = match rule.at {
                ZoneAt::Anywhere => true,
                ZoneAt::Start => bare(head),
                ZoneAt::End => bare(tail),
                ZoneAt::Whole => bare(head) && bare(tail),
            };
            if fits {
                return Some(rule);
            }
        }
        None
    }

    fn tell_by_form(
        &self,
        article: &Article,
        reader: &Reader<'_>,
        forms: &[Form],
        zoned: &mut [Zoned],
        told: &mut [bool],
    ) {
        let title = article.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let many = forms.len() > 1 && forms.iter().skip(1).any(|form| form.ends);
        for at in 0..forms.len() {
            if told[at] {
                continue;
            }
            let (form, paragraph) = (forms[at], zoned[at].paragraph);
            let words = form.span.of(reader.text);
            let is_title = at < 3 && title.is_some_and(|title| same_words(title, words));
            let may_head = at == 0 && title.is_none() && many && form.words <= HEADLINE && form.words > 0;
            zoned[at].part = if is_title {
                Part::Title
            } else if reader.is_date(paragraph) {
                Part::Date
            } else if reader.is_credited(paragraph, form) {
                Part::Caption
            } else if self.is_byline(reader, paragraph, form) || reader.is_contact(paragraph, form) {
                Part::Boilerplate
            } else if form.words <= 12 && !form.ends && !form.item && reader.is_dateline_alone(paragraph) {
                Part::Dateline
            } else if may_head
                && !form.item
                && (!form.ends || reader.asks(paragraph))
                && reader.dateline(paragraph, true) == 0
            {
                Part::Title
            } else if at > 0 && is_crosshead(reader, forms, zoned, at) {
                Part::Crosshead
            } else {
                continue;
            };
            told[at] = true;
        }
    }

    /// A line that names the authors: "By Awa Diallo and Issa Ba".
    fn is_byline(&self, reader: &Reader<'_>, paragraph: Paragraph, form: Form) -> bool {
        if form.words > 14 || form.ends {
            return false;
        }
        let words = form.span.of(reader.text);
        self.bylines.iter().any(|head| {
            let rest = words
                .get(..head.len())
                .filter(|start| start.eq_ignore_ascii_case(head))
                .map(|_| &words[head.len()..]);
            rest.is_some_and(|rest| {
                rest.starts_with([' ', ':'])
                    && rest.trim_start_matches([' ', ':']).starts_with(char::is_uppercase)
            })
        }) && reader.tokens_of(paragraph).iter().filter(|t| t.shape.has(Shape::LOWER)).count() <= 4
    }
}

/// A short line that does not end like a sentence, between paragraphs that do.
fn is_crosshead(reader: &Reader<'_>, forms: &[Form], zoned: &[Zoned], at: usize) -> bool {
    let (form, before, Some(after)) = (forms[at], forms[at - 1], forms.get(at + 1)) else { return false };
    let stands_alone = zoned[at].paragraph.apart;
    let first = reader.tokens_of(zoned[at].paragraph).iter().find(|token| !token.shape.has(Shape::PUNCT));
    stands_alone
        && (1..=CROSSHEAD).contains(&form.words)
        && (!form.ends || reader.asks(zoned[at].paragraph))
        && !form.item
        && first.is_some_and(|token| !token.shape.has(Shape::LOWER))
        && (before.ends || zoned[at - 1].part != Part::Body)
        && after.ends
        && after.words > form.words
        && !after.item
}

/// True where neither end of a match lies inside a word.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let inside = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at..).and_then(|tail| tail.chars().next());
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    !inside(start) && !inside(end)
}

/// Equal but for white space.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

impl Reader<'_> {
    fn form(&self, paragraph: &Paragraph) -> Form {
        let tokens = self.tokens_of(*paragraph);
        let span = match tokens {
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
            [] => Span::default(),
        };
        let words = tokens.iter().filter(|token| !token.shape.has(Shape::PUNCT)).count();
        let last = tokens.iter().rev().take(4).find(|token| {
            let word = self.word(token);
            word != "''" && !word.chars().all(class::is_closer)
        });
        let ends = last.is_some_and(|token| {
            self.word(token).ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।'])
        });
        let item = tokens.first().is_some_and(|token| {
            let word = self.word(token);
            let bullet = token.shape.has(Shape::PUNCT) && word.chars().all(class::is_bullet);
            let ordinal = word.len() <= 3
                && tokens.get(1).is_some_and(|next| {
                    !next.shape.has(Shape::SPACED) && matches!(self.word(next), "." | ")")
                });
            bullet || ordinal && (token.shape.has(Shape::DIGIT) || word.len() == 1)
        });
        Form { span, words, ends, item }
    }

    /// True for a paragraph that ends with a question mark, as headlines may.
    fn asks(&self, paragraph: Paragraph) -> bool {
        self.tokens_of(paragraph).iter().rev().take(3).any(|token| self.word(token).ends_with(['?', '!']))
    }

    /// A line that holds only a date, or a time of day.
    fn is_date(&self, paragraph: Paragraph) -> bool {
        let tokens = self.tokens_of(paragraph);
        if tokens.len() > 20 {
            return false;
        }
        let (mut evidence, mut number) = (false, false);
        for token in tokens {
            let facets = self.facets(token);
            let word = self.word(token);
            if token.shape.has(Shape::DIGIT) {
                number = true;
                let parts =
                    word.split(['-', '/', ':']).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
                evidence |= parts.count() > 1 || word.contains('T') && word.len() >= 16;
                if token.shape.has(Shape::WORD) && word.len() > 4 && !word.contains(':') {
                    return false;
                }
            } else if facets.any(Facets::CALENDAR) && token.shape.has(Shape::INITIAL) {
                evidence = true;
            } else if !token.shape.has(Shape::PUNCT) && !facets.any(Facets::DATE_WORD) {
                return false;
            }
        }
        evidence && number
    }

    /// A line that ends with the credit of a picture: "[Issa Ba/SNA]".
    fn is_credited(&self, paragraph: Paragraph, form: Form) -> bool {
        let tokens = self.tokens_of(paragraph);
        let closes = tokens.last().is_some_and(|token| matches!(self.word(token), "]" | ")"));
        if !closes || form.words > 60 {
            return false;
        }
        let open = tokens.iter().rev().take(12).position(|token| matches!(self.word(token), "[" | "("));
        let credit = open.and_then(|back| tokens.get(tokens.len() - back..)).unwrap_or(&[]);
        credit.iter().any(|token| self.word(token) == "/")
            && !credit.iter().any(|token| token.shape.has(Shape::LOWER))
    }

    /// A short line with a mail or web address, or a telephone number.
    fn is_contact(&self, paragraph: Paragraph, form: Form) -> bool {
        if form.words > 16 || form.ends && form.words > 6 {
            return false;
        }
        self.tokens_of(paragraph).iter().any(|token| {
            let word = self.word(token);
            let address = word.starts_with("http") && word.contains("://") || word.starts_with("www.");
            let mail = word.find('@').is_some_and(|at| at > 0) && word.contains('.');
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let phone = digits >= 9 && word.matches('-').count() >= 2;
            address || mail || phone
        })
    }
}
