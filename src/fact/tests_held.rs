//! Who does what another verb asks for, denies or keeps from being done, and how the text holds it; on trees that are given.

use crate::{
    fact::{Silence, testing::Example},
    model::Modality,
};

/// The row of this predicate.
fn held(example: &Example, lemma: &str) -> (String, Modality, bool, Option<String>) {
    let rows = example.triples();
    let row = rows.iter().find(|row| row.predicate.reading() == lemma).unwrap();
    let text = |phrase: &crate::model::Phrase| phrase.core.of(&example.text).to_owned();
    (text(&row.subject.unwrap()), row.modality, row.negated, row.attribution.as_ref().map(text))
}

#[test]
fn an_order_is_to_be_done_by_whom_it_is_given_to() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        rules rule NOUN Number=Plur 3 nsubj
        oblige oblige VERB Tense=Pres|VerbForm=Fin 0 root
        members member NOUN Number=Plur 3 obj
        to to PART _ 6 mark
        help help VERB VerbForm=Inf 3 advcl
        strangers stranger NOUN Number=Plur 6 obj
        . . PUNCT _ 3 punct
        "#,
    );
    let rules = Some("rules".to_owned());
    assert_eq!(held(&example, "help"), ("members".into(), Modality::Requested, false, rules));
}

#[test]
fn what_is_made_for_a_purpose_does_nothing() {
    let example = Example::new(
        r#"
        They they PRON Case=Nom|PronType=Prs 2 nsubj
        made make VERB Tense=Past|VerbForm=Fin 0 root
        bombs bomb NOUN Number=Plur 2 obj
        to to PART _ 5 mark
        kill kill VERB VerbForm=Inf 2 advcl
        soldiers soldier NOUN Number=Plur 5 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(held(&example, "kill").0, "They");
}

#[test]
fn who_is_banned_from_it_does_not_do_it() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        law law NOUN _ 3 nsubj
        bans ban VERB Tense=Pres|VerbForm=Fin 0 root
        firms firm NOUN Number=Plur 3 obj
        from from SCONJ _ 6 mark
        selling sell VERB Tense=Pres|VerbForm=Part 3 advcl
        ivory ivory NOUN _ 6 obj
        . . PUNCT _ 3 punct
        "#,
    );
    let law = Some("law".to_owned());
    assert_eq!(held(&example, "sell"), ("firms".into(), Modality::Requested, true, law));
}

#[test]
fn who_is_accused_of_it_is_said_to_have_done_it() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        court court NOUN _ 3 nsubj
        accused accuse VERB Tense=Past|VerbForm=Fin 0 root
        the the DET _ 5 det
        rebels rebel NOUN Number=Plur 3 obj
        of of SCONJ _ 7 mark
        burning burn VERB Tense=Pres|VerbForm=Part 5 acl
        the the DET _ 9 det
        school school NOUN _ 7 obj
        . . PUNCT _ 3 punct
        "#,
    );
    let court = Some("court".to_owned());
    assert_eq!(held(&example, "burn"), ("rebels".into(), Modality::Reported, false, court));
}

