//! The number words of a language, compiled for look-up.

use super::{
    atom::{Atom, AtomClass, keys_of},
    phrase::PhraseTable,
    sieve::KeySieve,
};
use crate::{
    lang::{Company, NumberPack},
    model::{Decimal, KeyMap, KeySet, WordKey},
};

/// All that a word or phrase can be in a numeral.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// A number with room for smaller ones after it.
    pub small: Option<(u32, u32)>,
    /// A number that multiplies.
    pub scale: Option<Decimal>,
    /// A rank.
    pub ordinal: Option<Decimal>,
    /// The denominator of parts in the plural; of a rank that has such a plural too.
    pub parts: Option<Decimal>,
    /// True where `parts` is the plural itself: "thirds".
    pub plural: bool,
    /// A part with a name of its own: one of so many, and whether it needs no article.
    pub part: Option<(Decimal, bool)>,
    /// At least so many, and whether a partitive must follow.
    pub vague: Option<(Decimal, bool)>,
    /// A vague factor of a scale.
    pub several: Option<Decimal>,
    /// What it does beside numbers.
    pub role: Role,
    /// Which company spoils it.
    company: Vec<u16>,
}

impl Entry {
    /// True for the rank of a scale: "thousandth".
    pub(super) fn is_power(&self) -> bool {
        self.ordinal.is_some_and(|rank| rank >= Decimal::from(100))
    }
}

/// What a word does beside numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    pub article: bool,
    pub joiner: bool,
    pub parting: bool,
    pub negative: bool,
    pub point: bool,
    pub over: bool,
    pub ratio: bool,
    pub partitive: bool,
}

/// How an atom can begin a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// By itself.
    Alone,
    /// Where a sign, digits or another atom of number words follows: "a (third)", "minus (three)".
    Followed,
}

/// The number words of a language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// All words.
    pub words: PhraseTable<Entry>,
    /// Short forms of scales, after digits.
    pub shorts: PhraseTable<Decimal>,
    /// Endings of ordinals in digits.
    pub endings: PhraseTable<()>,
    /// Endings of parts in digits.
    pub part_endings: PhraseTable<()>,
    /// Words before a ratio, and behind what is none.
    pub ratio_leads: PhraseTable<()>,
    pub ratio_stops: PhraseTable<()>,
    /// First atoms of words that name a number.
    seeds: KeySet,
    /// The same, and the first atoms of what can begin a numeral.
    sieve: KeySieve,
    /// First atoms of what can begin a numeral.
    leads: KeyMap<Lead>,
    /// All atoms of all words.
    known: KeySet,
    /// The least room before a joiner.
    pub joiner_room: Decimal,
    /// The mark before decimals.
    pub decimal_mark: char,
    companies: Vec<Spoiler>,
}

#[derive(Debug)]
struct Spoiler {
    before: PhraseTable<()>,
    after: PhraseTable<()>,
}

impl Lexicon {
    pub(super) fn new(pack: &NumberPack) -> Self {
        let mut made = Self {
            joiner_room: Decimal::from(i64::from(pack.joiner_room)),
            decimal_mark: pack.decimal_mark.unwrap_or('.'),
            part_endings: PhraseTable::of(&pack.part_endings),
            ratio_leads: PhraseTable::of(&pack.ratio_leads),
            ratio_stops: PhraseTable::of(&pack.ratio_stops),
            ..Self::default()
        };
        for small in &pack.small {
            let value = Decimal::from(i64::from(small.value));
            let parts = (!small.parts.is_empty()).then_some(value);
            made.name(&small.cardinal, |entry| entry.small = Some((small.value, small.room)));
            made.name(&small.ordinal, |entry| (entry.ordinal, entry.parts) = (Some(value), parts));
            made.name(&small.parts, |entry| (entry.parts, entry.plural) = (parts, true));
        }
        for scale in &pack.scales {
            let value = scale.decimal();
            let parts = (!scale.parts.is_empty()).then_some(value);
            made.name(&scale.cardinal, |entry| entry.scale = Some(value));
            made.name(&scale.ordinal, |entry| (entry.ordinal, entry.parts) = (Some(value), parts));
            made.name(&scale.parts, |entry| (entry.parts, entry.plural) = (parts, true));
            for short in &scale.short {
                *made.shorts.slot(keys_of(short)) = Some(value);
            }
        }
        for part in &pack.parts {
            let of = Decimal::from(i64::from(part.of));
            made.name(&part.forms, |entry| entry.part = Some((of, part.bare)));
        }
        for vague in &pack.vague {
            let value = Decimal::new(i128::from(vague.value), 0);
            made.name(&vague.forms, |entry| entry.vague = Some((value, vague.partitive)));
        }
        for several in &pack.several {
            made.lead(&several.forms);
            made.enter(&several.forms, |entry| entry.several = Some(Decimal::from(i64::from(several.value))));
        }
        made.lead(&pack.articles);
        made.lead(&pack.negatives);
        made.enter(&pack.articles, |entry| entry.role.article = true);
        made.enter(&pack.joiners, |entry| entry.role.joiner = true);
        made.enter(&pack.partings, |entry| entry.role.parting = true);
        made.enter(&pack.negatives, |entry| entry.role.negative = true);
        made.enter(&pack.points, |entry| entry.role.point = true);
        made.enter(&pack.overs, |entry| entry.role.over = true);
        made.enter(&pack.ratios, |entry| entry.role.ratio = true);
        made.enter(&pack.partitives, |entry| entry.role.partitive = true);
        for ending in &pack.ordinal_endings {
            *made.endings.slot(keys_of(ending)) = Some(());
        }
        for company in &pack.company {
            made.spoil(company);
        }
        made
    }

