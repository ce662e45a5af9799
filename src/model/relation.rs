//! Dependency relations, as Universal Dependencies has them, with the subtypes of its English treebanks.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        assert!(Relation::ALL.iter().all(|&r| Relation::parse(r.as_str()) == Some(r)));
        assert_eq!(Relation::parse("obl:agent").map(Relation::universal), Some(Relation::Obl));
    }
}
