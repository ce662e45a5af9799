//! What the stage promises as a whole: tokens, parts, languages, and what holds for any string.

use super::*;
use crate::{
    lang::Pack,
    model::{Part, Shape},
};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Segmenter> = LazyLock::new(|| segmenter("en"));

fn segmenter(code: &str) -> Segmenter {
    Segmenter::new(&Language::load(&Pack::embedded(code).unwrap()).unwrap()).unwrap()
}

fn article(text: &str) -> Article {
    Article { text: text.into(), ..Article::default() }
}

/// The tokens of a text, with a space between.
fn tokens(text: &str) -> String {
    let cut = ENGLISH.segment(&article(text));
    cut.tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
}

/// The parts and sentences of a text.
fn parts(text: &str) -> Vec<(Part, &str)> {
    ENGLISH.segment(&article(text)).sentences.iter().map(|s| (s.part, s.span.of(text))).collect()
}

#[test]
fn words_are_cut_as_in_the_treebank() {
    for (text, cut) in [
        ("They didn't go; he's in Mali's north.", "They did n't go ; he 's in Mali 's north ."),
        ("I’ve said we can’t.", "I ’ve said we ca n’t ."),
        ("The soldiers' pay", "The soldiers ' pay"),
        ("A ten-year, US-led plan", "A ten - year , US - led plan"),
        ("an anti-terrorist ex-minister's co-author", "an anti-terrorist ex-minister 's co-author"),
        ("since mid-August", "since mid - August"),
        ("15,000 people, 3.5 or 1 500", "15,000 people , 3.5 or 1 500"),
        ("$5.2m, US$10 and €3 (12%)", "$ 5.2 m , US$ 10 and € 3 ( 12 % )"),
        ("at 08:30 on 2023-12-11, 5pm", "at 08:30 on 2023-12-11 , 5 pm"),
        ("15kg of rice, the 5th in the 1980s", "15 kg of rice , the 5th in the 1980s"),
        ("9/11, 1/2 and and/or", "9/11 , 1/2 and and / or"),
        ("between 2010-2015", "between 2010 - 2015"),
        ("The U.S. sent Mr. Diallo on Dec. 11.", "The U.S. sent Mr. Diallo on Dec. 11 ."),
        ("U.S.-led; JFK Jr.'s; e.g. rice", "U.S. - led ; JFK Jr. 's ; e.g. rice"),
        ("Wait... what?! No!!!", "Wait ... what ?! No !!!"),
        (
            "see https://example.org/a.html, or @gao #Sahel.",
            "see https://example.org/a.html , or @gao #Sahel .",
        ),
        ("write to desk@example.org.", "write to desk@example.org ."),
        ("“Peace,” she said—twice (‘no’).", "“ Peace , ” she said — twice ( ‘ no ’ ) ."),
        ("I cannot; we're gonna", "I can not ; we 're gon na"),
        ("He went home.The army came.", "He went home . The army came ."),
        ("al-Qaeda, AT&T, Côte d'Ivoire, O'Brien", "al - Qaeda , AT&T , Côte d'Ivoire , O'Brien"),
        ("No. 5 said no.", "No. 5 said no ."),
        ("a [...] b", "a [...] b"),
        ("", ""),
    ] {
        assert_eq!(tokens(text), cut);
    }
}

#[test]
fn flags_tell_spaces_and_lines() {
    let text = "One two.\nThree";
    let cut = ENGLISH.segment(&article(text));
    let flags: Vec<_> =
        cut.tokens.iter().map(|t| (t.shape.has(Shape::SPACED), t.shape.has(Shape::LINE))).collect();
    assert_eq!(flags, [(true, false), (true, false), (false, false), (true, true)]);
}

#[test]
fn an_article_has_its_parts() {
    let text = "Mali: Flood Deaths Rise to 31\n\nBy Awa Diallo\n\n12 December 2023\n\nRoads under water in Kita (file photo).\n\n\
                BAMAKO, Dec. 11 (SNA) - The toll rose on Monday. Aid is on its way.\n\nNo food\n\nThe state has promised rice to the towns.\n\n\
                Read more: Floods in Niger\n\n###\n\nSNA is an agency. It is old.";
    assert_eq!(
        parts(text),
        [
            (Part::Title, "Mali: Flood Deaths Rise to 31"),
            (Part::Boilerplate, "By Awa Diallo"),
            (Part::Date, "12 December 2023"),
            (Part::Caption, "Roads under water in Kita (file photo)."),
            (Part::Body, "BAMAKO, Dec. 11 (SNA) - The toll rose on Monday."),
            (Part::Body, "Aid is on its way."),
            (Part::Crosshead, "No food"),
            (Part::Body, "The state has promised rice to the towns."),
            (Part::Boilerplate, "Read more: Floods in Niger"),
            (Part::Boilerplate, "###"),
            (Part::Boilerplate, "SNA is an agency."),
            (Part::Boilerplate, "It is old."),
        ]
    );
}