#[test]
fn what_is_denied_is_said_not_to_be() {
    let example = Example::new(
        r#"
        He he PRON Case=Nom|PronType=Prs 2 nsubj
        denied deny VERB Tense=Past|VerbForm=Fin 0 root
        that that SCONJ _ 5 mark
        troops troops NOUN _ 5 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 2 ccomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(held(&example, "leave"), ("troops".into(), Modality::Reported, true, Some("He".into())));
}

#[test]
fn neither_denies_of_both() {
    let example = Example::new(
        r#"
        Neither neither CCONJ _ 2 cc:preconj
        Ada Ada PROPN _ 5 nsubj
        nor nor CCONJ _ 4 cc
        Yaw Yaw PROPN _ 2 conj
        left leave VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 5 punct
        "#,
    );
    let negated: Vec<bool> = example.triples().iter().map(|row| row.negated).collect();
    assert_eq!(negated, [true, true]);
}

#[test]
fn who_is_to_do_it_plans_it_and_an_aim_is_what_is_planned() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        ministers minister NOUN Number=Plur 5 nsubj
        are be AUX Tense=Pres|VerbForm=Fin 5 cop
        to to PART _ 5 mark
        visit visit VERB VerbForm=Inf 0 root
        the the DET _ 7 det
        camp camp NOUN _ 5 obj
        . . PUNCT _ 5 punct
        "#,
    );
    assert_eq!(example.rows(), ["ministers | visit | camp"]);
    assert_eq!(held(&example, "visit").1, Modality::Planned);
    let example = Example::new(
        r#"
        The the DET _ 2 det
        aim aim NOUN _ 5 nsubj:outer
        is be AUX Tense=Pres|VerbForm=Fin 5 cop
        to to PART _ 5 mark
        build build VERB VerbForm=Inf 0 root
        a a DET _ 7 det
        dam dam NOUN _ 5 obj
        . . PUNCT _ 5 punct
        "#,
    );
    assert_eq!(example.rows(), ["aim | be | to build a dam"]);
}

#[test]
fn a_habit_of_the_past_is_no_purpose() {
    let example = Example::new(
        r#"
        Women woman NOUN Number=Plur 2 nsubj
        used use VERB Tense=Past|VerbForm=Fin 0 root
        to to PART _ 4 mark
        carry carry VERB VerbForm=Inf 2 advcl
        water water NOUN _ 4 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Women | carry | water"]);
    assert_eq!(held(&example, "carry").1, Modality::Asserted);
}

#[test]
fn nobody_is_said_to_do_what_a_noun_is_for() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        cost cost NOUN _ 6 nsubj
        of of SCONJ _ 4 mark
        selling sell VERB Tense=Pres|VerbForm=Part 2 acl
        boats boat NOUN Number=Plur 4 obj
        rose rise VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 6 punct
        "#,
    );
    assert_eq!(example.rows(), ["cost | rise | -"]);
    assert_eq!(example.silent()[0].why, Silence::NoSubject);
}

#[test]
fn a_subject_before_what_is_said_is_not_who_speaks() {
    let example = Example::new(
        r#"
        Trucks truck NOUN Number=Plur 8 nsubj
        entered enter VERB Tense=Past|VerbForm=Fin 8 ccomp
        the the DET _ 4 det
        town town NOUN _ 2 obj
        , , PUNCT _ 2 punct
        a a DET _ 7 det
        driver driver NOUN _ 8 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 8 punct
        "#,
    );
    assert_eq!(example.rows(), ["Trucks | enter | town", "driver | say | Trucks entered the town"]);
    assert_eq!(held(&example, "enter").3, Some("driver".into()));
}

#[test]
fn whether_something_is_so_is_asked() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        judge judge NOUN _ 3 nsubj
        asked ask VERB Tense=Past|VerbForm=Fin 0 root
        if if SCONJ _ 6 mark
        they they PRON Case=Nom|PronType=Prs 6 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 3 ccomp
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["judge | ask | if they left"]);
}

#[test]
fn force_to_come_is_a_threat_and_aid_that_will_not_come_a_refusal() {
    let example = |not: &str, verb: &str| {
        Example::new(&format!(
            "They they PRON Case=Nom|PronType=Prs {last} nsubj
            will will AUX VerbForm=Fin {last} aux
            {not}
            {verb} {verb} VERB VerbForm=Inf 0 root
            rebels rebel NOUN Number=Plur {last} obj
            . . PUNCT _ {last} punct",
            last = if not.is_empty() { 3 } else { 4 },
        ))
    };
    let event = |example: Example| example.triples()[0].event.as_deref().map(str::to_owned);
    assert_eq!(event(example("", "attack")), Some("THREATEN".into()));
    assert_eq!(event(example("", "visit")), Some("AGREE".into()));
    assert_eq!(event(example("not not PART Polarity=Neg 4 advmod", "help")), Some("REJECT".into()));
}
