//! What a parse says of each word: part of speech, morphology, lemma, and the word it depends on, as Universal Dependencies has them.

use super::{EntityType, Span, TokenSpan, WordKey};

/// The parse of an article: a word for each token, in the same order.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// One for each token; empty where no parser was run.
    pub words: Vec<Word>,
    /// For each sentence, whether it was parsed; the words of one that was not are [`Word::default`].
    pub parsed: Vec<bool>,
    /// All lemmas, one after the other; [`Word::lemma`] says which bytes.
    pub lemmas: String,
    /// Names, found by the way words stand, in order, without overlap.
    pub names: Vec<Name>,
}

impl Parse {
    /// The lemma of a word of this parse.
    pub fn lemma(&self, word: &Word) -> &str {
        word.lemma.of(&self.lemmas)
    }
}

/// What a parse says of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Language-specific part of speech, as a row of the encoder's list.
    pub xpos: u8,
    /// How it depends on its head.
    pub relation: Relation,
    /// Morphological features.
    pub features: Features,
    /// The token it depends on, counted over the article; the root of a sentence is its own head.
    pub head: u32,
    /// The bytes of [`Parse::lemmas`] that hold its lemma.
    pub lemma: Span,
    /// The key of its lemma.
    pub lemma_key: WordKey,
    /// How unsure the parser is of head and relation together, in parts of 255; 0 where the tree was given.
    pub doubt: u8,
}

/// A name that the encoder found, which no list needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Its tokens, counted over the article.
    pub tokens: TokenSpan,
    /// What it names: a person, an organisation or a place.
    pub kind: EntityType,
    /// How sure the encoder is of it, 0 to 1.
    pub score: f32,
}

/// Universal part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Preposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary, copula.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle: negation, infinitive mark, possessive mark.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Full verb.
    Verb,
    /// Anything else.
    #[default]
    X,
}

impl Upos {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    const NAMES: [&'static str; 17] = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
        "SCONJ", "SYM", "VERB", "X",
    ];

    /// The name in CoNLL-U.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Some(Self::ALL[Self::NAMES.iter().position(|&n| n == name)?])
    }
}

/// How a word depends on its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Relation {
    /// Clause that modifies a noun.
    Acl,
    /// Relative clause.
    AclRelcl,
    /// Adverbial clause.
    Advcl,
    /// Relative clause on a whole clause.
    AdvclRelcl,
    /// Adverb.
    Advmod,
    /// Adjective.
    Amod,
    /// Apposition.
    Appos,
    /// Auxiliary.
    Aux,
    /// Auxiliary of the passive.
    AuxPass,
    /// Preposition, possessive mark.
    Case,
    /// Conjunction.
    Cc,
    /// First half of a conjunction in two parts.
    CcPreconj,
    /// Clause as complement, with a subject of its own.
    Ccomp,
    /// Classifier.
    Clf,
    /// Noun before a noun.
    Compound,
    /// Particle of a verb.
    CompoundPrt,
    /// Conjunct.
    Conj,
    /// Copula.
    Cop,
    /// Clause as subject.
    Csubj,
    /// Clause as subject of a copula whose predicate is a clause.
    CsubjOuter,
    /// Clause as subject of a passive.
    CsubjPass,
    /// Not known.
    #[default]
    Dep,
    /// Determiner.
    Det,
    /// Determiner before a determiner.
    DetPredet,
    /// Interjection, filler.
    Discourse,
    /// Moved out of its clause.
    Dislocated,
    /// Word without meaning in the place of a subject or object.
    Expl,
    /// Part of a fixed expression.
    Fixed,
    /// Part of a name.
    Flat,
    /// Part of a word written apart.
    Goeswith,
    /// Indirect object.
    Iobj,
    /// Item of a list.
    List,
    /// Word that opens a subordinate clause.
    Mark,
    /// Noun that modifies a noun.
    Nmod,
    /// Title or role before a name.
    NmodDesc,
    /// Possessor.
    NmodPoss,
    /// Noun without preposition that modifies a noun.
    NmodUnmarked,
    /// Subject.
    Nsubj,
    /// Subject of a copula whose predicate is a clause.
    NsubjOuter,
    /// Subject of a passive.
    NsubjPass,
    /// Number of what is counted.
    Nummod,
    /// Object.
    Obj,
    /// Noun that modifies a verb.
    Obl,
    /// Doer in a passive.
    OblAgent,
    /// Noun without preposition that modifies a verb.
    OblUnmarked,
    /// What is left where a verb is left out.
    Orphan,
    /// Clause side by side.
    Parataxis,
    /// Punctuation.
    Punct,
    /// Slip of the tongue.
    Reparandum,
    /// Root of the sentence.
    Root,
    /// Who is spoken to.
    Vocative,
    /// Complement without a subject of its own.
    Xcomp,
}

impl Relation {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 52] = [
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Clf,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjOuter,
        Self::CsubjPass,
        Self::Dep,
        Self::Det,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodDesc,
        Self::NmodPoss,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    const NAMES: [&'static str; 52] = [
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "aux:pass",
        "case",
        "cc",
        "cc:preconj",
        "ccomp",
        "clf",
        "compound",
        "compound:prt",
        "conj",
        "cop",
        "csubj",
        "csubj:outer",
        "csubj:pass",
        "dep",
        "det",
        "det:predet",
        "discourse",
        "dislocated",
        "expl",
        "fixed",
        "flat",
        "goeswith",
        "iobj",
        "list",
        "mark",
        "nmod",
        "nmod:desc",
        "nmod:poss",
        "nmod:unmarked",
        "nsubj",
        "nsubj:outer",
        "nsubj:pass",
        "nummod",
        "obj",
        "obl",
        "obl:agent",
        "obl:unmarked",
        "orphan",
        "parataxis",
        "punct",
        "reparandum",
        "root",
        "vocative",
        "xcomp",
    ];

    /// The name in CoNLL-U.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Some(Self::ALL[Self::NAMES.iter().position(|&n| n == name)?])
    }

    /// The universal relation: without what the language adds after the colon.
    ///
    /// ```
    /// use griot::model::Relation;
    /// assert_eq!(Relation::NsubjPass.universal(), Relation::Nsubj);
    /// ```
    pub const fn universal(self) -> Self {
        match self {
            Self::AclRelcl => Self::Acl,
            Self::AdvclRelcl => Self::Advcl,
            Self::AuxPass => Self::Aux,
            Self::CcPreconj => Self::Cc,
            Self::CompoundPrt => Self::Compound,
            Self::CsubjOuter | Self::CsubjPass => Self::Csubj,
            Self::DetPredet => Self::Det,
            Self::NmodDesc | Self::NmodPoss | Self::NmodUnmarked => Self::Nmod,
            Self::NsubjOuter | Self::NsubjPass => Self::Nsubj,
            Self::OblAgent | Self::OblUnmarked => Self::Obl,
            universal => universal,
        }
    }
}

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
    fn names_read_back() {
        assert!(Upos::ALL.iter().all(|&u| Upos::parse(u.as_str()) == Some(u)));
        assert!(Relation::ALL.iter().all(|&r| Relation::parse(r.as_str()) == Some(r)));
        assert_eq!(Relation::parse("obl:agent").map(Relation::universal), Some(Relation::Obl));
    }

    #[test]
    fn features_print_in_the_order_of_conllu_and_pass_over_what_is_not_known() {
        assert_eq!(Features::parse("Number=Sing|Case=Nom|Shade=Blue").to_string(), "Case=Nom|Number=Sing");
        assert_eq!(Features::parse("_").to_string(), "_");
    }
}
