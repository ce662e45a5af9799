//! A rule's cases: what it must find, and what it must leave alone. The loader refuses a rule that lacks either.

use super::PackFile;
use crate::error::{Error, LangFault, Result};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;

/// One case of a rule.
///
/// ```toml
/// yes = [{ text = "The mission closes on Friday.", span = "Friday", value = "DATE 2023-12-08" }]
/// no = ["Friday Osei signed for the club."]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, from = "Raw")]
pub struct Case {
    /// A sentence, or a few.
    pub text: String,
    /// The words that the rule must find; in a negative case, the words that it must not (absent: it must find nothing).
    pub span: Option<String>,
    /// What it must say of them, as the `Display` of the value writes it.
    pub value: Option<String>,
    /// The date of publication; [`Case::TODAY`] where it is left out.
    pub date: Option<Date>,
}

impl Case {
    /// The date of publication where a case names none: Tuesday, 12 December 2023.
    pub const TODAY: Date = jiff::civil::date(2023, 12, 12);
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Raw {
    Text(String),
    Full(Full),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    text: String,
    span: Option<String>,
    value: Option<String>,
    date: Option<Date>,
}

impl From<Raw> for Case {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Text(text) => Self { text, ..Self::default() },
            Raw::Full(Full { text, span, value, date }) => Self { text, span, value, date },
        }
    }
}

/// The cases of one rule, with what a test report needs.
#[derive(Clone, Debug)]
pub struct RuleCases {
    /// The section of the pack: `time`, `quantity` …
    pub section: &'static str,
    /// The rule's id.
    pub rule: String,
    /// The file and line on which it stands.
    pub place: crate::error::Place,
    /// What it must find.
    pub yes: Vec<Case>,
    /// What it must leave alone.
    pub no: Vec<Case>,
}

/// Collects the cases of a section's rules, and refuses rules without cases and ids that stand twice.
#[derive(Debug)]
pub struct CaseBook {
    section: &'static str,
    seen: HashMap<String, u64>,
    pages: Vec<RuleCases>,
}

impl CaseBook {
    /// An empty book for a section.
    pub fn new(section: &'static str) -> Self {
        Self { section, seen: HashMap::new(), pages: Vec::new() }
    }

    /// Enters a rule whose id stands at `byte` of `file`.
    pub fn enter(
        &mut self,
        file: &PackFile,
        byte: usize,
        rule: &str,
        yes: Vec<Case>,
        no: Vec<Case>,
    ) -> Result<()> {
        let place = file.place(byte);
        let refuse = |fault| Err(Error::at(place.clone(), fault));
        if let Some(line) = self.seen.insert(rule.to_owned(), file.line(byte)) {
            return refuse(LangFault::DuplicateId(rule.to_owned(), line));
        }
        if yes.is_empty() {
            return refuse(LangFault::NoCase(rule.to_owned(), "positive"));
        }
        if no.is_empty() {
            return refuse(LangFault::NoCase(rule.to_owned(), "negative"));
        }
        self.pages.push(RuleCases { section: self.section, rule: rule.to_owned(), place, yes, no });
        Ok(())
    }

    /// All rules entered, with their cases.
    pub fn close(self) -> Vec<RuleCases> {
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Two {
        yes: Vec<Case>,
    }

    #[test]
    fn a_case_is_a_text_or_a_table() {
        let two: Two = toml::from_str("yes = [\"A.\", { text = \"B.\", date = \"2020-01-02\" }]").unwrap();
        assert_eq!(two.yes[0].text, "A.");
        assert_eq!(two.yes[1].date, Some(jiff::civil::date(2020, 1, 2)));
    }

    #[test]
    fn a_rule_needs_both_kinds() {
        let file = PackFile { name: "t.toml".into(), origin: "t.toml".into(), text: "\n\nid".into() };
        let mut book = CaseBook::new("time");
        let error = book.enter(&file, 2, "r", vec![Case::default()], vec![]).unwrap_err();
        assert!(error.to_string().starts_with("t.toml:3: the rule \"r\" has no negative case"));
    }
}
