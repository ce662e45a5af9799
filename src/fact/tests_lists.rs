//! Repairs of lists, of subjects that the parser hides, and of who says what, on trees that are given.

use crate::fact::testing::Example;

#[test]
fn a_day_behind_the_verb_of_speech_is_when_it_was_said() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 2 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        that that SCONJ _ 5 mark
        he he PRON _ 5 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 2 ccomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | say | he left", "he | leave | -"]);
}

#[test]
fn the_noun_behind_a_further_verb_is_its_object() {
    let example = Example::new(
        r#"
        Boys boy NOUN Number=Plur 2 nsubj
        robbed rob VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 4 det
        driver driver NOUN _ 2 obj
        and and CCONJ _ 6 cc
        stoned stone VERB Tense=Past|VerbForm=Part 2 conj
        guards guard NOUN Number=Plur 4 conj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Boys | rob | driver", "Boys | stone | guards"]);
}

#[test]
fn what_stands_between_but_and_its_verb_is_the_subject() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 2 nsubj
        backed back VERB Tense=Past|VerbForm=Fin 0 root
        the the DET _ 4 det
        plan plan NOUN _ 2 obj
        , , PUNCT _ 8 punct
        but but CCONJ _ 8 cc
        the the DET _ 8 det
        mayor mayor NOUN _ 4 conj
        opposed oppose VERB Tense=Past|VerbForm=Fin 2 conj
        it it PRON _ 9 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | back | plan", "mayor | oppose | it"]);
}

#[test]
fn a_further_infinitive_has_the_noun_before_it() {
    let example = Example::new(
        r#"
        It it PRON _ 2 nsubj
        allowed allow VERB Tense=Past|VerbForm=Fin 0 root
        boys boy NOUN Number=Plur 2 obj
        to to PART _ 5 mark
        rest rest VERB VerbForm=Inf 2 xcomp
        and and CCONJ _ 7 cc
        girls girl NOUN Number=Plur 5 conj
        to to PART _ 10 mark
        be be AUX _ 10 aux:pass
        fed feed VERB Tense=Past|VerbForm=Part|Voice=Pass 5 advcl
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["It | allow | boys", "boys | rest | -", "girls | be fed | -"]);
}

#[test]
fn a_list_of_things_explains_nothing() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        announced announce VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 4 det
        curfew curfew NOUN Number=Sing 2 obj
        , , PUNCT _ 7 punct
        a a DET _ 7 det
        ban ban NOUN Number=Sing 4 appos
        and and CCONJ _ 10 cc
        a a DET _ 10 det
        tax tax NOUN Number=Sing 7 conj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        ["They | announce | curfew", "They | announce | ban", "They | announce | tax"]
    );
}

#[test]
fn what_a_word_of_time_opens_is_not_said() {
    let example = Example::new(
        r#"
        She she PRON _ 2 nsubj
        warned warn VERB Tense=Past|VerbForm=Fin 0 root
        of of ADP _ 4 case
        hunger hunger NOUN _ 2 obl
        after after SCONJ _ 7 mark
        crops crop NOUN Number=Plur 7 nsubj
        failed fail VERB Tense=Past|VerbForm=Fin 2 ccomp
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["She | warn of | hunger", "crops | fail | -"]);
}

#[test]
fn of_two_subjects_one_is_the_object_of_the_verb_before_it() {
    let example = Example::new(
        r#"
        Men man NOUN Number=Plur 7 nsubj
        claiming claim VERB VerbForm=Ger 1 acl
        to to PART _ 4 mark
        hold hold VERB VerbForm=Inf 2 xcomp
        the the DET _ 6 det
        mayor mayor NOUN _ 7 nsubj
        phoned phone VERB Tense=Past|VerbForm=Fin 0 root
        . . PUNCT _ 7 punct
        "#,
    );
    assert_eq!(example.rows(), ["Men | claim to hold | mayor", "Men | phone | -"]);
}

#[test]
fn a_preposition_of_time_may_open_a_clause() {
    let example = Example::new(
        r#"
        She she PRON _ 2 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 0 root
        after after ADP _ 5 case
        her her PRON _ 5 nmod:poss
        son son NOUN _ 7 obl
        was be AUX VerbForm=Fin 7 aux:pass
        shot shoot VERB Tense=Past|VerbForm=Part 2 advcl
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["She | leave | -", "son | be shot | -"]);
}

#[test]
fn what_fills_all_between_a_comma_and_a_verb_is_its_subject() {
    let example = Example::new(
        r#"
        Despite despite SCONJ _ 2 mark
        fighting fight VERB VerbForm=Ger 8 advcl
        in in ADP _ 4 case
        Lome Lome PROPN _ 2 obl
        , , PUNCT _ 7 punct
        the the DET _ 7 det
        army army NOUN _ 4 appos
        asked ask VERB Tense=Past|VerbForm=Fin 0 root
        for for ADP _ 10 case
        rice rice NOUN _ 8 obl
        . . PUNCT _ 8 punct
        "#,
    );
    assert_eq!(example.rows(), ["army | fight in | Lome", "army | ask for | rice"]);
}

