//! The language of patterns: what an analyst writes in a rule, read and spelt out as plain sequences of steps.
//!
//! | written | matches |
//! |---|---|
//! | `ago`, `last\|past` | this word, one of these words |
//! | `@month` | any word of the class `month` |
//! | `{month}` | the same, and captures its value under the class's role |
//! | `{n:number}` | a class, captured under another role |
//! | `<date>` | a whole expression of another rule, captured |
//! | `$approximately` | a phrase that the files define |
//! | `( … \| … )` | either |
//! | `x?` | x or nothing |

use std::collections::BTreeMap;

/// One token, or one item of several tokens, that a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// What must stand there.
    pub what: What,
    /// The role under which it is captured.
    pub role: Option<String>,
}

/// What a step asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// One of these words.
    Words(Vec<String>),
    /// A class, of the files or built in.
    Class(String),
    /// An expression of another rule.
    Nested(String),
}

/// No pattern may spell out to more sequences than this.
const MAX_SEQUENCES: usize = 3000;

/// All sequences of steps that a pattern stands for.
///
/// # Errors
/// Says what is wrong with the pattern.
pub(super) fn sequences(pattern: &str, phrases: &BTreeMap<String, String>) -> Result<Vec<Vec<Step>>, String> {
    expand(pattern, phrases, 0)
}

fn expand(pattern: &str, phrases: &BTreeMap<String, String>, depth: usize) -> Result<Vec<Vec<Step>>, String> {
    if depth > 8 {
        return Err("a phrase holds itself".into());
    }
    let words = split(pattern);
    let mut parser = Parser { words: &words, at: 0, phrases, depth };
    let all = parser.alternatives()?;
    match words.get(parser.at) {
        Some(word) => Err(format!("{word:?} closes nothing")),
        None => Ok(all),
    }
}

