//! The guess of an article's language: by its script, then by the frequent words of each language that the pack lists.
//!
//! Function words make up a third of running text in any of these languages, and a list of some forty of them a fifth or more, so that a
//! few sentences tell one language from another. The head of the text is enough.

use super::table::Table;
use crate::{
    error::{Error, LangFault, Place, Result},
    lang::Language,
    model::{LanguageGuess, Shape, Token, WordKey},
};

/// Words that are looked at.
const SAMPLE: usize = 400;
/// Words below which nothing is said of a text in Latin letters.
const ENOUGH: usize = 20;
/// Share of frequent words below which a text is in no language that is listed.
const UNKNOWN: f32 = 0.06;

/// The codes that a guess can give.
const CODES: &[&str] = &[
    "en", "fr", "es", "pt", "de", "it", "nl", "sw", "ha", "so", "id", "tr", "pl", "sv", "da", "no", "fi",
    "ro", "cs", "hu", "vi", "yo", "ig", "zu", "xh", "af", "rw", "ln", "wo", "ff", "bm", "mg", "sn", "om",
    "ms", "tl",
];

/// Scripts, and the language that is most written in each where the script does not tell more.
const SCRIPTS: &[(u32, u32, &str)] = &[
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x077F, "ar"),
    (0x08A0, 0x08FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0E00, 0x0E7F, "th"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0xFB50, 0xFEFC, "ar"),
];

/// Tells languages apart.
#[derive(Debug)]
pub(super) struct Guesser {
    /// The language that the pack reads.
    own: &'static str,
    codes: Vec<&'static str>,
    /// For each frequent word, the languages that have it, a bit each.
    words: Table,
}

impl Guesser {
    /// Compiles the lists of frequent words.
    pub fn new(language: &Language) -> Result<Self> {
        let known = |code: &str| {
            CODES.iter().find(|known| **known == code).copied().ok_or_else(|| {
                Error::at(
                    Place::NOWHERE,
                    LangFault::BadValue(
                        "common".into(),
                        format!("{code:?} is no language code that griot knows"),
                    ),
                )
            })
        };
        let own = CODES.iter().find(|code| **code == language.about.code).copied().unwrap_or("und");
        let room = language.text.common.iter().map(|list| list.words.len()).sum();
        let mut guesser = Self { own, codes: Vec::new(), words: Table::with_room(room) };
        for list in language.text.common.iter().take(32) {
            let bit = 1 << guesser.codes.len();
            guesser.codes.push(known(&list.code)?);
            for word in &list.words {
                let key = WordKey::of(word);
                guesser.words.set(key, guesser.words.get(key) | bit);
            }
        }
        Ok(guesser)
    }

    /// Guesses the language of a text.
    pub fn guess(&self, text: &str, tokens: &[Token]) -> LanguageGuess {
        let mut hits = [0u32; 32];
        let (mut latin, mut scripts) = (0usize, [0usize; SCRIPTS.len()]);
        let words = tokens.iter().filter(|token| token.shape.has(Shape::WORD)).take(SAMPLE);
        for token in words {
            let ascii = token.shape.has(Shape::ASCII);
            if let Some(script) = (!ascii).then(|| script_of(token.span.of(text))).flatten() {
                scripts[script] += 1;
                continue;
            }
            latin += 1;
            let mut bits = self.words.get(token.key);
            while bits != 0 {
                hits[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        let other: usize = scripts.iter().sum();
        if other > latin && other >= 3 {
            let code = scripts
                .iter()
                .zip(SCRIPTS)
                .max_by_key(|(count, _)| **count)
                .map_or("und", |(_, script)| script.2);
            return LanguageGuess {
                code,
                confidence: other as f32 / (other + latin) as f32,
                readable: code == self.own,
            };
        }
        if latin < ENOUGH || self.codes.is_empty() {
            return LanguageGuess::default();
        }
        self.weigh(&hits[..self.codes.len()], latin)
    }

    fn weigh(&self, hits: &[u32], words: usize) -> LanguageGuess {
        let share = |index: usize| hits[index] as f32 / words as f32;
        let best = (0..hits.len()).max_by_key(|&index| (hits[index], std::cmp::Reverse(index))).unwrap_or(0);
        let second =
            (0..hits.len()).filter(|&index| index != best).map(|index| hits[index]).max().unwrap_or(0);
        let own = self.codes.iter().position(|code| *code == self.own).map_or(0.0, share);
        if share(best) < UNKNOWN {
            // A table of names and figures, or a language that is not listed: the longer the text, the likelier the second.
            return LanguageGuess { code: "und", confidence: 0.0, readable: words < 3 * ENOUGH };
        }
        let confidence = hits[best] as f32 / (hits[best] + second).max(1) as f32;
        let foreign = self.codes[best] != self.own && share(best) > 1.3 * own;
        let code = if foreign { self.codes[best] } else { self.own };
        LanguageGuess { code, confidence, readable: !foreign }
    }
}

/// The script of a word's first letter that is not Latin, as an index; `None` for Latin.
fn script_of(word: &str) -> Option<usize> {
    let letter = word.chars().find(|c| c.is_alphabetic())? as u32;
    SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&letter))
}
