//! What a parser gets wrong and is put right, on trees that are given.

use crate::{
    fact::{Silence, testing::Example},
    model::Modality,
};

#[test]
fn who_speaks_last_is_no_part_of_what_is_said() {
    let example = Example::new(
        r#"
        Sailors sailor NOUN Number=Plur 9 nsubj
        crossed cross VERB Tense=Past|VerbForm=Part 1 acl
        the the DET _ 4 det
        strait strait NOUN _ 2 obj
        , , PUNCT _ 1 punct
        the the DET _ 8 det
        harbour harbour NOUN _ 8 compound
        office office NOUN _ 9 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 9 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        ["Sailors | cross | strait", "harbour office | say | Sailors crossed the strait"]
    );
    let triples = example.triples();
    assert_eq!(triples[0].modality, Modality::Reported);
    assert_eq!(triples[0].attribution.map(|who| who.core.of(&example.text)), Some("harbour office"));
}

#[test]
fn a_past_form_without_an_object_is_active_of_verbs_that_need_none() {
    let example = |verb: &str, lemma: &str| {
        Example::new(&format!(
            "Guests guest NOUN Number=Plur 7 ccomp
            {verb} {lemma} VERB Tense=Past|VerbForm=Part|Voice=Pass 1 acl
            early early ADV _ 2 advmod
            , , PUNCT _ 1 punct
            a a DET _ 6 det
            cook cook NOUN _ 7 nsubj
            said say VERB Tense=Past|VerbForm=Fin 0 root
            . . PUNCT _ 7 punct"
        ))
        .rows()
    };
    assert_eq!(example("queued", "queue")[0], "Guests | queue | -");
    assert_eq!(example("freed", "free")[0], "Guests | be freed | -");
}

#[test]
fn what_is_said_by_telephone_is_not_said_by_it() {
    let example = Example::new(
        r#"
        Farmers farmer NOUN Number=Plur 4 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 4 ccomp
        , , PUNCT _ 2 punct
        said say VERB Tense=Past|VerbForm=Fin 0 root
        neighbours neighbour NOUN Number=Plur 4 nsubj
        by by ADP _ 7 case
        telephone telephone NOUN _ 4 obl:agent
        . . PUNCT _ 4 punct
        "#,
    );
    assert_eq!(example.rows(), ["Farmers | leave | -", "neighbours | say | Farmers left"]);
}

