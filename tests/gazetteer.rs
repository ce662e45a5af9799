//! What holds for any gazetteer and any text: every name is found where it stands, spans lie on boundaries, nothing overlaps, nothing panics.

use griot::{
    gazetteer::{Gazetteer, Match},
    lang::{Language, Pack},
    model::{Article, View},
    text::Segmenter,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> =
    LazyLock::new(|| Segmenter::new(&Language::load(&Pack::embedded("en").unwrap()).unwrap()).unwrap());

/// Tags a text, and hands its view and matches on.
fn tag<T>(gazetteer: &Gazetteer, text: &str, read: impl Fn(&View<'_>, &[Match]) -> T) -> T {
    let article = Article { text: text.into(), ..Article::default() };
    let segmented = SEGMENTER.segment(&article);
    let view = View { text, tokens: &segmented.tokens, sentences: &segmented.sentences };
    read(&view, &gazetteer.tag(&view))
}

/// The words that match, with the ids of what they may mean.
fn found(gazetteer: &Gazetteer, text: &str) -> Vec<(String, Vec<String>)> {
    tag(gazetteer, text, |view, matches| {
        let ids =
            |m: &Match| m.candidates.iter().map(|c| gazetteer.row(c.row).unwrap().id().to_owned()).collect();
        matches.iter().map(|m| (view.span(m.tokens).of(text).to_owned(), ids(m))).collect()
    })
}

fn words(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    found(gazetteer, text).into_iter().map(|(words, _)| words).collect()
}

fn sample() -> Gazetteer {
    Gazetteer::parse(
        "id\tname\ttype\taliases\tpopulation\n\
         country:ML\tMali\tGPE\tMalian{demonym}|Malian army|Républiquedu Mali{fr}\t22000000\n\
         country:US\tUnited States\tGPE\tUS{exact}|U.S.\t330000000\n\
         country:GW\tGuinea-Bissau\tGPE\t\t2000000\n\
         country:GN\tGuinea\tGPE\t\t14000000\n\
         town:n\tN'Djamena\tGPE\tNdjamena\t1600000\n\
         org:s\tal-Shabaab\tORG\tHarakat al-Shabaab al-Mujahideen\t\n\
         org:w\tWHO\tORG\tWorld Health Organization\t\n\
         town:p1\tParis\tGPE\t\t2100000\n\
         town:p2\tParis\tGPE\t\t24000\n\
         town:p3\tParis, Texas\tGPE\t\t24000\n\
         town:l\tSão Tomé\tGPE\tLouis Gentil\t\n",
    )
    .unwrap()
}

#[test]
fn the_longest_name_wins() {
    let gazetteer = sample();
    assert_eq!(words(&gazetteer, "Guinea-Bissau and Guinea."), ["Guinea-Bissau", "Guinea"]);
    assert_eq!(
        words(&gazetteer, "Fighters of Harakat al-Shabaab al-Mujahideen left."),
        ["Harakat al-Shabaab al-Mujahideen"]
    );
}

#[test]
fn names_are_whole_words() {
    assert_eq!(words(&sample(), "Malians of Malinke, Malibu and Mali."), ["Mali"]);
    assert_eq!(words(&sample(), "Mali-based groups."), ["Mali"]);
}

#[test]
fn case_accents_and_marks() {
    let gazetteer = sample();
    assert_eq!(words(&gazetteer, "MALI and mali and Mali"), ["MALI", "Mali"]);
    assert_eq!(words(&gazetteer, "They told us that the US and the U.S. agree."), ["US", "U.S."]);
    assert_eq!(words(&gazetteer, "Who knows the WHO?"), ["WHO"]);
    assert_eq!(words(&gazetteer, "N’Djamena, Sao Tomé, Al-Shabaab"), ["N’Djamena", "Sao Tomé", "Al-Shabaab"]);
}

#[test]
fn a_possessive_mark_stays_outside() {
    assert_eq!(
        words(&sample(), "Mali's north, the United States' aid, Mali’s towns"),
        ["Mali", "United States", "Mali"]
    );
}

#[test]
fn words_in_lower_case_only_describe() {
    assert_eq!(found(&sample(), "the Malian army"), [("Malian".into(), vec!["country:ML".into()])]);
}

#[test]
fn names_stop_at_sentences_and_commas() {
    let gazetteer = sample();
    assert_eq!(words(&gazetteer, "He likes World Health. Organization is all."), Vec::<String>::new());
    assert_eq!(words(&gazetteer, "World Health, Organization"), Vec::<String>::new());
}

#[test]
fn the_best_known_comes_first() {
    let ids = found(&sample(), "Paris").remove(0).1;
    assert_eq!(ids, ["town:p1", "town:p2"]);
}

#[test]
fn every_name_that_ships_is_found_in_running_text() {
    let gazetteer = Gazetteer::load(&[]).unwrap();
    let mut lost = Vec::new();
    let rows = gazetteer.size().0;
    // All rows of a small list, a thousand spread over a large one.
    for row in (0..rows).step_by((rows as usize / 1000).max(1)) {
        let name = gazetteer.row(row).unwrap().name().to_owned();
        let there = tag(&gazetteer, &format!("They spoke of {name} again."), |_, matches| {
            matches.iter().any(|m| m.candidates.iter().any(|c| c.row == row))
        });
        if !there && name.chars().any(char::is_alphabetic) {
            lost.push(name);
        }
    }
    // A few names hold the mark that ends a sentence, or begin another name.
    assert!(lost.len() * 100 <= rows.min(1000) as usize, "{lost:?}");
}

/// A name of one to four words.
fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(
        "[A-ZÀÉ][a-zà-ö]{2,8}|[A-Z]{4,6}|[A-Z][a-z]{2,4}-[A-Z][a-z]{2,4}|[A-Z]'[A-Z][a-z]{3}",
        1..5,
    )
    .prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_alias_is_found(names in prop::collection::vec(name(), 1..12), pick in any::<prop::sample::Index>()) {
        let rows: String = names.iter().enumerate().map(|(n, name)| format!("x:{n}\tQ{n}q\tORG\t{name}\n")).collect();
        let gazetteer = Gazetteer::parse(&format!("id\tname\ttype\taliases\n{rows}")).unwrap();
        let at = pick.index(names.len());
        let text = format!("yesterday we saw {} there", names[at]);
        let ids = found(&gazetteer, &text);
        prop_assert!(ids.iter().any(|(words, ids)| *words == names[at] && ids.contains(&format!("x:{at}"))), "{text} {ids:?}");
    }

    #[test]
    fn spans_are_sound(text in r"(?s)(\PC|\s|Mali|Paris|al-Shabaab|U\.S\.|N’D|['’.,-]){0,60}") {
        let gazetteer = sample();
        tag(&gazetteer, &text, |view, matches| {
            let mut last = 0;
            for found in matches {
                assert!(found.tokens.start >= last && found.tokens.end > found.tokens.start);
                assert!(!view.span(found.tokens).of(&text).is_empty() && !found.candidates.is_empty());
                last = found.tokens.end;
            }
        });
    }

    #[test]
    fn any_bytes_may_be_a_file(bytes in prop::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("any.tsv");
        let mut all = if head { b"name\ttype\taliases\tvalid\n".to_vec() } else { Vec::new() };
        all.extend(&bytes);
        std::fs::write(&file, all).unwrap();
        let _ = Gazetteer::load(std::slice::from_ref(&file)).map_err(|error| error.to_string());
        let _ = Gazetteer::check(&[file]);
    }
}
