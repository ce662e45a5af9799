//! From the rules of a language pack to lexicon, automata and conditions.

use super::{
    automaton::Automaton,
    digits::Suffixes,
    lexicon::Lexicon,
    operation::{Operation, Slots},
    pattern::{self, Step, What},
    role::{Role, Value},
    symbol::{BUILT_IN, Symbol},
};
use crate::{
    error::{self, Error, LangFault},
    lang::{Language, LetterCase, TimePack, TimeRule, WordValue},
    model::{KeySet, WordKey},
};
use std::{collections::HashMap, result::Result, sync::Arc};

/// A rule, ready to be applied.
#[derive(Debug)]
pub(super) struct Rule {
    pub id: Arc<str>,
    pub operation: Operation,
    /// What the rule gives beside its captures.
    pub with: Slots,
    pub when: Vec<Context>,
    pub unless: Vec<Context>,
    pub priority: i32,
}

/// What must stand around a match.
#[derive(Debug)]
pub(super) struct Context {
    /// The tokens before it, nearest first.
    pub before: Vec<Place>,
    /// The tokens after it, nearest first.
    pub after: Vec<Place>,
}

/// One token of a context.
#[derive(Debug)]
pub(super) enum Place {
    /// The beginning or end of the sentence.
    Edge,
    /// A word with a capital, not the first of its sentence, that no class knows.
    Name,
    /// A word in small letters.
    Small,
    /// A word or class.
    Symbol(Symbol),
}

/// Everything that the tagger needs.
#[derive(Debug)]
pub(super) struct Compiled {
    pub lexicon: Lexicon,
    /// Rules whose patterns hold words only.
    pub flat: Automaton,
    /// Rules whose patterns hold expressions of other rules.
    pub nesting: Automaton,
    pub rules: Vec<Rule>,
}

struct Compiler<'p> {
    pack: &'p TimePack,
    lexicon: Lexicon,
    symbols: HashMap<What, Symbol>,
    /// The role of each class, where its captures have one.
    roles: HashMap<String, Role>,
}

/// Compiles the rules.
///
/// # Errors
/// Where a pattern or a value makes no sense, with the line of its rule or class.
pub(super) fn compile(language: &Language) -> error::Result<Compiled> {
    let pack = &language.time;
    let mut compiler = Compiler {
        pack,
        lexicon: Lexicon::new(suffixes(pack)),
        symbols: HashMap::new(),
        roles: HashMap::new(),
    };
    compiler.classes()?;
    let (mut flat, mut nesting) = (Automaton::new(), Automaton::new());
    let mut rules = Vec::new();
    let mut plain: Vec<Vec<Symbol>> = Vec::new();
    for (number, rule) in (0u32..).zip(&pack.rules) {
        for text in &rule.patterns {
            let bad = |why| Error::at(rule.place.clone(), LangFault::BadPattern(rule.id.clone(), why));
            for sequence in pattern::sequences(text, &pack.phrases).map_err(bad)? {
                let nests = sequence.iter().any(|step| matches!(step.what, What::Nested(_)));
                let steps: Result<Vec<_>, _> = sequence.iter().map(|step| compiler.step(step)).collect();
                let steps = steps.map_err(bad)?;
                if nests { &mut nesting } else { &mut flat }.add(&steps, number);
                if !nests {
                    plain.push(steps.iter().map(|(symbol, _)| *symbol).collect());
                }
            }
        }
        rules.push(compiler.rule(rule)?);
    }
    let lists = language.text.common.iter().filter(|list| list.code == language.about.code);
    let common: KeySet = lists.flat_map(|list| &list.words).map(|word| WordKey::of(word)).collect();
    compiler.lexicon.sow(&mut plain, &common);
    compiler.lexicon.open(&flat);
    Ok(Compiled { lexicon: compiler.lexicon, flat, nesting, rules })
}

fn suffixes(pack: &TimePack) -> Suffixes {
    let words = |class: &str| -> Vec<String> {
        pack.classes.get(class).map(|class| class.words.keys().cloned().collect()).unwrap_or_default()
    };
    let meridiem = pack.classes.get("meridiem").map(|class| {
        let hours = class.words.iter().filter_map(|(word, value)| match value {
            WordValue::Number(hours) if word.bytes().all(|b| b.is_ascii_alphabetic()) => {
                Some((word.clone(), *hours))
            }
            _ => None,
        });
        hours.collect()
    });
    Suffixes {
        ordinal: words("ordinal-suffix"),
        decade: words("decade-suffix"),
        hour: words("hour-separator"),
        meridiem: meridiem.unwrap_or_default(),
    }
}

