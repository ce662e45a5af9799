//! The section `name` of a language pack: the words around names and in them, and the rules' cases.

use super::{CaseBook, Pack};
use crate::{
    error::{Error, LangFault, Result},
    lang::Case,
    model::{Country, EntityType},
};
use serde::Deserialize;
use toml::Spanned;

/// What a language says of names.
#[derive(Clone, Debug, Default)]
pub struct NamePack {
    /// Classes of words.
    pub words: NameWords,
    /// Nouns that say what a capitalised name is.
    pub heads: Vec<NameHead>,
    /// Words that tell in which country an article is at home.
    pub homes: Vec<Home>,
    /// Titles of offices whose holders gazetteers date.
    pub titles: Vec<OfficeTitle>,
    /// Nouns for groups that act.
    pub groups: Vec<NameGroup>,
    /// What titles say of the sector of an actor.
    pub sectors: Vec<NameSector>,
    /// Words that stand in lower case far more often than with a capital, separated by white space: tens of thousands, which are not
    /// worth a string each.
    pub common: String,
}

/// Classes of words, each a list without order; `lang/en/name/words.toml` says what each is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct NameWords {
    pub honorific: String,
    pub office: String,
    pub modifier: String,
    pub role: String,
    pub particle: String,
    pub link: String,
    pub joiner: String,
    pub function: String,
    pub locative: String,
    pub place_only: String,
    pub speech: String,
    pub calendar: String,
    pub abbreviation: String,
    pub direction: String,
    pub suffix: String,
    pub medium: String,
    pub place_noun: String,
    pub division: String,
    pub settlement: String,
    pub conjunction: String,
}

/// Words that tell in which country an article is at home.
#[derive(Clone, Debug)]
pub struct Home {
    /// The country.
    pub country: Country,
    /// The words.
    pub words: Vec<String>,
}

/// A title of an office.
#[derive(Clone, Debug)]
pub struct OfficeTitle {
    /// The office, as gazetteers name it.
    pub office: String,
    /// The title's words.
    pub words: Vec<String>,
}

/// A sector of actors, with the words of titles that tell it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameSector {
    /// Its code in the ontology of actors.
    pub code: String,
    /// The words.
    #[serde(deserialize_with = "words")]
    pub words: Vec<String>,
}

/// Nouns that with a country or people say who acts.
#[derive(Clone, Debug)]
pub struct NameGroup {
    /// Its key among the groups of one country.
    pub id: String,
    /// The nouns.
    pub words: Vec<String>,
    /// Its actor sectors.
    pub sectors: Vec<String>,
    /// How it is called, with braces for the country's name.
    pub name: String,
    /// How that of a people is called, with braces for the people's name.
    pub people: String,
}

/// A group of nouns that say what a capitalised name is.
#[derive(Clone, Debug)]
pub struct NameHead {
    /// The rule's id.
    pub id: String,
    /// What the name is.
    pub kind: EntityType,
    /// Where the noun stands: true before the rest of the name ("Lake …").
    pub first: bool,
    /// True where the name may go on behind the noun, after a joining word ("Ministry of …").
    pub of: bool,
    /// True where a town before it belongs to the name, and is not only where the body is ("Chicago Symphony Orchestra").
    pub own: bool,
    /// True where a number behind it belongs to the name ("Highway 210").
    pub numbered: bool,
    /// The nouns.
    pub words: Vec<String>,
    /// Words that may stand before the noun and belong to the name ("Tropical Storm …").
    pub before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    words: Option<NameWords>,
    #[serde(default)]
    head: Vec<RawHead>,
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    home: Vec<RawHome>,
    #[serde(default)]
    office: Vec<RawOffice>,
    #[serde(default)]
    group: Vec<RawGroup>,
    #[serde(default)]
    sector: Vec<NameSector>,
    #[serde(default)]
    common: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHome {
    country: Country,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    id: String,
    titles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    id: String,
    words: String,
    sectors: String,
    name: String,
    people: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHead {
    id: Spanned<String>,
    #[serde(rename = "type")]
    kind: EntityType,
    place: Side,
    #[serde(default)]
    of: bool,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    numbered: bool,
    words: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    yes: Vec<Case>,
    #[serde(default)]
    no: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    First,
    Last,
}

/// A rule that lives in code; its cases live here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    #[serde(default)]
    yes: Vec<Case>,
    #[serde(default)]
    no: Vec<Case>,
}

/// A list of words as one text.
fn words<'de, D: serde::Deserializer<'de>>(text: D) -> std::result::Result<Vec<String>, D::Error> {
    Ok(String::deserialize(text)?.split_whitespace().map(str::to_owned).collect())
}

impl NamePack {
    /// Reads the section; a pack that lacks it gives an empty one.
    pub(super) fn load(pack: &Pack, cases: &mut CaseBook) -> Result<Self> {
        let mut all = Self::default();
        let split = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut given = false;
        for file in pack.section("name") {
            let raw: Raw = file.parse()?;
            if let Some(words) = raw.words {
                if std::mem::replace(&mut given, true) {
                    let fault =
                        LangFault::Malformed("the table `words` stands in another file already".into());
                    return Err(Error::at(file.place(0), fault));
                }
                all.words = words;
            }
            if all.common.is_empty() {
                all.common = raw.common;
            } else {
                all.common.push('\n');
                all.common.push_str(&raw.common);
            }
            all.homes.extend(
                raw.home.into_iter().map(|home| Home { country: home.country, words: split(&home.words) }),
            );
            for office in raw.office {
                let titles = office
                    .titles
                    .iter()
                    .map(|title| OfficeTitle { office: office.id.clone(), words: split(title) });
                all.titles.extend(titles);
            }
            all.groups.extend(raw.group.into_iter().map(|group| NameGroup {
                words: split(&group.words),
                sectors: group.sectors.split(',').map(|sector| sector.trim().to_owned()).collect(),
                id: group.id,
                name: group.name,
                people: group.people,
            }));
            all.sectors.extend(raw.sector);
            for head in raw.head {
                let byte = head.id.span().start;
                cases.enter(file, byte, head.id.get_ref(), head.yes, head.no)?;
                all.heads.push(NameHead {
                    id: head.id.into_inner(),
                    kind: head.kind,
                    first: matches!(head.place, Side::First),
                    of: head.of,
                    own: head.own,
                    numbered: head.numbered,
                    words: split(&head.words),
                    before: split(&head.before),
                });
            }
            for rule in raw.rule {
                cases.enter(file, rule.id.span().start, rule.id.get_ref(), rule.yes, rule.no)?;
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::{Language, Pack};

    #[test]
    fn the_english_pack_has_heads_and_common_words() {
        let name = Language::load(&Pack::embedded("en").unwrap()).unwrap().name;
        assert!(name.heads.iter().any(|head| head.id == "lake-before" && head.first));
        assert!(name.common.split_whitespace().any(|word| word == "reading"));
        assert!(!name.common.split_whitespace().any(|word| word == "mali"));
    }
}
