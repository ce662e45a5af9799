//! Repairs of what hangs where, and of what words are, on trees that are given.

use crate::fact::testing::Example;

#[test]
fn what_a_statement_holds_is_said() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        army army NOUN _ 3 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        in in ADP _ 6 case
        a a DET _ 6 det
        statement statement NOUN _ 3 obl
        that that SCONJ _ 10 mark
        it it PRON _ 10 nsubj
        had have AUX VerbForm=Fin 10 aux
        sunk sink VERB Tense=Past|VerbForm=Part 6 acl
        boats boat NOUN Number=Plur 10 obj
        in in ADP _ 14 case
        a a DET _ 14 det
        raid raid NOUN _ 10 obl
        launched launch VERB Tense=Past|VerbForm=Part|Voice=Pass 3 ccomp
        at at ADP _ 17 case
        dawn dawn NOUN _ 15 obl
        and and CCONJ _ 19 cc
        seized seize VERB Tense=Past|VerbForm=Fin 15 conj
        nets net NOUN Number=Plur 19 obj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        [
            "army | say | it had sunk boats in a raid launched at dawn and seized nets",
            "it | sink | boats",
            "raid | be launched at | dawn",
            "it | seize | nets"
        ]
    );
}

#[test]
fn who_stands_between_a_comma_and_the_verb_of_speech_speaks() {
    let example = Example::new(
        r#"
        A a DET _ 2 det
        jet jet NOUN _ 3 nsubj
        hit hit VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 5 det
        barge barge NOUN _ 3 obj
        , , PUNCT _ 7 punct
        killing kill VERB VerbForm=Ger 3 advcl
        pilots pilot NOUN Number=Plur 7 obj
        , , PUNCT _ 11 punct
        the the DET _ 11 det
        guild guild NOUN _ 8 appos
        and and CCONJ _ 14 cc
        a a DET _ 14 det
        priest priest NOUN _ 8 conj
        said say VERB Tense=Past|VerbForm=Fin 3 parataxis
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        [
            "jet | hit | barge",
            "jet | kill | pilots",
            "guild | say | A jet hit a barge , killing pilots",
            "priest | say | A jet hit a barge , killing pilots"
        ]
    );
}

#[test]
fn what_is_beside_a_clause_with_nothing_that_ties_the_two_says_who_spoke() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 2 nsubj
        won win VERB Tense=Past|VerbForm=Fin 0 root
        , , PUNCT _ 2 punct
        the the DET _ 5 det
        court court NOUN _ 6 nsubj
        announced announce VERB Tense=Past|VerbForm=Fin 2 conj
        , , PUNCT _ 9 punct
        and and CCONJ _ 9 cc
        resigned resign VERB Tense=Past|VerbForm=Fin 2 conj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | win | -", "court | announce | Osei won", "Osei | resign | -"]);
}

#[test]
fn a_verb_governs_over_what_stands_between() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        agreed agree VERB Tense=Past|VerbForm=Fin 0 root
        on on ADP _ 4 case
        Friday Friday PROPN _ 2 obl
        to to PART _ 6 mark
        sell sell VERB VerbForm=Inf 2 advcl
        boats boat NOUN Number=Plur 6 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | agree to sell | boats"]);
}

#[test]
fn a_verb_steers_through_a_preposition() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        called call VERB Tense=Past|VerbForm=Fin 0 root
        on on ADP _ 5 case
        the the DET _ 5 det
        guild guild NOUN _ 2 obl
        to to PART _ 7 mark
        sell sell VERB VerbForm=Inf 2 xcomp
        boats boat NOUN Number=Plur 7 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | call on | guild", "guild | sell | boats"]);
}

#[test]
fn what_is_called_for_has_a_subject_of_its_own() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        called call VERB Tense=Past|VerbForm=Fin 0 root
        for for ADP _ 8 mark
        the the DET _ 5 det
        road road NOUN _ 8 nsubj:pass
        to to PART _ 8 mark
        be be AUX _ 8 aux:pass
        closed close VERB Tense=Past|VerbForm=Part|Voice=Pass 2 xcomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | call for | the road to be closed", "road | be closed | -"]);
}