#[test]
fn a_dateline_is_counted_and_stays_in_its_sentence() {
    for (text, dateline) in [
        ("Kayes — The river rose on Monday.", "Kayes —"),
        ("BAMAKO, Dec. 11 (SNA) - The river rose.", "BAMAKO, Dec. 11 (SNA) -"),
        ("GENEVA (SNA) – Aid has come.", "GENEVA (SNA) –"),
        ("Port of Spain, 3 May 2021 – The court sat.", "Port of Spain, 3 May 2021 –"),
        ("GAO, Mali (SNA)_ Aid has come.", "GAO, Mali (SNA)_"),
        ("(Kayes) The river rose on Monday.", "(Kayes)"),
        ("(the river) rose on Monday, they said.", ""),
        ("The river — a brown flood — rose.", ""),
        ("Prices rose - and fell.", ""),
        ("Mali-based groups met.", ""),
    ] {
        let cut = ENGLISH.segment(&article(text));
        let first = &cut.sentences[0];
        assert_eq!(first.span.of(text), text);
        let view = View { text, tokens: &cut.tokens, sentences: &cut.sentences };
        let head = crate::model::TokenSpan::new(0, first.dateline);
        assert_eq!(view.span(head).of(text), dateline, "{text}");
    }
}

#[test]
fn further_down_a_dash_follows_a_dateline_only_after_a_place() {
    for (head, dateline) in [
        ("Kayes — Two bridges fell on Monday.", 2),
        ("Kayes, Mali — Two bridges fell on Monday.", 4),
        ("Burkina Faso — The harvest was good.", 3),
        ("KAYES — Two bridges fell on Monday.", 2),
        ("Awa Diallo — Mayor of Gao since 2019 — went home.", 0),
        ("Awa Diallo — Mayor of Gao since 2019.", 0),
        ("Rice — Mali's staple — is dear.", 0),
        ("Results — 31 dead and 12 hurt.", 0),
    ] {
        let text = format!("Rain fell in the south on Monday.\n\n{head}");
        let cut = ENGLISH.segment(&article(&text));
        let last = cut.sentences.iter().find(|sentence| sentence.paragraph == 1).map(|s| s.dateline);
        assert_eq!(last, Some(dateline), "{head}");
    }
}

#[test]
fn one_paragraph_is_no_title() {
    for text in ["Is this it? It is.", "The river rose.", "1) The first 2) The second", "The river rose"] {
        assert!(parts(text).iter().all(|(part, _)| *part == Part::Body), "{text}");
    }
    let given = Article {
        text: "River rises.\n\nIt rose.".into(),
        title: Some("River  rises.".into()),
        ..Article::default()
    };
    assert_eq!(ENGLISH.segment(&given).sentences[0].part, Part::Title);
}

#[test]
fn wrapped_lines_join_and_others_do_not() {
    let wrapped = "The council of the northern towns met on Monday in order to\ntalk about the water that the herders and the farmers both\nneed before the rains. It agreed on little and will meet\nagain.";
    assert_eq!(parts(wrapped).len(), 2);
    let lines = "Rice rose by a tenth\nMillet fell by half\nSalt is what it was";
    assert_eq!(parts(lines).len(), 3);
    let items = "- Kita: 12 dead\n- Kayes: 9 dead";
    assert_eq!(parts(items).len(), 2);
}