/// Cuts a pattern at white space and around `(`, `|` and `)`; a `?` stays with what it follows.
fn split(pattern: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in pattern.chars() {
        match c {
            '(' | '|' | ')' => {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(c.to_string());
            }
            c if c.is_whitespace() => {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            }
            '?' if word.is_empty() => words.push("?".into()),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

struct Parser<'a> {
    words: &'a [String],
    at: usize,
    phrases: &'a BTreeMap<String, String>,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.at).map(String::as_str)
    }

    /// `a b | c d`: at the top level, and inside brackets, `|` parts whole sequences; but between two single words it joins these.
    fn alternatives(&mut self) -> Result<Vec<Vec<Step>>, String> {
        let mut all = Vec::new();
        loop {
            all.extend(self.sequence()?);
            if self.peek() != Some("|") {
                return Ok(all);
            }
            self.at += 1;
        }
    }

    fn sequence(&mut self) -> Result<Vec<Vec<Step>>, String> {
        let mut all = vec![Vec::new()];
        while let Some(word) = self.peek() {
            if word == ")" || word == "|" {
                break;
            }
            let (mut item, optional) = self.item()?;
            if optional {
                item.push(Vec::new());
            }
            if all.len() * item.len() > MAX_SEQUENCES {
                return Err(format!("it stands for more than {MAX_SEQUENCES} sequences"));
            }
            all = all
                .iter()
                .flat_map(|head| item.iter().map(move |tail| [head.as_slice(), tail.as_slice()].concat()))
                .collect();
        }
        Ok(all)
    }

    /// One item, and whether a `?` follows it.
    fn item(&mut self) -> Result<(Vec<Vec<Step>>, bool), String> {
        let word = self.peek().unwrap_or_default().to_owned();
        self.at += 1;
        if word == "(" {
            let inner = self.alternatives()?;
            if self.peek() != Some(")") {
                return Err("a bracket is not closed".into());
            }
            self.at += 1;
            let optional = self.peek() == Some("?");
            self.at += usize::from(optional);
            return Ok((inner, optional));
        }
        let (name, optional) = match word.strip_suffix('?') {
            Some(name) if !name.is_empty() => (name, true),
            _ => (word.as_str(), false),
        };
        if let Some(phrase) = name.strip_prefix('$') {
            let text = self.phrases.get(phrase).ok_or_else(|| format!("there is no phrase {phrase:?}"))?;
            return Ok((expand(text, self.phrases, self.depth + 1)?, optional));
        }
        if let Some(class) = name.strip_prefix('@') {
            return Ok((one(What::Class(class.into()), None), optional));
        }
        if let Some(capture) = bracketed(name, '{', '}')? {
            let (role, class) = capture.split_once(':').unwrap_or(("", capture));
            let role = if role.is_empty() { class } else { role };
            let explicit = capture.contains(':');
            let role = if explicit { role.to_owned() } else { format!("={role}") };
            return Ok((one(What::Class(class.into()), Some(role)), optional));
        }
        if let Some(kind) = bracketed(name, '<', '>')? {
            return Ok((one(What::Nested(kind.into()), Some(kind.into())), optional));
        }
        // Single words joined by `|` are one step: the automaton stays small.
        let mut words = vec![name.to_owned()];
        let mut optional = optional;
        while self.peek() == Some("|") && !optional {
            let Some(next) = self.words.get(self.at + 1).filter(|next| plain(next)) else { break };
            if !self.joins(self.at + 2) {
                break;
            }
            let (next, end) = match next.strip_suffix('?') {
                Some(next) if !next.is_empty() => (next, true),
                _ => (next.as_str(), false),
            };
            words.push(next.to_owned());
            optional = end;
            self.at += 2;
        }
        words.sort();
        words.dedup();
        Ok((one(What::Words(words), None), optional))
    }

    /// Inside brackets `( a b | c )` the bar parts sequences; `a|b c` outside joins words. The two are told apart by what
    /// stands around: a bar joins where the word before it is alone since the last bar or bracket, or where there is no bracket.
    fn joins(&self, after: usize) -> bool {
        let bracket = self.words[..self.at].iter().fold(0i32, |open, word| match word.as_str() {
            "(" => open + 1,
            ")" => open - 1,
            _ => open,
        }) > 0;
        if !bracket {
            return true;
        }
        let alone_before = self.at < 2 || matches!(self.words[self.at - 2].as_str(), "(" | "|");
        let alone_after = matches!(self.words.get(after).map(String::as_str), Some(")" | "|"));
        alone_before && alone_after
    }
}

fn one(what: What, role: Option<String>) -> Vec<Vec<Step>> {
    vec![vec![Step { what, role }]]
}

/// True for a word that stands for itself.
fn plain(word: &str) -> bool {
    !word.starts_with(['@', '$', '{', '<', '(', ')', '|'])
}

fn bracketed(word: &str, open: char, close: char) -> Result<Option<&str>, String> {
    match word.strip_prefix(open) {
        None => Ok(None),
        Some("") => Ok(None),
        Some(rest) => match rest.strip_suffix(close) {
            Some(inner) => Ok(Some(inner)),
            None => Err(format!("{word:?} lacks its {close:?}")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(pattern: &str) -> Vec<String> {
        let phrases = BTreeMap::from([("tail".to_owned(), ",? {year}".to_owned())]);
        let step = |step: &Step| {
            let what = match &step.what {
                What::Words(words) => words.join("/"),
                What::Class(class) => format!("@{class}"),
                What::Nested(kind) => format!("<{kind}>"),
            };
            step.role.as_ref().map_or(what.clone(), |role| format!("{role}:{what}"))
        };
        let sequences = sequences(pattern, &phrases).unwrap();
        sequences.iter().map(|s| s.iter().map(step).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn spells_out_what_a_pattern_stands_for() {
        assert_eq!(spelt("a|an {unit} ago"), ["a/an =unit:@unit ago"]);
        assert_eq!(spelt("the? {n:number}"), ["the n:@number", "n:@number"]);
        assert_eq!(spelt("(the day | @x) <date>"), ["the day date:<date>", "@x date:<date>"]);
        assert_eq!(spelt("{day} $tail"), ["=day:@day , =year:@year", "=day:@day =year:@year"]);
        assert_eq!(spelt("(a|b)? c"), ["a/b c", "c"]);
    }

    #[test]
    fn says_what_is_wrong() {
        let none = BTreeMap::new();
        assert_eq!(sequences("(a", &none).unwrap_err(), "a bracket is not closed");
        assert_eq!(sequences("a )", &none).unwrap_err(), "\")\" closes nothing");
        assert_eq!(sequences("$x", &none).unwrap_err(), "there is no phrase \"x\"");
        assert_eq!(sequences("{x", &none).unwrap_err(), "\"{x\" lacks its '}'");
        let own = BTreeMap::from([("x".to_owned(), "a $x".to_owned())]);
        assert_eq!(sequences("$x", &own).unwrap_err(), "a phrase holds itself");
    }
}
