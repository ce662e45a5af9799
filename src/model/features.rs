//! Morphological features, as Universal Dependencies has them.

/// Morphological features, as a set.
///
/// ```
/// use griot::model::Features;
/// let features = Features::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
/// assert!(features.has(Features::TENSE_PAST));
/// assert_eq!(features.to_string(), "Mood=Ind|Tense=Past|VerbForm=Fin");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(u64);

#[allow(missing_docs, reason = "each is named after what it stands for")]
impl Features {
    pub const ABBR_YES: Self = Self(1 << 0);
    pub const CASE_ACC: Self = Self(1 << 1);
    pub const CASE_GEN: Self = Self(1 << 2);
    pub const CASE_NOM: Self = Self(1 << 3);
    pub const DEFINITE_DEF: Self = Self(1 << 4);
    pub const DEFINITE_IND: Self = Self(1 << 5);
    pub const DEGREE_CMP: Self = Self(1 << 6);
    pub const DEGREE_POS: Self = Self(1 << 7);
    pub const DEGREE_SUP: Self = Self(1 << 8);
    pub const EXT_POS_ADP: Self = Self(1 << 9);
    pub const EXT_POS_ADV: Self = Self(1 << 10);
    pub const EXT_POS_CCONJ: Self = Self(1 << 11);
    pub const EXT_POS_PRON: Self = Self(1 << 12);
    pub const EXT_POS_PROPN: Self = Self(1 << 13);
    pub const EXT_POS_SCONJ: Self = Self(1 << 14);
    pub const FOREIGN_YES: Self = Self(1 << 15);
    pub const GENDER_FEM: Self = Self(1 << 16);
    pub const GENDER_MASC: Self = Self(1 << 17);
    pub const GENDER_NEUT: Self = Self(1 << 18);
    pub const MOOD_IMP: Self = Self(1 << 19);
    pub const MOOD_IND: Self = Self(1 << 20);
    pub const MOOD_SUB: Self = Self(1 << 21);
    pub const NUMBER_PLUR: Self = Self(1 << 22);
    pub const NUMBER_PTAN: Self = Self(1 << 23);
    pub const NUMBER_SING: Self = Self(1 << 24);
    pub const NUM_FORM_COMBI: Self = Self(1 << 25);
    pub const NUM_FORM_DIGIT: Self = Self(1 << 26);
    pub const NUM_FORM_ROMAN: Self = Self(1 << 27);
    pub const NUM_FORM_WORD: Self = Self(1 << 28);
    pub const NUM_TYPE_CARD: Self = Self(1 << 29);
    pub const NUM_TYPE_FRAC: Self = Self(1 << 30);
    pub const NUM_TYPE_MULT: Self = Self(1 << 31);
    pub const NUM_TYPE_ORD: Self = Self(1 << 32);
    pub const PERSON_1: Self = Self(1 << 33);
    pub const PERSON_2: Self = Self(1 << 34);
    pub const PERSON_3: Self = Self(1 << 35);
    pub const POLARITY_NEG: Self = Self(1 << 36);
    pub const POLARITY_POS: Self = Self(1 << 37);
    pub const POSS_YES: Self = Self(1 << 38);
    pub const PRON_TYPE_ART: Self = Self(1 << 39);
    pub const PRON_TYPE_DEM: Self = Self(1 << 40);
    pub const PRON_TYPE_EMP: Self = Self(1 << 41);
    pub const PRON_TYPE_IND: Self = Self(1 << 42);
    pub const PRON_TYPE_INT: Self = Self(1 << 43);
    pub const PRON_TYPE_NEG: Self = Self(1 << 44);
    pub const PRON_TYPE_PRS: Self = Self(1 << 45);
    pub const PRON_TYPE_RCP: Self = Self(1 << 46);
    pub const PRON_TYPE_REL: Self = Self(1 << 47);
    pub const PRON_TYPE_TOT: Self = Self(1 << 48);
    pub const REFLEX_YES: Self = Self(1 << 49);
    pub const STYLE_ARCH: Self = Self(1 << 50);
    pub const STYLE_COLL: Self = Self(1 << 51);
    pub const STYLE_EXPR: Self = Self(1 << 52);
    pub const STYLE_SLNG: Self = Self(1 << 53);
    pub const STYLE_VRNC: Self = Self(1 << 54);
    pub const TENSE_PAST: Self = Self(1 << 55);
    pub const TENSE_PRES: Self = Self(1 << 56);
    pub const TYPO_YES: Self = Self(1 << 57);
    pub const VERB_FORM_FIN: Self = Self(1 << 58);
    pub const VERB_FORM_GER: Self = Self(1 << 59);
    pub const VERB_FORM_INF: Self = Self(1 << 60);
    pub const VERB_FORM_PART: Self = Self(1 << 61);
    pub const VOICE_PASS: Self = Self(1 << 62);

