//! Clauses and rows from trees that are given; the cases of the language pack go the whole way instead.

mod trees {
    use crate::{
        fact::{Silence, testing::Example},
        model::{Modality, Triple},
    };

    #[test]
    fn coordinated_verbs_share_their_subject() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            nurse nurse NOUN _ 3 nsubj
            washed wash VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 5 det
            bottles bottle NOUN _ 3 obj
            and and CCONJ _ 7 cc
            closed close VERB Tense=Past|VerbForm=Fin 3 conj
            the the DET _ 9 det
            door door NOUN _ 7 obj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["nurse | wash | bottles", "nurse | close | door"]);
    }

    #[test]
    fn a_clause_of_its_own_does_not_share() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            nurse nurse NOUN _ 3 nsubj
            washed wash VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 5 det
            bottles bottle NOUN _ 3 obj
            and and CCONJ _ 9 cc
            the the DET _ 8 det
            door door NOUN _ 9 nsubj
            fell fall VERB Tense=Past|VerbForm=Fin 3 conj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["nurse | wash | bottles", "door | fall | -"]);
    }

    #[test]
    fn what_is_asked_for_is_requested_and_has_a_source() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            council council NOUN _ 3 nsubj
            demanded demand VERB Tense=Past|VerbForm=Fin 0 root
            that that SCONJ _ 7 mark
            the the DET _ 6 det
            driver driver NOUN _ 7 nsubj
            leave leave VERB Tense=Pres|VerbForm=Fin 3 ccomp
            the the DET _ 9 det
            town town NOUN _ 7 obj
            . . PUNCT _ 3 punct
            "#,
        );
        let rows = example.triples();
        let left = rows.iter().find(|row| row.predicate.reading() == "leave").unwrap();
        assert_eq!(left.modality, Modality::Requested);
        assert_eq!(left.attribution.unwrap().core.of(&example.text), "council");
    }

    #[test]
    fn a_relative_clause_speaks_of_the_noun_that_it_describes() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            court court NOUN _ 3 nsubj
            ended end VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 5 det
            trial trial NOUN _ 3 obj
            of of ADP _ 8 case
            a a DET _ 8 det
            baker baker NOUN _ 5 nmod
            who who PRON PronType=Rel 10 nsubj
            sold sell VERB Tense=Past|VerbForm=Fin 8 acl:relcl
            bread bread NOUN _ 10 obj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["court | end | trial", "baker | sell | bread"]);
        let rows = example.triples();
        assert_eq!(rows[0].arguments[0].phrase.span.of(&example.text), "a baker");
    }

    #[test]
    fn what_a_relative_clause_lacks_is_its_object() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            town town NOUN _ 0 root
            that that PRON PronType=Rel 5 obj
            they they PRON Case=Nom|PronType=Prs 5 nsubj
            left leave VERB Tense=Past|VerbForm=Fin 2 acl:relcl
            burned burn VERB Tense=Past|VerbForm=Fin 2 acl:relcl
            . . PUNCT _ 2 punct
            "#,
        );
        assert_eq!(example.rows(), ["they | leave | town", "town | burn | -"]);
    }

    #[test]
    fn a_passive_reads_as_it_is_written() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            bridge bridge NOUN _ 4 nsubj:pass
            was be AUX Tense=Past|VerbForm=Fin 4 aux:pass
            destroyed destroy VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
            by by ADP _ 7 case
            the the DET _ 7 det
            flood flood NOUN _ 4 obl:agent
            . . PUNCT _ 4 punct
            "#,
        );
        assert_eq!(example.rows(), ["bridge | be destroyed by | flood"]);
    }

    #[test]
    fn the_auxiliary_of_a_list_is_shared() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            mine my PRON Person=1|Poss=Yes|PronType=Prs 4 nsubj:pass
            was be AUX Tense=Past|VerbForm=Fin 4 aux:pass
            seized seize VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
            and and CCONJ _ 6 cc
            burned burn VERB Tense=Past|VerbForm=Part|Voice=Pass 4 conj
            . . PUNCT _ 4 punct
            "#,
        );
        assert_eq!(example.rows(), ["mine | be seized | -", "mine | be burned | -"]);
    }

    #[test]
    fn governed_verbs_stay_with_what_governs_them() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            union union NOUN _ 3 nsubj
            chose choose VERB Tense=Past|VerbForm=Fin 0 root
            to to PART _ 5 mark
            sign sign VERB VerbForm=Inf 3 xcomp
            the the DET _ 7 det
            contract contract NOUN _ 5 obj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["union | choose to sign | contract"]);
        assert_eq!(example.triples()[0].modality, Modality::Planned);
    }

    #[test]
    fn what_is_expected_is_possible() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            minister minister NOUN _ 4 nsubj:pass
            is be AUX Tense=Pres|VerbForm=Fin 4 aux:pass
            expected expect VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
            to to PART _ 6 mark
            visit visit VERB VerbForm=Inf 4 xcomp
            the the DET _ 8 det
            camp camp NOUN _ 6 obj
            . . PUNCT _ 4 punct
            "#,
        );
        assert_eq!(example.rows(), ["minister | visit | camp"]);
        assert_eq!(example.triples()[0].modality, Modality::Possible);
    }

    #[test]
    fn a_phrase_of_nothing_denies() {
        let example = Example::new(
            r#"
            No no DET PronType=Neg 2 det
            group group NOUN _ 3 nsubj
            claimed claim VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 5 det
            raid raid NOUN _ 3 obj
            . . PUNCT _ 3 punct
            "#,
        );
        assert!(example.triples()[0].negated);
    }

    #[test]
    fn a_denial_reaches_over_a_list() {
        let example = Example::new(
            r#"
            He he PRON Case=Nom|Gender=Masc|PronType=Prs 4 nsubj
            did do AUX Tense=Past|VerbForm=Fin 4 aux
            not not PART Polarity=Neg 4 advmod
            eat eat VERB VerbForm=Inf 0 root
            or or CCONJ _ 6 cc
            drink drink VERB VerbForm=Inf 4 conj
            . . PUNCT _ 4 punct
            "#,
        );
        assert!(example.triples().iter().all(|row| row.negated));
    }

    #[test]
    fn a_plan_that_there_is_has_no_doer() {
        let example = Example::new(
            r#"
            There there PRON _ 2 expl
            was be VERB Tense=Past|VerbForm=Fin 0 root
            a a DET _ 4 det
            plan plan NOUN _ 2 nsubj
            to to PART _ 6 mark
            dig dig VERB VerbForm=Inf 4 acl
            a a DET _ 8 det
            canal canal NOUN _ 6 obj
            . . PUNCT _ 2 punct
            "#,
        );
        assert_eq!(example.rows(), ["plan | be | -"]);
        assert_eq!(example.silent()[0].why, Silence::NoSubject);
    }

    #[test]
    fn coordinated_objects_are_split() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            storm storm NOUN _ 3 nsubj
            destroyed destroy VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 5 det
            school school NOUN _ 3 obj
            and and CCONJ _ 9 cc
            the the DET _ 9 det
            old old ADJ _ 9 amod
            market market NOUN _ 5 conj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["storm | destroy | school", "storm | destroy | old market"]);
    }

    #[test]
    fn a_list_inside_a_subject_stays_whole() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            closure closure NOUN _ 9 nsubj
            of of ADP _ 5 case
            the the DET _ 5 det
            school school NOUN _ 2 nmod
            and and CCONJ _ 8 cc
            the the DET _ 8 det
            clinic clinic NOUN _ 5 conj
            angered anger VERB Tense=Past|VerbForm=Fin 0 root
            parents parent NOUN _ 9 obj
            . . PUNCT _ 9 punct
            "#,
        );
        let subject = example.triples()[0].subject.unwrap();
        assert_eq!(subject.span.of(&example.text), "The closure of the school and the clinic");
        assert_eq!(subject.core.of(&example.text), "closure");
    }

    #[test]
    fn who_speaks_after_a_quotation_said_it() {
        let example = Example::new(
            r#"
            " " PUNCT _ 4 punct
            The the DET _ 3 det
            bridge bridge NOUN _ 4 nsubj
            needs need VERB Tense=Pres|VerbForm=Fin 10 ccomp
            repairs repair NOUN _ 4 obj
            , , PUNCT _ 4 punct
            " " PUNCT _ 4 punct
            the the DET _ 9 det
            mayor mayor NOUN _ 10 nsubj
            said say VERB Tense=Past|VerbForm=Fin 0 root
            . . PUNCT _ 10 punct
            "#,
        );
        assert_eq!(example.rows(), ["bridge | need | repairs", "mayor | say | The bridge needs repairs"]);
        assert_eq!(example.triples()[0].attribution.unwrap().core.of(&example.text), "mayor");
    }

    #[test]
    fn according_to_holds_for_all_clauses() {
        let example = Example::new(
            r#"
            According accord VERB ExtPos=ADP|Tense=Pres|VerbForm=Part 4 case
            to to ADP _ 1 fixed
            the the DET _ 4 det
            police police NOUN _ 9 obl
            , , PUNCT _ 4 punct
            two two NUM _ 7 nummod
            men man NOUN _ 9 nsubj:pass
            were be AUX Tense=Past|VerbForm=Fin 9 aux:pass
            killed kill VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
            and and CCONJ _ 13 cc
            seven seven NUM _ 13 nsubj:pass
            were be AUX Tense=Past|VerbForm=Fin 13 aux:pass
            injured injure VERB Tense=Past|VerbForm=Part|Voice=Pass 9 conj
            . . PUNCT _ 9 punct
            "#,
        );
        assert_eq!(example.rows(), ["men | be killed | -", "seven | be injured | -"]);
        let police = |row: &Triple| row.attribution.unwrap().core.of(&example.text) == "police";
        assert!(example.triples().iter().all(police));
    }

    #[test]
    fn a_condition_is_conditional() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            union union NOUN _ 3 nsubj
            said say VERB Tense=Past|VerbForm=Fin 0 root
            it it PRON Case=Nom|Gender=Neut|PronType=Prs 6 nsubj
            would would AUX VerbForm=Fin 6 aux
            strike strike VERB VerbForm=Inf 3 ccomp
            if if SCONJ _ 9 mark
            wages wage NOUN _ 9 nsubj
            fell fall VERB Tense=Past|VerbForm=Fin 6 advcl
            . . PUNCT _ 3 punct
            "#,
        );
        let rows = example.triples();
        assert_eq!(rows[1].modality, Modality::Possible);
        assert_eq!(rows[2].modality, Modality::Conditional);
        assert_eq!(rows[2].attribution.unwrap().core.of(&example.text), "union");
    }

    #[test]
    fn a_participle_implies_its_copula() {
        let example = Example::new(
            r#"
            Troops troops NOUN Number=Ptan 5 nsubj
            backed back VERB Tense=Past|VerbForm=Part|Voice=Pass 1 acl
            by by ADP _ 4 case
            helicopters helicopter NOUN _ 2 obl:agent
            took take VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 7 det
            town town NOUN _ 5 obj
            on on ADP _ 9 case
            Monday Monday PROPN _ 5 obl
            . . PUNCT _ 5 punct
            "#,
        );
        let rows = example.triples();
        assert_eq!((rows[0].predicate.text.as_str(), rows[0].predicate.implied), ("be backed by", 1));
        assert_eq!(rows[0].subject.unwrap().span.of(&example.text), "Troops");
    }

    #[test]
    fn an_apposition_tells_what_a_name_is() {
        let example = Example::new(
            r#"
            Kwame Kwame PROPN _ 8 nsubj
            Boateng Boateng PROPN _ 1 flat
            , , PUNCT _ 6 punct
            a a DET _ 6 det
            retired retire ADJ _ 6 amod
            teacher teacher NOUN _ 1 appos
            , , PUNCT _ 1 punct
            won win VERB Tense=Past|VerbForm=Fin 0 root
            the the DET _ 10 det
            race race NOUN _ 8 obj
            . . PUNCT _ 8 punct
            "#,
        );
        assert_eq!(example.rows(), ["Kwame Boateng | win | race", "Kwame Boateng | be | retired teacher"]);
    }

    #[test]
    fn who_is_urged_is_to_act() {
        let example = Example::new(
            r#"
            The the DET _ 2 det
            council council NOUN _ 3 nsubj
            urged urge VERB Tense=Past|VerbForm=Fin 0 root
            residents resident NOUN _ 3 iobj
            to to PART _ 6 mark
            save save VERB VerbForm=Inf 3 xcomp
            water water NOUN _ 6 obj
            . . PUNCT _ 3 punct
            "#,
        );
        assert_eq!(example.rows(), ["council | urge | residents", "residents | save | water"]);
        assert_eq!(example.triples()[1].modality, Modality::Requested);
    }
}

