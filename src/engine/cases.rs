//! Runs the cases of a language pack: what each rule must find, and what it must leave alone.
//!
//! A case goes the whole way that an article goes, so that a rule which another rule, a name or a longer reading beats is seen to be
//! beaten. `tests/lang_cases.rs` makes a test of each case of the packs that ship with griot; `griot lang check` runs those of any pack.

use super::Engine;
use crate::{
    lang::{Case, RuleCases},
    model::{Annotations, Article, Mention, Phrase, Quantity, TimeExpression, Triple},
    number::{Numeral, NumeralKind},
};
use std::fmt::Write;

/// What became of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The case's name inside its pack: `time/weekday/yes-2`, counted from 1.
    pub name: String,
    /// What is wrong, and what was found instead.
    pub result: Result<(), String>,
}

/// Runs all cases of one rule, positive ones first. The engine must have been built from the pack that holds the rule.
///
/// ```
/// use griot::{engine::{cases, Engine, Options}, lang::{Language, Pack}};
///
/// let engine = Engine::new(&Options { lang: "fr".into(), ..Options::default() })?;
/// for rule in &Language::load(&Pack::embedded("fr")?)?.cases {
///     for outcome in cases::run(&engine, rule) {
///         assert_eq!(outcome.result, Ok(()), "{}", outcome.name);
///     }
/// }
/// # Ok::<(), griot::error::Error>(())
/// ```
pub fn run(engine: &Engine, rule: &RuleCases) -> Vec<Outcome> {
    let positive = rule.yes.iter().enumerate().map(|(n, case)| Outcome {
        name: format!("{}/{}/yes-{}", rule.section, rule.rule, n + 1),
        result: finds(engine, rule, case),
    });
    let negative = rule.no.iter().enumerate().map(|(n, case)| Outcome {
        name: format!("{}/{}/no-{}", rule.section, rule.rule, n + 1),
        result: leaves(engine, rule, case),
    });
    positive.chain(negative).collect()
}

/// A positive case: the rule finds these words, and says this of them.
fn finds(engine: &Engine, rule: &RuleCases, case: &Case) -> Result<(), String> {
    let found = Findings::of(engine, rule.section, case);
    if found.all.iter().any(|finding| finding.is_by(rule) && finding.fits(case)) {
        return Ok(());
    }
    let mut wanted = format!("in {:?} the rule {} should find", case.text, rule.rule);
    for part in [&case.span, &case.value].into_iter().flatten() {
        let _ = write!(wanted, " {part:?}");
    }
    Err(format!("{}: {wanted}\nfound:\n{}", rule.place, found.list()))
}

/// A negative case: the rule does not find these words, or nothing at all where the case names none.
fn leaves(engine: &Engine, rule: &RuleCases, case: &Case) -> Result<(), String> {
    let found = Findings::of(engine, rule.section, case);
    match found.all.iter().find(|finding| finding.is_by(rule) && finding.fits(case)) {
        None => Ok(()),
        Some(finding) => Err(format!(
            "{}: in {:?} the rule {} should not find {:?} ({})",
            rule.place, case.text, rule.rule, finding.span, finding.value
        )),
    }
}

/// What the engine finds in a case's text, as the section of the rule looks at it.
struct Findings {
    all: Vec<Finding>,
}

struct Finding {
    /// The rule; `None` in a section whose results do not keep it.
    rule: Option<String>,
    /// The words.
    span: String,
    /// What is said of them, as cases write it.
    value: String,
}

impl Finding {
    fn is_by(&self, rule: &RuleCases) -> bool {
        self.rule.as_ref().is_none_or(|id| *id == rule.rule)
    }

    fn fits(&self, case: &Case) -> bool {
        case.span.as_ref().is_none_or(|span| *span == self.span)
            && case.value.as_ref().is_none_or(|value| *value == self.value)
    }
}

impl Findings {
    fn of(engine: &Engine, section: &str, case: &Case) -> Self {
        let article = Article {
            text: case.text.clone(),
            date: Some(case.date.unwrap_or(Case::TODAY)),
            ..Article::default()
        };
        let found = engine.worker().annotate(&article);
        let text = article.text.as_str();
        let all = match section {
            "text" => sentences(text, &found),
            "name" => names(text, &found),
            "time" => times(text, &found),
            "fact" => facts(text, &found),
            "number" => numerals(engine, text, &found),
            _ => quantities(text, &found),
        };
        Self { all }
    }