    const NAMES: [&'static str; 63] = [
        "Abbr=Yes",
        "Case=Acc",
        "Case=Gen",
        "Case=Nom",
        "Definite=Def",
        "Definite=Ind",
        "Degree=Cmp",
        "Degree=Pos",
        "Degree=Sup",
        "ExtPos=ADP",
        "ExtPos=ADV",
        "ExtPos=CCONJ",
        "ExtPos=PRON",
        "ExtPos=PROPN",
        "ExtPos=SCONJ",
        "Foreign=Yes",
        "Gender=Fem",
        "Gender=Masc",
        "Gender=Neut",
        "Mood=Imp",
        "Mood=Ind",
        "Mood=Sub",
        "Number=Plur",
        "Number=Ptan",
        "Number=Sing",
        "NumForm=Combi",
        "NumForm=Digit",
        "NumForm=Roman",
        "NumForm=Word",
        "NumType=Card",
        "NumType=Frac",
        "NumType=Mult",
        "NumType=Ord",
        "Person=1",
        "Person=2",
        "Person=3",
        "Polarity=Neg",
        "Polarity=Pos",
        "Poss=Yes",
        "PronType=Art",
        "PronType=Dem",
        "PronType=Emp",
        "PronType=Ind",
        "PronType=Int",
        "PronType=Neg",
        "PronType=Prs",
        "PronType=Rcp",
        "PronType=Rel",
        "PronType=Tot",
        "Reflex=Yes",
        "Style=Arch",
        "Style=Coll",
        "Style=Expr",
        "Style=Slng",
        "Style=Vrnc",
        "Tense=Past",
        "Tense=Pres",
        "Typo=Yes",
        "VerbForm=Fin",
        "VerbForm=Ger",
        "VerbForm=Inf",
        "VerbForm=Part",
        "Voice=Pass",
    ];

    /// True where every feature of `other` is there.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These, and those of `other`.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These but those of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Reads what CoNLL-U writes; pairs that are not known are left out.
    pub fn parse(text: &str) -> Self {
        let bit = |pair: &str| Self::NAMES.iter().position(|&name| name == pair).map_or(0, |bit| 1 << bit);
        Self(text.split('|').map(bit).fold(0, |set, bit| set | bit))
    }
}

impl std::fmt::Display for Features {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 {
            return f.write_str("_");
        }
        let there = Self::NAMES.iter().enumerate().filter(|(bit, _)| self.0 >> bit & 1 == 1);
        for (nth, (_, name)) in there.enumerate() {
            f.write_str(if nth == 0 { "" } else { "|" })?;
            f.write_str(name)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_print_in_the_order_of_conllu_and_pass_over_what_is_not_known() {
        assert_eq!(Features::parse("Number=Sing|Case=Nom|Shade=Blue").to_string(), "Case=Nom|Number=Sing");
        assert_eq!(Features::parse("_").to_string(), "_");
    }
}