#[test]
fn other_languages_are_flagged() {
    for (code, text) in [
        (
            "fr",
            "Le ministre de la santé a annoncé que les écoles de la capitale seront fermées pour deux semaines en raison des pluies qui ont touché la région.",
        ),
        (
            "es",
            "El ministro de salud anunció que las escuelas de la capital estarán cerradas por dos semanas debido a las lluvias que han caído en la región.",
        ),
        (
            "pt",
            "O ministro da saúde anunciou que as escolas da capital ficarão fechadas por duas semanas devido às chuvas que não param na região do norte.",
        ),
        (
            "de",
            "Der Minister hat am Montag gesagt, dass die Schulen in der Hauptstadt wegen des Regens für zwei Wochen nicht geöffnet werden, und das ist auch gut.",
        ),
        (
            "sw",
            "Waziri wa afya amesema kuwa shule katika mji mkuu zitafungwa kwa wiki mbili kwa sababu ya mvua kubwa ambayo imenyesha nchini na katika mikoa ya kaskazini.",
        ),
        ("ar", "أعلن وزير الصحة إغلاق المدارس في العاصمة"),
        ("ru", "Министр здравоохранения закрыл школы"),
        ("zh", "卫生部长 宣布 关闭学校。"),
    ] {
        let guess = ENGLISH.segment(&article(text)).language;
        assert_eq!((guess.code, guess.readable), (code, false), "{guess:?}");
        assert!(guess.confidence > 0.5, "{guess:?}");
    }
}

#[test]
fn english_and_little_text_stay_readable() {
    let long = "The minister of health said on Monday that the schools of the capital will be closed for two weeks because of the rain.";
    let guess = ENGLISH.segment(&article(long)).language;
    assert_eq!((guess.code, guess.readable), ("en", true));
    for short in ["", "Bamako", "Le ministre est parti.", "1,200 3,400"] {
        assert!(ENGLISH.segment(&article(short)).language.readable);
    }
}

#[test]
fn french_elides() {
    let text = "L'armée d’Abidjan n'est pas là.";
    let cut = segmenter("fr").segment(&article(text));
    let words: Vec<_> = cut.tokens.iter().map(|token| token.span.of(text)).collect();
    assert_eq!(words, ["L'", "armée", "d’", "Abidjan", "n'", "est", "pas", "là", "."]);
}

/// What holds for every text: spans on boundaries, order, no overlap, each token in one sentence, nothing that is not white left out.
fn holds(segmenter: &Segmenter, text: &str) {
    let cut = segmenter.segment(&article(text));
    let mut end = 0;
    for token in &cut.tokens {
        let range = token.span.range();
        assert!(range.start >= end && range.end > range.start);
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        assert!(
            text[end..range.start].chars().all(class::is_blank),
            "left out: {:?}",
            &text[end..range.start]
        );
        end = range.end;
        let own = Shape(token.shape.0 & !(Shape::SPACED.0 | Shape::LINE.0));
        assert_eq!(own, Shape::of(token.span.of(text)));
    }
    assert!(text[end..].chars().all(class::is_blank));
    let mut next = 0;
    for sentence in &cut.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty() && sentence.dateline <= sentence.tokens.len());
        let held = &cut.tokens[sentence.tokens.range()];
        assert_eq!(sentence.span, held[0].span.cover(held[held.len() - 1].span));
        next = sentence.tokens.end;
    }
    assert_eq!(next as usize, cut.tokens.len());
}

proptest! {
    #[test]
    fn any_text_is_cut_without_loss(text in "\\PC{0,200}|(\\s|\\PC){0,100}") {
        holds(&ENGLISH, &text);
    }

    #[test]
    fn text_like_news_is_cut_without_loss(
        text in "([A-Z]?[a-z]{0,6}('s|n't|’ll|\\.\\.\\.|[.,;:!?)(\"“”'—–-]|\\[1\\]|http://a\\.b|@x|No\\.|U\\.S\\.|p\\.m\\.|1[.)]|a[.)]|\u{301}|一二|🙂)?( |\n|\n\n|\r\n|\u{a0})?){0,40}"
    ) {
        holds(&ENGLISH, &text);
    }
}

#[test]
fn long_lines_take_linear_time() {
    // Each of these would take minutes, were any step quadratic.
    let megabyte = 1 << 20;
    for unit in [
        ".",
        ". ",
        "a",
        "a ",
        "a.",
        "a. ",
        "1) ",
        "• ",
        "(",
        ")",
        "\"",
        "' ",
        "[1]",
        " ",
        "\n",
        "a\n",
        "-",
        "a-",
        "a'",
        "1-",
        "1,",
        "www.",
        "a@",
        "@a",
        "#",
        "\u{301}",
        "一",
        "🙂",
        "A. ",
        "... ",
        ". . ",
        "subscribe ",
        "I. ",
        "No. ",
        "http://a)",
    ] {
        holds(&ENGLISH, &unit.repeat(megabyte / unit.len() / 4));
    }
}