#[test]
fn a_participle_between_commas_is_a_member_of_the_list() {
    let example = Example::new(
        r#"
        He he PRON _ 3 nsubj:pass
        was be AUX VerbForm=Fin 3 aux:pass
        seized seize VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
        by by ADP _ 5 case
        guards guard NOUN Number=Plur 3 obl:agent
        , , PUNCT _ 7 punct
        beaten beat VERB Tense=Past|VerbForm=Part|Voice=Pass 5 acl
        , , PUNCT _ 9 punct
        tried try VERB Tense=Past|VerbForm=Part|Voice=Pass 3 conj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["He | be seized by | guards", "He | be beaten | -", "He | be tried | -"]);
}

#[test]
fn nouns_and_a_participle_may_be_a_clause() {
    let example = Example::new(
        r#"
        Tanks tank NOUN Number=Plur 0 root
        and and CCONJ _ 3 cc
        jets jet NOUN Number=Plur 1 conj
        shelled shell VERB Tense=Past|VerbForm=Part 5 amod
        camps camp NOUN Number=Plur 1 conj
        . . PUNCT _ 1 punct
        "#,
    );
    assert_eq!(example.rows(), ["Tanks | shell | camps", "jets | shell | camps"]);
}

#[test]
fn a_gerund_describes_no_verb() {
    let example = Example::new(
        r#"
        Togo Togo PROPN _ 2 nsubj
        denies deny VERB Tense=Pres|VerbForm=Fin 0 root
        taking take VERB VerbForm=Ger 2 acl
        bribes bribe NOUN Number=Plur 3 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["Togo | deny taking | bribes"]);
}

#[test]
fn what_follows_a_passive_was_done_by_who_did_it() {
    let example = Example::new(
        r#"
        A a DET _ 2 det
        camp camp NOUN _ 4 nsubj:pass
        was be AUX VerbForm=Fin 4 aux:pass
        attacked attack VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
        by by ADP _ 6 case
        men man NOUN Number=Plur 4 obl:agent
        , , PUNCT _ 8 punct
        killing kill VERB VerbForm=Ger 4 advcl
        boys boy NOUN Number=Plur 8 obj
        . . PUNCT _ 4 punct
        "#,
    );
    assert_eq!(example.rows(), ["camp | be attacked by | men", "men | kill | boys"]);
}

#[test]
fn an_and_before_the_last_speaker_ties_two_of_them() {
    let example = Example::new(
        r#"
        Gunmen gunman NOUN Number=Plur 2 nsubj
        hit hit VERB Tense=Past|VerbForm=Fin 0 root
        a a DET _ 4 det
        van van NOUN _ 2 obj
        , , PUNCT _ 6 punct
        killing kill VERB VerbForm=Ger 2 advcl
        guards guard NOUN Number=Plur 6 obj
        , , PUNCT _ 9 punct
        clerks clerk NOUN Number=Plur 7 conj
        and and CCONJ _ 13 cc
        a a DET _ 12 det
        nurse nurse NOUN _ 13 nsubj
        said say VERB Tense=Past|VerbForm=Fin 2 conj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        [
            "Gunmen | hit | van",
            "Gunmen | kill | guards",
            "clerks | say | Gunmen hit a van , killing guards",
            "nurse | say | Gunmen hit a van , killing guards"
        ]
    );
}

#[test]
fn what_stands_right_behind_a_verb_is_governed_by_it() {
    let example = Example::new(
        r#"
        They they PRON _ 2 nsubj
        stopped stop VERB Tense=Past|VerbForm=Fin 0 root
        attacking attack VERB VerbForm=Ger 2 xcomp
        convoys convoy NOUN Number=Plur 2 obj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(example.rows(), ["They | stop attacking | convoys"]);
}

#[test]
fn what_has_an_object_is_the_first_of_a_list_of_clauses() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 6 nsubj
        , , PUNCT _ 3 punct
        visited visit VERB Tense=Past|VerbForm=Part 1 acl
        camps camp NOUN Number=Plur 3 obj
        , , PUNCT _ 6 punct
        slept sleep VERB Tense=Past|VerbForm=Fin 0 root
        and and CCONJ _ 8 cc
        left leave VERB Tense=Past|VerbForm=Fin 6 conj
        . . PUNCT _ 6 punct
        "#,
    );
    assert_eq!(example.rows(), ["Osei | visit | camps", "Osei | sleep | -", "Osei | leave | -"]);
}