    fn enter(&mut self, forms: &[String], set: impl Fn(&mut Entry)) {
        for form in forms {
            let keys = keys_of(form);
            self.known.extend(&keys);
            set(self.words.slot(keys).get_or_insert_default());
        }
    }

    /// Enters words that begin a numeral only with others behind them.
    fn lead(&mut self, forms: &[String]) {
        for first in forms.iter().filter_map(|form| keys_of(form).into_iter().next()) {
            self.sieve.add(first);
            self.leads.entry(first).or_insert(Lead::Followed);
        }
    }

    /// True for the first atom of words that name a number.
    pub(super) fn seed(&self, key: WordKey) -> bool {
        self.sieve.may_hold(key) && self.seeds.contains(&key)
    }

    /// False where no numeral can begin with this atom, by it and the one behind it alone; most atoms of a text are told so at once.
    pub(super) fn may_begin(&self, atom: &Atom, next: Option<&Atom>) -> bool {
        let lead = self.sieve.may_hold(atom.key).then(|| self.leads.get(&atom.key)).flatten();
        match lead {
            Some(Lead::Alone) => true,
            Some(Lead::Followed) => {
                next.is_some_and(|next| !next.is_word() || self.known.contains(&next.key))
            }
            None => match atom.class {
                AtomClass::Letters => false,
                AtomClass::Digits => true,
                // A vulgar fraction, or a minus or a point before digits.
                AtomClass::Sign => atom.span.len() > 1 || next.is_some_and(|next| !next.is_word()),
            },
        }
    }

    /// Enters words that name a number: a sentence that holds one is worth reading.
    fn name(&mut self, forms: &[String], set: impl Fn(&mut Entry)) {
        self.enter(forms, set);
        self.lead(forms);
        for form in forms {
            let keys = keys_of(form);
            self.seeds.extend(keys.first());
            keys.first().into_iter().for_each(|first| self.sieve.add(*first));
            if let [only] = keys[..] {
                self.leads.insert(only, Lead::Alone);
            }
        }
    }

    fn spoil(&mut self, company: &Company) {
        let table = |words: &[String]| {
            let mut table = PhraseTable::default();
            words.iter().for_each(|word| *table.slot(keys_of(word)) = Some(()));
            table
        };
        let index = self.companies.len() as u16;
        self.companies.push(Spoiler { before: table(&company.not_after), after: table(&company.not_before) });
        self.enter(&company.words, |entry| entry.company.push(index));
    }

    /// True where the word before or after spoils the entry.
    pub(super) fn spoiled(&self, entry: &Entry, before: Option<WordKey>, after: Option<WordKey>) -> bool {
        if entry.company.is_empty() {
            return false;
        }
        let holds =
            |table: &PhraseTable<()>, key: Option<WordKey>| key.is_some_and(|k| table.word(k).is_some());
        let companies = entry.company.iter().filter_map(|&index| self.companies.get(usize::from(index)));
        companies.into_iter().any(|company| holds(&company.before, before) || holds(&company.after, after))
    }
}
