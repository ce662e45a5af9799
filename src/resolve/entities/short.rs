//! Short forms: "Kaba" and "Ms. Kaba" for Fatoumata Kaba, "Batsirai" for Cyclone Batsirai, an acronym for what it was defined as.

use crate::{
    gazetteer::Gazetteer,
    mention::{Class, Cue, KeyMap, Lexicon, Name},
    model::{EntityType, Shape, TokenSpan, View, WordKey},
};
use std::collections::HashSet;

/// Which full names the article gives, by the words that may stand for them.
#[derive(Debug, Default)]
pub(super) struct ShortForms {
    /// For each name, the full name that it is short for.
    full: Vec<Option<usize>>,
    acronyms: HashSet<WordKey>,
    /// How often each single word stands as a name.
    singles: KeyMap<u32>,
}

impl ShortForms {
    /// Reads the article's names.
    pub fn new(view: &View<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer, names: &[Name]) -> Self {
        let mut forms = Self { full: vec![None; names.len()], ..Self::default() };
        let all = Words::new(view, names);
        let words = |name: usize| all.of(name);
        // The last full name that each word belongs to; `true` where it is the family name or the name's own word.
        let mut by_word: KeyMap<Vec<(usize, bool)>> = KeyMap::default();
        for (at, name) in names.iter().enumerate() {
            if let Some(token) =
                view.tokens.get(name.tokens.start as usize).filter(|_| name.tokens.len() == 1)
            {
                *forms.singles.entry(token.key).or_default() += 1;
            }
            if name.stands_for.is_some() {
                forms.acronyms.extend(words(at).first());
            }
            let kind = full_kind(gazetteer, name);
            let Some(kind) = kind.filter(|_| name.tokens.len() > 1) else { continue };
            let keys = words(at);
            for (place, key) in keys.iter().enumerate() {
                let class = lexicon.class(*key);
                if class.any(Class::PARTICLE.or(Class::FUNCTION).or(Class::SUFFIX).or(Class::BEFORE_HEAD)) {
                    continue;
                }
                let own = match kind {
                    EntityType::Event => lexicon.first(*key).is_none() && lexicon.last(*key).is_none(),
                    _ => place + 1 == keys.len(),
                };
                if kind == EntityType::Event && !own {
                    continue;
                }
                by_word.entry(*key).or_default().push((at, own));
            }
        }
        for (at, name) in names.iter().enumerate() {
            let keys = words(at);
            let person = name.kind == Some(EntityType::Person);
            let open = name.kind.is_none() || person || name.cue < Cue::Given || name.cue == Cue::List;
            let Some(candidates) = keys.last().and_then(|key| by_word.get(key)).filter(|_| open) else {
                continue;
            };
            // The nearest full name before this one that holds all its words; else the first behind it.
            let fits = |&&(full, own): &&(usize, bool)| {
                full != at && {
                    let long = words(full);
                    long.len() > keys.len()
                        && keys.iter().all(|key| long.contains(key))
                        && (own
                            || keys.len() > 1
                            || long.first() == keys.first() && lexicon_allows(lexicon, keys[0]))
                }
            };
            let before = candidates.iter().rev().filter(|(full, _)| *full < at).filter(fits);
            let after = candidates.iter().filter(|(full, _)| *full > at).filter(fits);
            let best = before
                .chain(after)
                .max_by_key(|(full, own)| (*own, *full < at, std::cmp::Reverse(full.abs_diff(at))));
            forms.full[at] = best.map(|(full, _)| *full);
        }
        forms
    }

    /// The full name that the name of this number is short for.
    pub fn full(&self, at: usize) -> Option<usize> {
        self.full.get(at).copied().flatten()
    }

    /// True for an acronym that the article defines.
    pub fn is_defined(&self, view: &View<'_>, tokens: TokenSpan) -> bool {
        self.acronym_key(view, tokens).is_some()
    }

    /// How often a single word stands as a name in the article.
    pub fn times(&self, view: &View<'_>, tokens: TokenSpan) -> u32 {
        let token = view.tokens.get(tokens.start as usize).filter(|_| tokens.len() == 1);
        token.and_then(|token| self.singles.get(&token.key)).copied().unwrap_or(0)
    }

    /// The key of an acronym that the article defines.
    pub fn acronym_key(&self, view: &View<'_>, tokens: TokenSpan) -> Option<WordKey> {
        let token = view.tokens.get(tokens.start as usize).filter(|_| tokens.len() == 1)?;
        (token.shape.has(Shape::INITIAL) && self.acronyms.contains(&token.key)).then_some(token.key)
    }
}

/// The words of all names.
struct Words {
    keys: Vec<WordKey>,
    /// Where those of each name end.
    ends: Vec<usize>,
}

impl Words {
    fn new(view: &View<'_>, names: &[Name]) -> Self {
        let mut all =
            Self { keys: Vec::with_capacity(names.len() * 2), ends: Vec::with_capacity(names.len()) };
        for name in names {
            let tokens = view.tokens.get(name.tokens.range()).unwrap_or(&[]).iter();
            all.keys.extend(tokens.filter(|token| token.shape.has(Shape::WORD)).map(|token| token.key));
            all.ends.push(all.keys.len());
        }
        all
    }

    /// Those of the name of this number.
    fn of(&self, name: usize) -> &[WordKey] {
        let start = name.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[name]]
    }
}

/// A given name alone stands for its bearer where it is no common word.
fn lexicon_allows(lexicon: &Lexicon, key: WordKey) -> bool {
    !lexicon.class(key).any(Class::COMMON.or(Class::OFFICE).or(Class::HONORIFIC))
}

/// What a name in full is, where shorter names may stand for it.
fn full_kind(gazetteer: &Gazetteer, name: &Name) -> Option<EntityType> {
    let kind = match (&name.known, name.kind) {
        (_, Some(kind)) if name.cue > Cue::Capital => kind,
        (Some(known), _) => gazetteer.row(known.candidates.first()?.row)?.kind,
        _ => return None,
    };
    matches!(kind, EntityType::Person | EntityType::Event).then_some(kind)
}