    fn list(&self) -> String {
        let line =
            |f: &Finding| format!("  {:?} ({}) by {}", f.span, f.value, f.rule.as_deref().unwrap_or("-"));
        if self.all.is_empty() {
            "  nothing".into()
        } else {
            self.all.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

/// Each sentence with its part of the article, and, under no words, all sentences parted by ` | `.
fn sentences(text: &str, found: &Annotations) -> Vec<Finding> {
    let pieces: Vec<_> = found.sentences.iter().map(|s| s.span.of(text)).collect();
    let whole = Finding { rule: None, span: String::new(), value: pieces.join(" | ") };
    let each = found.sentences.iter().map(|s| Finding {
        rule: None,
        span: s.span.of(text).to_owned(),
        value: s.part.as_str().to_owned(),
    });
    each.chain([whole]).collect()
}

/// Each mention with its type and the name of its entity: `PERSON Fatoumata Kaba`.
fn names(text: &str, found: &Annotations) -> Vec<Finding> {
    let finding = |mention: &Mention| {
        let name = found.entities.get(mention.entity as usize).map_or("", |entity| entity.name.as_str());
        Finding {
            rule: None,
            span: mention.span.of(text).to_owned(),
            value: format!("{} {name}", mention.kind.as_str()),
        }
    };
    found.mentions.iter().map(finding).collect()
}

fn times(text: &str, found: &Annotations) -> Vec<Finding> {
    let finding = |t: &TimeExpression| Finding {
        rule: Some(t.rule.to_string()),
        span: t.span.of(text).to_owned(),
        value: t.to_string(),
    };
    found.times.iter().map(finding).collect()
}

/// Each numeral with its kind, which is the rule that formed it, and its value. Annotations hold quantities, so it is read anew.
fn numerals(engine: &Engine, text: &str, found: &Annotations) -> Vec<Finding> {
    let view = found.view(text);
    let finding = |numeral: &Numeral| {
        let kind = match numeral.kind {
            NumeralKind::Cardinal => "cardinal",
            NumeralKind::Ordinal => "ordinal",
            NumeralKind::Fraction => "fraction",
            NumeralKind::Vague => "vague",
        };
        Finding {
            rule: Some(kind.into()),
            span: view.span(numeral.tokens).of(text).to_owned(),
            value: format!("{kind} {}", numeral.value),
        }
    };
    let numerals = engine.recognisers.as_ref().map(|recognisers| recognisers.numbers.read(&view));
    numerals.iter().flat_map(|all| all.iter()).map(finding).collect()
}

fn quantities(text: &str, found: &Annotations) -> Vec<Finding> {
    let finding = |q: &Quantity| Finding {
        rule: Some(q.rule.to_string()),
        span: q.span.of(text).to_owned(),
        value: q.to_string(),
    };
    found.quantities.iter().map(finding).collect()
}

/// Each triple with its predicate as written, and `subject | predicate | object`: the lemma between names or core words, `-` for none.
fn facts(text: &str, found: &Annotations) -> Vec<Finding> {
    let side = |phrase: &Option<Phrase>| match phrase {
        None => "-".to_owned(),
        Some(phrase) => match phrase.entity.and_then(|index| found.entities.get(index as usize)) {
            Some(entity) => entity.name.clone(),
            None => phrase.core.of(text).to_owned(),
        },
    };
    let finding = |t: &Triple, rule: String| Finding {
        rule: Some(rule),
        span: t.predicate.span.of(text).to_owned(),
        value: format!("{} | {} | {}", side(&t.subject), t.predicate.reading(), side(&t.object)),
    };
    // A row stands under its rule, and under the type of its event: `none` where there is none.
    let event = |t: &Triple| t.event.as_deref().unwrap_or("none").to_lowercase();
    found.triples.iter().flat_map(|t| [finding(t, t.rule.to_string()), finding(t, event(t))]).collect()
}