#[test]
fn a_comma_ends_a_clause_that_tells_which() {
    let example = Example::new(
        r#"
        Guards guard NOUN Number=Plur 2 nsubj
        fired fire VERB Tense=Past|VerbForm=Fin 0 root
        on on ADP _ 4 case
        boys boy NOUN Number=Plur 2 obl
        who who PRON PronType=Rel 6 nsubj
        threw throw VERB Tense=Past|VerbForm=Fin 4 acl:relcl
        stones stone NOUN Number=Plur 6 obj
        , , PUNCT _ 9 punct
        killing kill VERB VerbForm=Ger 6 advcl
        goats goat NOUN Number=Plur 9 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Guards | fire on | boys", "boys | throw | stones", "Guards | kill | goats"]);
}

#[test]
fn a_relative_clause_is_of_the_number_of_its_noun() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 4 det
        village village NOUN Number=Sing 2 obj
        of of ADP _ 6 case
        houses house NOUN Number=Plur 4 nmod
        that that PRON PronType=Rel 8 nsubj
        has have VERB Number=Sing|Tense=Pres|VerbForm=Fin 6 acl:relcl
        a a DET _ 10 det
        well well NOUN _ 8 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | leave | village", "village | have | well"]);
}

#[test]
fn what_becomes_of_an_object_is_read_with_the_verb() {
    let example = Example::new(
        r#"
        Judges judge NOUN Number=Plur 2 nsubj
        found find VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 5 det
        clerk clerk NOUN _ 5 compound
        guilty guilty ADJ _ 2 xcomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Judges | find guilty | clerk"]);
}

#[test]
fn what_an_object_is_called_has_a_row_of_its_own() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        called call VERB Tense=Past|VerbForm=Fin 0 root
        the the DET _ 4 det
        fire fire NOUN _ 2 obj
        a a DET _ 6 det
        warning warning NOUN _ 2 xcomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | call | fire", "fire | be | warning"]);
}

#[test]
fn of_two_objects_the_first_is_to_do_what_follows() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        gave give VERB Tense=Past|VerbForm=Fin 0 root
        pilots pilot NOUN Number=Plur 2 obj
        permission permission NOUN _ 2 obj
        to to PART _ 6 mark
        leave leave VERB VerbForm=Inf 2 advcl
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | give | permission", "pilots | leave | -"]);
}

#[test]
fn a_gerund_before_a_noun_describes_it() {
    let example = Example::new(
        r#"
        They they PRON _ 3 nsubj
        will will AUX _ 3 aux
        announce announce VERB VerbForm=Inf 0 root
        the the DET _ 5 det
        time time NOUN _ 3 obj
        and and CCONJ _ 7 cc
        starting start VERB VerbForm=Ger 3 conj
        point point NOUN _ 7 obj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | announce | time", "They | announce | starting point"]);
}

#[test]
fn what_has_an_object_is_a_verb() {
    let example = Example::new(
        r#"
        Rain rain NOUN _ 2 compound
        burst burst NOUN _ 7 ccomp
        a a DET _ 4 det
        dam dam NOUN _ 2 obj
        , , PUNCT _ 2 punct
        police police NOUN _ 7 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 7 punct
        "#,
    );
    assert_eq!(example.rows(), ["Rain | burst | dam", "police | say | Rain burst a dam"]);
}

#[test]
fn an_adjective_before_an_infinitive_is_no_preposition() {
    let example = Example::new(
        r#"
        They they PRON _ 5 nsubj
        are be AUX VerbForm=Fin 5 cop
        due due ADJ _ 5 mark
        to to PART _ 3 fixed
        appear appear VERB VerbForm=Inf 0 root
        . . PUNCT _ 5 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | appear | -"]);
}

#[test]
fn who_is_missing_is_so() {
    let example = Example::new(
        r#"
        Boys boy NOUN Number=Plur 3 nsubj
        are be AUX VerbForm=Fin 3 aux
        missing miss ADJ _ 0 root
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["Boys | be | missing"]);
}

#[test]
fn what_a_hyphen_ties_to_a_number_measures() {
    let example = Example::new(
        r#"
        Envoys envoy NOUN Number=Plur 2 nsubj
        began begin VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 11 det
        three three NUM _ 6 nummod
        - - PUNCT _ 4 punct
        day day NOUN Number=Sing 2 obj
        , , PUNCT _ 6 punct
        two two NUM _ 10 nummod
        - - PUNCT _ 8 punct
        city city NOUN Number=Sing 11 compound
        tour tour NOUN Number=Sing 2 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Envoys | begin | three - day , two - city tour"]);
}

#[test]
fn what_leads_a_name_leads_its_first_word() {
    let example = Example::new(
        r#"
        Rebels rebel NOUN Number=Plur 3 nsubj:pass
        were be AUX _ 3 aux:pass
        tied tie VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
        to to ADP _ 6 case
        Ada Ada PROPN _ 3 obl
        Osei Osei PROPN _ 5 flat
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["Rebels | be tied to | Ada Osei"]);
}
