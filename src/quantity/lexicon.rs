//! What a language says of quantities, compiled for look-up from atoms.

use crate::{
    lang::{Effect, Language, QuantityPack},
    model::{Decimal, WordKey},
    number::{atom::keys_of, phrase::PhraseTable},
};
use std::sync::Arc;

/// A set of phrases.
pub(super) type Phrases = PhraseTable<()>;

/// A unit of measure or a currency.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// Its identifier; a currency that its name alone does not tell has none.
    pub id: Option<Arc<str>>,
    /// Its English name.
    pub name: Arc<str>,
    /// True for hundredths of a currency.
    pub minor: bool,
    /// The value is to be multiplied by this: a million for "MUSD".
    pub factor: Option<Decimal>,
}

/// A spelling of units: whatever its case, or as it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    pub any_case: Option<Arc<Unit>>,
    pub cased: Vec<(Box<str>, Arc<Unit>)>,
}

/// A rule that bounds.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub rule: Arc<str>,
    pub effect: Effect,
}

/// A rule that makes ranges.
#[derive(Debug)]
pub(super) struct Range {
    pub rule: Arc<str>,
    /// Read from right to left; `None` where no phrase is needed.
    pub open: Option<Phrases>,
    pub not_after: Phrases,
    pub middle: Phrases,
    pub max_open: bool,
}

/// Phrases before and behind a number that tell an age together; the end of a clause may do for the latter.
#[derive(Debug)]
pub(super) struct Around {
    pub before: Phrases,
    pub after: Phrases,
    pub ends: bool,
}

/// The ids of the rules that the engine composes by itself.
#[derive(Debug)]
pub(super) struct Rules {
    pub cardinal: Arc<str>,
    pub ordinal: Arc<str>,
    pub fraction: Arc<str>,
    pub vague: Arc<str>,
    pub percent: Arc<str>,
    pub money: Arc<str>,
    pub measure: Arc<str>,
    pub age: Arc<str>,
    pub rate: Arc<str>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            cardinal: "cardinal".into(),
            ordinal: "ordinal".into(),
            fraction: "fraction".into(),
            vague: "vague".into(),
            percent: "percent".into(),
            money: "money".into(),
            measure: "measure".into(),
            age: "age".into(),
            rate: "rate".into(),
        }
    }
}

/// The words of a language around numbers. Tables named `…_before` are read from right to left.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub rules: Rules,
    pub units: PhraseTable<Spelling>,
    /// Spellings of units that mean them only where they touch digits, or behind the larger unit: "in".
    pub tails: PhraseTable<Spelling>,
    /// Words behind a temperature that turn its sign: "below zero".
    pub below: Phrases,
    pub money_before: PhraseTable<Spelling>,
    /// Letters that are a currency before large sums alone: "R5 million".
    pub money_before_large: PhraseTable<Spelling>,
    pub money_after: PhraseTable<Spelling>,
    /// Letters that are money where they touch the digits before them, and the numbers of which they make something else.
    pub money_tails: PhraseTable<(Spelling, Vec<Decimal>)>,
    pub money_scales: PhraseTable<Decimal>,
    pub bounds_before: PhraseTable<Bound>,
    pub bounds_after: PhraseTable<Bound>,
    pub ranges: Vec<Range>,
    pub percent: Phrases,
    pub age_before: Phrases,
    pub age_after: Phrases,
    pub ages: Vec<Around>,
    pub rate: Phrases,
    pub rate_of_any: Phrases,
    pub periods: PhraseTable<Arc<str>>,
    pub dimensions: Phrases,
    pub labels: Phrases,
    /// The same, where they have a capital.
    pub named_labels: Phrases,
    /// Words before a label with which it is none.
    pub pointers: Phrases,
    /// Words before a range whose ends have a unit each.
    pub range_leads: Phrases,
    /// Words that end the name of a street, behind the number of a house.
    pub streets: Phrases,
    /// Nouns behind which a number between commas is an age.
    pub persons: Phrases,
    /// Words before the result of a match.
    pub scores: Phrases,
    /// Signs that are units, and the words behind them that make them so.
    pub marks: Vec<(char, Arc<Unit>)>,
    pub marked: Phrases,
    /// Words that stand for one: "half a mile", "a mile and a half".
    pub articles: Phrases,
    pub before_years: Phrases,
    pub clocks: Phrases,
    pub dated: Vec<String>,
    /// The unit of an age that is told without one.
    pub age_unit: Option<Arc<Unit>>,
    /// "of", behind a vague plural.
    pub partitives: Phrases,
    /// The unit of what is below zero.
    pub degree: Option<Arc<Unit>>,
    pub joiners: Phrases,
    pub stops: Phrases,
}