#[test]
fn a_past_form_goes_with_no_infinitive() {
    let example = Example::new(
        r#"
        Guards guard NOUN Number=Plur 2 nsubj
        told tell VERB Tense=Past|VerbForm=Fin 0 root
        boys boy NOUN Number=Plur 2 obj
        to to PART _ 5 mark
        kneel kneel VERB VerbForm=Inf 2 xcomp
        and and CCONJ _ 7 cc
        shot shoot VERB Tense=Past|VerbForm=Fin 5 conj
        dogs dog NOUN Number=Plur 7 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Guards | tell | boys", "boys | kneel | -", "Guards | shoot | dogs"]);
}

#[test]
fn an_office_goes_with_the_name_and_hearers_are_told() {
    let example = Example::new(
        r#"
        Doctors doctor NOUN Number=Plur 2 nsubj
        told tell VERB Tense=Past|VerbForm=Fin 0 root
        reporters reporter NOUN Number=Plur 2 iobj
        that that SCONJ _ 7 obj
        beds bed NOUN Number=Plur 7 nsubj
        had have AUX VerbForm=Fin 7 aux
        arrived arrive VERB Tense=Past|VerbForm=Part 3 acl:relcl
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Doctors | tell | beds had arrived", "beds | arrive | -"]);
}

#[test]
fn there_behind_a_subject_is_where() {
    let example = Example::new(
        r#"
        Nurses nurse NOUN Number=Plur 3 nsubj
        there there PRON _ 3 expl
        need need VERB Tense=Pres|VerbForm=Fin 0 root
        gloves glove NOUN Number=Plur 3 obj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["Nurses | need | gloves"]);
}

#[test]
fn a_relative_clause_describes_no_bare_name() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 2 nsubj
        leads lead VERB Tense=Pres|VerbForm=Fin 0 root
        a a DET _ 4 det
        group group NOUN _ 2 obj
        in in ADP _ 6 case
        Volta Volta PROPN _ 4 nmod
        that that PRON PronType=Rel 8 nsubj
        sells sell VERB Tense=Pres|VerbForm=Fin 6 acl:relcl
        maps map NOUN Number=Plur 8 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | lead | group", "group | sell | maps"]);
}

#[test]
fn the_noun_behind_and_is_the_subject_of_the_verb_that_and_belongs_to() {
    let example = Example::new(
        r#"
        It it PRON _ 4 nsubj
        is be AUX VerbForm=Fin 4 cop
        a a DET _ 4 det
        harbour harbour NOUN _ 0 root
        and and CCONJ _ 10 cc
        its its PRON _ 7 nmod:poss
        costs cost NOUN Number=Plur 4 conj
        must must AUX VerbForm=Fin 10 aux
        be be AUX VerbForm=Inf 10 aux:pass
        met meet VERB Tense=Past|VerbForm=Part|Voice=Pass 4 conj
        . . PUNCT _ 4 punct
        "#,
    );
    assert_eq!(example.rows(), ["It | be | harbour", "costs | be met | -"]);
}

#[test]
fn what_nobody_says_is_not_reported() {
    let example = |not: &str, verb: &str, lemma: &str| {
        Example::new(&format!(
            "Ministers minister NOUN Number=Plur 4 nsubj
            did do AUX VerbForm=Fin 4 aux
            {not} {not} PART _ 4 advmod
            {verb} {lemma} VERB VerbForm=Inf 0 root
            that that SCONJ _ 7 mark
            ships ship NOUN Number=Plur 7 nsubj
            sank sink VERB Tense=Past|VerbForm=Fin 4 ccomp
            . . PUNCT _ 4 punct"
        ))
    };
    let sank = |example: &Example| {
        let triples = example.triples();
        let row = triples.iter().find(|row| row.predicate.lemma == "sink").unwrap();
        (row.modality, row.negated, row.attribution.is_some())
    };
    assert_eq!(sank(&example("not", "confirm", "confirm")), (Modality::Possible, false, false));
    assert_eq!(sank(&example("not", "believe", "believe")), (Modality::Reported, true, true));
    assert_eq!(sank(&example("not", "know", "know")), (Modality::Asserted, false, false));
}

#[test]
fn a_verb_that_says_nothing_gives_no_row() {
    let example = Example::new(
        r#"
        Trams tram NOUN Number=Plur 2 nsubj
        are be AUX VerbForm=Fin 0 root
        not not PART _ 2 advmod
        . . PUNCT _ 2 punct
        "#,
    );
    assert!(example.rows().is_empty());
    assert_eq!(example.silent()[0].why, Silence::NothingSaid);
}

#[test]
fn odd_sentences_give_nothing() {
    assert!(
        Example::new("\" \" PUNCT _ 0 root\n\" \" PUNCT _ 1 punct\n\" \" PUNCT _ 1 punct").rows().is_empty()
    );
    assert!(
        Example::new("Rain rain NOUN _ 0 root\nin in ADP _ 3 case\nspring spring NOUN _ 1 nmod")
            .rows()
            .is_empty()
    );
}

#[test]
fn of_a_sentence_without_end_the_beginning_is_read_and_the_rest_is_said_to_be_cut() {
    let clause = "Cows cow NOUN Number=Plur 2 nsubj\nran run VERB Tense=Past|VerbForm=Fin 0 root\n";
    let rest = "far far ADV _ 2 advmod\n".repeat(700);
    let example = Example::new(&format!("{clause}{rest}"));
    assert_eq!(example.rows().len(), 1);
    assert!(example.silent().iter().any(|one| one.why == Silence::Bound && one.token == 600));
}

#[test]
fn a_noun_that_is_read_as_a_verb_is_what_the_one_before_it_tells() {
    let example = Example::new(
        r#"
        Osei Osei PROPN Number=Sing 2 nsubj
        heads head VERB Tense=Pres|VerbForm=Fin 0 root
        the the DET _ 4 det
        harbour harbour NOUN Number=Sing 2 obj
        inspectorate inspectorate VERB _ 2 xcomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | head | harbour inspectorate"]);
}

#[test]
fn how_somebody_looked_is_nobody() {
    let example = Example::new(
        r#"
        Osei Osei PROPN Number=Sing 10 nsubj
        , , PUNCT _ 3 punct
        pale pale ADJ _ 1 conj
        and and CCONJ _ 8 cc
        with with ADP _ 8 case
        a a DET _ 8 det
        long long ADJ _ 8 amod
        scar scar NOUN Number=Sing 1 conj
        , , PUNCT _ 10 punct
        left leave VERB Tense=Past|VerbForm=Fin 0 root
        the the DET _ 12 det
        court court NOUN Number=Sing 10 obj
        . . PUNCT _ 10 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | leave | court"]);
}
