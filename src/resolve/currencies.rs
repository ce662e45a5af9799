//! Which of several currencies a name means: "rupees" are those of the country that the article speaks of.

use super::{Linked, Resolver};
use crate::{
    lang::QuantityPack,
    model::{Country, Mention, Quantity, QuantityKind},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The currencies that share a name, and by whose country each is told.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    /// By name, the number of the currency of each country.
    shared: HashMap<Box<str>, HashMap<Country, usize>>,
    /// Code and name of a currency.
    known: Vec<(Arc<str>, Arc<str>)>,
}

impl Currencies {
    pub(super) fn new(pack: &QuantityPack) -> Self {
        let mut made = Self::default();
        let own = |code: &str| {
            let mut named = pack.currencies.iter().filter(|currency| currency.places.is_empty());
            named
                .find(|currency| currency.code.as_deref() == Some(code))
                .map(|currency| currency.name.as_str())
        };
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for currency in &pack.currencies {
            for (place, code) in &currency.places {
                let Some(country) = Country::parse(place) else { continue };
                let number = *numbers.entry(code).or_insert_with(|| {
                    made.known.push((code.as_str().into(), own(code).unwrap_or(&currency.name).into()));
                    made.known.len() - 1
                });
                made.shared.entry(currency.name.as_str().into()).or_default().insert(country, number);
            }
        }
        made
    }

    /// The currency of the only country of those mentions that has one by this name, or of the country that they name most by far.
    fn of<'m>(
        &self,
        places: &HashMap<Country, usize>,
        linked: &Linked,
        mentions: impl Iterator<Item = &'m Mention>,
    ) -> Option<usize> {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in mentions {
            let country = linked.entities.get(mention.entity as usize).and_then(|entity| entity.country);
            if let Some(number) = country.and_then(|country| places.get(&country)) {
                *votes.entry(*number).or_default() += 1;
            }
        }
        let (best, most) =
            votes.iter().max_by_key(|(_, count)| **count).map(|(best, most)| (*best, *most))?;
        let rest = votes.iter().filter(|(number, _)| **number != best).map(|(_, count)| *count).max();
        (most >= FAR * rest.unwrap_or(0)).then_some(best)
    }
}

/// The rule of money whose currency the places told.
const RULE: &str = "currency-by-place";

/// How many times as often as any other a country must be named.
const FAR: usize = 2;

impl Resolver {
    /// Gives money its code where the name of its unit is that of several currencies: by the countries of its own sentence, else by those of
    /// the article. Where both leave it open, it keeps the name alone.
    pub fn currencies(&self, linked: &Linked, quantities: &mut [Quantity]) {
        let mut whole: HashMap<Arc<str>, Option<usize>> = HashMap::new();
        for quantity in quantities.iter_mut().filter(|quantity| quantity.kind == QuantityKind::Money) {
            let Some(name) = quantity.unit_name.clone() else { continue };
            let Some(places) = self.currencies.shared.get(&*name) else { continue };
            let from = linked.mentions.partition_point(|mention| mention.sentence < quantity.sentence);
            let near = linked.mentions[from..].iter().take_while(|m| m.sentence == quantity.sentence);
            let found = self.currencies.of(places, linked, near).or_else(|| {
                let all = || self.currencies.of(places, linked, linked.mentions.iter());
                *whole.entry(name).or_insert_with(all)
            });
            if let Some((code, name)) = found.and_then(|number| self.currencies.known.get(number)) {
                (quantity.unit, quantity.unit_name) = (Some(code.clone()), Some(name.clone()));
                quantity.rule = RULE.into();
            }
        }
    }
}