/// The keys of a phrase from right to left.
fn reversed(phrase: &str) -> Vec<WordKey> {
    let mut keys = keys_of(phrase);
    keys.reverse();
    keys
}

fn phrases_before(words: &[String]) -> Phrases {
    let mut table = Phrases::default();
    words.iter().for_each(|word| *table.slot(reversed(word)) = Some(()));
    table
}

impl Lexicon {
    pub(super) fn new(language: &Language) -> Self {
        let pack = &language.quantity;
        let words = &pack.words;
        let mut made = Self {
            dimensions: Phrases::of(&words.dimensions),
            labels: Phrases::of(&words.labels),
            named_labels: Phrases::of(&words.named_labels),
            pointers: Phrases::of(&words.pointers),
            marked: Phrases::of(&words.marked),
            scores: Phrases::of(&words.scores),
            range_leads: Phrases::of(&words.range_leads),
            streets: Phrases::of(&words.streets),
            persons: Phrases::of(&words.persons),
            articles: Phrases::of(&language.number.articles),
            before_years: Phrases::of(&words.before_years),
            clocks: Phrases::of(&words.clocks),
            dated: words.dated.clone(),
            partitives: Phrases::of(&words.partitives),
            joiners: Phrases::of(&words.joiners),
            stops: Phrases::of(&words.stops),
            below: Phrases::of(&words.below),
            ..Self::default()
        };
        for scale in &words.money_scales {
            for form in &scale.forms {
                *made.money_scales.slot(keys_of(form)) = Some(Decimal::new(i128::from(scale.value), 0));
            }
        }
        for forms in &words.periods {
            let Some(name) = forms.first() else { continue };
            let name: Arc<str> = name.as_str().into();
            forms.iter().for_each(|form| *made.periods.slot(keys_of(form)) = Some(name.clone()));
            // The longest period stands last.
            made.age_unit = Some(Arc::new(Unit { id: Some(name.clone()), name, minor: false, factor: None }));
        }
        made.enter_units(pack);
        made.enter_money(pack);
        for bound in &pack.bounds {
            let meaning = Bound { rule: bound.id.get_ref().as_str().into(), effect: bound.effect };
            bound
                .before
                .iter()
                .for_each(|phrase| *made.bounds_before.slot(reversed(phrase)) = Some(meaning.clone()));
            bound
                .after
                .iter()
                .for_each(|phrase| *made.bounds_after.slot(keys_of(phrase)) = Some(meaning.clone()));
        }
        made.ranges = pack
            .ranges
            .iter()
            .map(|range| Range {
                rule: range.id.get_ref().as_str().into(),
                open: (!range.open.is_empty()).then(|| phrases_before(&range.open)),
                not_after: Phrases::of(&range.not_after),
                middle: Phrases::of(&range.middle),
                max_open: range.max_open,
            })
            .collect();
        for kind in &pack.kinds {
            match kind.id.get_ref().as_str() {
                "percent" => made.percent = Phrases::of(&kind.after),
                "age" => {
                    (made.age_before, made.age_after) =
                        (phrases_before(&kind.before), Phrases::of(&kind.after));
                    made.ages = kind
                        .around
                        .iter()
                        .map(|around| Around {
                            before: phrases_before(&around.before),
                            after: Phrases::of(&around.after),
                            ends: around.ends,
                        })
                        .collect();
                }
                "rate" => {
                    (made.rate, made.rate_of_any) = (Phrases::of(&kind.before), Phrases::of(&kind.after))
                }
                _ => {}
            }
        }
        made
    }