mod bounds {
    use crate::{
        fact::{clause::CLAUSES, row::ROWS, testing::Example},
        model::{Features, Relation, Upos},
    };
    use proptest::prelude::*;

    /// A verb whose object is a list of so many members, each a clause with a list of its own where `deep`.
    fn list(members: u32) -> Example {
        let subject = ("Ada", "Ada", Upos::Propn, Features::default(), 2, Relation::Nsubj);
        let verb = ("saw", "see", Upos::Verb, Features::default(), 0, Relation::Root);
        let member = |at: u32| match at {
            0 => ("cows", "cow", Upos::Noun, Features::default(), 2, Relation::Obj),
            _ => ("cows", "cow", Upos::Noun, Features::default(), 3, Relation::Conj),
        };
        Example::of([subject, verb].into_iter().chain((0..members).map(member)))
    }

    #[test]
    fn a_list_of_two_hundred_gives_some_rows() {
        assert_eq!(list(200).rows().len(), 6);
    }

    #[test]
    fn clauses_without_end_are_cut_and_said_to_be() {
        let verb = |at: u32| ("ran", "run", Upos::Verb, Features::default(), at + 1, Relation::Ccomp);
        let subject = ("they", "they", Upos::Pron, Features::default(), 2, Relation::Nsubj);
        let root = ("said", "say", Upos::Verb, Features::default(), 0, Relation::Root);
        let example = Example::of([subject, root].into_iter().chain((1..400).map(verb)));
        assert!(example.rows().len() <= ROWS);
        let lists = (0..200).flat_map(|at| {
            let verb = 2 * at + 2;
            let subject = ("cows", "cow", Upos::Noun, Features::default(), verb, Relation::Nsubj);
            let head = if at == 0 { 0 } else { 2 };
            let relation = if at == 0 { Relation::Root } else { Relation::Conj };
            [subject, ("ran", "run", Upos::Verb, Features::default(), head, relation)]
        });
        let example = Example::of(lists);
        assert_eq!(example.rows().len(), CLAUSES);
        assert!(example.silent().iter().any(|one| one.why == crate::fact::Silence::Bound));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

        /// Words in any order under any heads, rings too: nothing panics, and every span lies on character boundaries.
        #[test]
        fn spans_never_lie(words in proptest::collection::vec(
            (
                prop_oneof![
                    Just("the"), Just("Ada"), Just("said"), Just("that"), Just("who"), Just(","), Just("and"), Just("was"),
                    Just("killed"), Just("by"), Just("to"), Just("of"), Just("in"), Just("’s"), Just("\""), Just("("),
                    Just("not"), Just("may"), Just("Éric"), Just("according"), Just("if"), Just("there"), Just("president"),
                ],
                0..Upos::ALL.len(),
                0..Relation::ALL.len(),
                0u32..80,
            ),
            0..80,
        )) {
            let words = words.iter().map(|&(form, upos, relation, head)| {
                (form, form, Upos::ALL[upos], Features::default(), head, Relation::ALL[relation])
            });
            let example = Example::of(words);
            let rows = example.triples();
            prop_assert!(rows.len() <= ROWS + 80);
            for row in rows {
                let phrases = [row.subject, row.object, row.attribution];
                for phrase in phrases.into_iter().flatten().chain(row.arguments.iter().map(|a| a.phrase)) {
                    for span in [phrase.span, phrase.core, phrase.head] {
                        prop_assert!(example.text.get(span.range()).is_some_and(|s| !s.is_empty()));
                    }
                    prop_assert!(phrase.span.contains(phrase.core), "{} {}", phrase.span.of(&example.text), phrase.core.of(&example.text));
                }
                prop_assert!(example.text.get(row.predicate.span.range()).is_some_and(|s| !s.is_empty()));
                prop_assert!((0.0..=1.0).contains(&row.confidence));
            }
        }
    }
}