#[test]
fn what_has_the_auxiliary_of_what_was_said_is_said() {
    let example = Example::new(
        r#"
        Osei Osei PROPN _ 2 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        they they PRON _ 5 nsubj
        had have AUX VerbForm=Fin 5 aux
        paid pay VERB Tense=Past|VerbForm=Part 2 ccomp
        but but CCONJ _ 8 cc
        had have AUX VerbForm=Fin 8 aux
        left leave VERB Tense=Past|VerbForm=Part 2 conj
        . . PUNCT _ 2 punct
        "#,
    );
    assert_eq!(
        example.rows(),
        ["Osei | say | they had paid but had left", "they | pay | -", "they | leave | -"]
    );
}

#[test]
fn a_clause_before_and_was_not_said() {
    let example = Example::new(
        r#"
        Kings king NOUN Number=Plur 2 nsubj
        wept weep VERB Tense=Past|VerbForm=Fin 6 ccomp
        , , PUNCT _ 2 punct
        and and CCONJ _ 6 cc
        Osei Osei PROPN _ 6 nsubj
        said say VERB Tense=Past|VerbForm=Fin 0 root
        it it PRON _ 8 nsubj
        rained rain VERB Tense=Past|VerbForm=Fin 6 ccomp
        . . PUNCT _ 6 punct
        "#,
    );
    assert_eq!(example.rows(), ["Kings | weep | -", "Osei | say | it rained", "it | rain | -"]);
}

#[test]
fn who_stands_before_a_participle_of_a_list_is_its_subject() {
    let example = Example::new(
        r#"
        Five five NUM _ 3 nsubj:pass
        were be AUX _ 3 aux:pass
        killed kill VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
        and and CCONJ _ 6 cc
        two two NUM _ 6 nummod
        others other NOUN Number=Plur 3 conj
        badly badly ADV _ 8 advmod
        hurt hurt VERB Tense=Past|VerbForm=Part 3 conj
        at at ADP _ 10 case
        sea sea NOUN _ 8 obl
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["Five | be killed | -", "others | be hurt at | sea"]);
}

#[test]
fn a_list_shares_its_passive() {
    let example = Example::new(
        r#"
        Three three NUM _ 3 nsubj:pass
        were be AUX _ 3 aux:pass
        killed kill VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
        , , PUNCT _ 6 punct
        two two NUM _ 6 nsubj
        injured injure VERB Tense=Past|VerbForm=Part|Voice=Pass 3 conj
        and and CCONJ _ 9 cc
        one one NUM _ 9 nsubj
        wounded wounded ADJ Tense=Past|VerbForm=Part|Voice=Pass 6 conj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["Three | be killed | -", "two | be injured | -", "one | be wounded | -"]);
}

#[test]
fn a_second_state_has_a_count_of_its_own() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        blast blast NOUN _ 3 nsubj
        left leave VERB Tense=Past|VerbForm=Fin 0 root
        12 12 NUM _ 3 obj
        dead dead ADJ _ 3 xcomp
        and and CCONJ _ 7 cc
        20 20 NUM _ 5 conj
        wounded wound VERB Tense=Past|VerbForm=Part|Voice=Pass 5 conj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["blast | leave dead | 12", "20 | be wounded | -"]);
}

#[test]
fn a_sentence_without_a_verb_has_one() {
    let example = Example::new(
        r#"
        Rebels rebel NOUN Number=Plur 0 root
        seized seize VERB Tense=Past|VerbForm=Part|Voice=Pass 1 acl
        boats boat NOUN Number=Plur 2 xcomp
        and and CCONJ _ 5 cc
        sank sink VERB Tense=Past|VerbForm=Fin 2 conj
        ferries ferry NOUN Number=Plur 5 obj
        . . PUNCT _ 1 punct
        "#,
    );
    assert_eq!(example.rows(), ["Rebels | seize | boats", "Rebels | sink | ferries"]);
}

#[test]
fn who_stands_before_a_verb_acts() {
    let example = Example::new(
        r#"
        The the DET _ 2 det
        blast blast ADJ _ 5 amod
        sank sink VERB Tense=Past|VerbForm=Fin 0 root
        nine nine NUM _ 5 nummod
        boats boat NOUN Number=Plur 3 obj
        . . PUNCT _ 3 punct
        "#,
    );
    assert_eq!(example.rows(), ["blast | sink | boats"]);
}

#[test]
fn no_subject_begins_with_and() {
    let example = Example::new(
        r#"
        Fighting fight VERB VerbForm=Ger 8 advcl
        between between ADP _ 4 case
        the the DET _ 4 det
        army army NOUN Number=Sing 1 obl
        and and CCONJ _ 7 cc
        the the DET _ 7 det
        guild guild NOUN Number=Sing 8 nsubj
        sank sink VERB Tense=Past|VerbForm=Fin 0 root
        two two NUM _ 10 nummod
        boats boat NOUN Number=Plur 8 obj
        . . PUNCT _ 8 punct
        "#,
    );
    assert_eq!(example.rows(), ["Fighting | sink | boats"]);
}