    fn enter_units(&mut self, pack: &QuantityPack) {
        for unit in &pack.units {
            let made = Arc::new(Unit {
                id: Some(unit.id.as_str().into()),
                name: unit.name.as_str().into(),
                minor: false,
                factor: None,
            });
            if unit.id == "degree" {
                self.degree = Some(made.clone());
            }
            for form in &unit.forms {
                spelling(&mut self.units, keys_of(form)).any_case = Some(made.clone());
            }
            for form in &unit.tails {
                spelling(&mut self.tails, keys_of(form)).cased.push((form.as_str().into(), made.clone()));
            }
            self.marks.extend(unit.marks.iter().map(|mark| (*mark, made.clone())));
            for form in &unit.cased {
                spelling(&mut self.units, keys_of(form)).cased.push((form.as_str().into(), made.clone()));
            }
        }
    }

    fn enter_money(&mut self, pack: &QuantityPack) {
        for (currency, minor) in
            pack.currencies.iter().map(|c| (c, false)).chain(pack.minor.iter().map(|c| (c, true)))
        {
            let unit = |factor| {
                let id = currency.code.as_deref().map(Into::into);
                Arc::new(Unit { id, name: currency.name.as_str().into(), minor, factor })
            };
            let plain = unit(None);
            for form in &currency.forms {
                let free = |slot: &mut Spelling| {
                    slot.any_case.get_or_insert_with(|| plain.clone());
                };
                free(spelling(&mut self.money_after, keys_of(form)));
                if form.contains(char::is_uppercase) {
                    // "A$": as it stands, for "a $5 note" is another thing.
                    let cased = (form.as_str().into(), plain.clone());
                    spelling(&mut self.money_before, reversed(form)).cased.push(cased);
                } else if form.contains(is_symbol) {
                    free(spelling(&mut self.money_before, reversed(form)));
                }
            }
            for form in &currency.lead {
                spelling(&mut self.money_before, reversed(form)).any_case = Some(plain.clone());
                spelling(&mut self.money_after, keys_of(form)).any_case = Some(plain.clone());
            }
            for form in &currency.large {
                let cased = (form.as_str().into(), plain.clone());
                spelling(&mut self.money_before_large, reversed(form)).cased.push(cased);
            }
            for form in &currency.tails {
                let (tail, others) = self.money_tails.slot(keys_of(form)).get_or_insert_default();
                tail.cased.push((form.as_str().into(), plain.clone()));
                others.extend(currency.not_tails.iter().map(|&other| Decimal::from(i64::from(other))));
            }
            let Some(code) = &currency.code else { continue };
            let million = unit(Some(Decimal::new(1, 6)));
            for (form, unit) in [(code.clone(), &plain), (format!("M{code}"), &million)] {
                let cased = (form.as_str().into(), unit.clone());
                spelling(&mut self.money_after, keys_of(&form)).cased.push(cased.clone());
                if !currency.word {
                    spelling(&mut self.money_before, reversed(&form)).cased.push(cased);
                }
            }
        }
    }
}

/// Names stand behind their number ("2 won", but not "won 2"), symbols on either side.
fn is_symbol(c: char) -> bool {
    !c.is_alphabetic() && !matches!(c, ' ' | '.' | '-' | '\'')
}

fn spelling(table: &mut PhraseTable<Spelling>, keys: Vec<WordKey>) -> &mut Spelling {
    table.slot(keys).get_or_insert_default()
}