impl Compiler<'_> {
    /// Enters the classes that are built in, then those of the files.
    fn classes(&mut self) -> error::Result<()> {
        for (number, (name, role)) in (0u16..).zip(BUILT_IN) {
            let what = match name.strip_prefix('<') {
                Some(kind) => What::Nested(kind.trim_end_matches('>').to_owned()),
                None => What::Class((*name).to_owned()),
            };
            self.symbols.insert(what, Symbol(number));
            self.roles.extend(Role::named(role).map(|role| ((*name).to_owned(), role)));
        }
        for (name, class) in &self.pack.classes {
            let bad = |why| Error::at(class.place.clone(), LangFault::BadValue(name.clone(), why));
            let role_name = class.role.as_deref().unwrap_or(name);
            let role = Role::named(role_name);
            if role.is_none() && class.role.is_some() {
                return Err(bad(format!("there is no role {role_name:?}")));
            }
            let symbol = self.symbol(What::Class(name.clone()));
            for (words, value) in &class.words {
                let value = role.map_or(Ok(Value::None), |role| role.value(value)).map_err(bad)?;
                self.lexicon.add(words, symbol, value, class.case);
            }
            self.roles.extend(role.map(|role| (name.clone(), role)));
        }
        Ok(())
    }

    fn symbol(&mut self, what: What) -> Symbol {
        let next = Symbol(self.symbols.len() as u16);
        *self.symbols.entry(what).or_insert(next)
    }

    /// The symbol of a step, and the role that it fills.
    fn step(&mut self, step: &Step) -> Result<(Symbol, Option<Role>), String> {
        let symbol = self.known(&step.what)?;
        let role = match (&step.role, &step.what) {
            (None, _) => None,
            (Some(_), What::Nested(_)) => Some(Role::Nested),
            (Some(role), _) => Some(match role.strip_prefix('=') {
                Some(class) => *self
                    .roles
                    .get(class)
                    .ok_or_else(|| format!("the class {class:?} has no role to fill"))?,
                None => Role::named(role).ok_or_else(|| format!("there is no role {role:?}"))?,
            }),
        };
        Ok((symbol, role))
    }

    /// The symbol of a class that exists, or of a set of words, which is entered into the lexicon when it is new.
    fn known(&mut self, what: &What) -> Result<Symbol, String> {
        if let Some(symbol) = self.symbols.get(what) {
            return Ok(*symbol);
        }
        match what {
            What::Words(words) => {
                let symbol = self.symbol(what.clone());
                for word in words {
                    self.lexicon.add(word, symbol, Value::None, LetterCase::Any);
                }
                Ok(symbol)
            }
            What::Class(name) => Err(format!("there is no class {name:?}")),
            What::Nested(kind) => Err(format!("no expression is a <{kind}>")),
        }
    }

    fn rule(&mut self, rule: &TimeRule) -> error::Result<Rule> {
        let bad_value = |why| Error::at(rule.place.clone(), LangFault::BadValue(rule.id.clone(), why));
        let bad_pattern = |why| Error::at(rule.place.clone(), LangFault::BadPattern(rule.id.clone(), why));
        let operation = Operation::named(&rule.means)
            .ok_or_else(|| bad_value(format!("there is no operation {:?}", rule.means)))?;
        let mut with = Slots::default();
        for (name, value) in &rule.with {
            let role = Role::named(name).ok_or_else(|| bad_value(format!("there is no role {name:?}")))?;
            with.set(role, role.value(value).map_err(bad_value)?);
        }
        let mut contexts = |all: &[String]| -> error::Result<Vec<Context>> {
            let mut made = Vec::new();
            for text in all {
                made.extend(self.contexts(text).map_err(bad_pattern)?);
            }
            Ok(made)
        };
        let (when, unless) = (contexts(&rule.when)?, contexts(&rule.unless)?);
        Ok(Rule { id: rule.id.as_str().into(), operation, with, when, unless, priority: rule.priority })
    }

    /// Reads a context: patterns around a `_`, which stands for the match.
    fn contexts(&mut self, text: &str) -> Result<Vec<Context>, String> {
        let mut made = Vec::new();
        for sequence in pattern::sequences(text, &self.pack.phrases)? {
            let gap = |step: &Step| matches!(&step.what, What::Words(words) if words == &["_"]);
            let Some(at) = sequence.iter().position(gap) else {
                return Err("a context needs a _ where the match stands".into());
            };
            let mut places = |steps: &mut dyn Iterator<Item = &Step>| -> Result<Vec<Place>, String> {
                steps.map(|step| self.place(&step.what)).collect()
            };
            let before = places(&mut sequence[..at].iter().rev())?;
            let after = places(&mut sequence[at + 1..].iter())?;
            made.push(Context { before, after });
        }
        Ok(made)
    }

    fn place(&mut self, what: &What) -> Result<Place, String> {
        Ok(match what {
            What::Class(name) if name == "edge" => Place::Edge,
            What::Class(name) if name == "name" => Place::Name,
            What::Class(name) if name == "small" => Place::Small,
            what => Place::Symbol(self.known(what)?),
        })
    }
}
