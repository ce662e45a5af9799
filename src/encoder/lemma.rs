//! From a form to its lemma, by a script: "=" keeps the form; "L2+y" lower-cases it, cuts two characters and adds "y"; "C1+" keeps its case.

/// How to make a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// The form is the lemma.
    Keep,
    /// Cut some characters off the end, and add others.
    Edit {
        /// Lower-case the form first.
        lower: bool,
        /// Characters to cut.
        cut: usize,
        /// What to add.
        add: String,
    },
}

impl Script {
    /// Reads what `train/data.py` writes.
    pub fn parse(script: &str) -> Option<Self> {
        if script == "=" {
            return Some(Self::Keep);
        }
        let (cut, add) = script.get(1..)?.split_once('+')?;
        let lower = match script.as_bytes()[0] {
            b'L' => true,
            b'C' => false,
            _ => return None,
        };
        Some(Self::Edit { lower, cut: cut.parse().ok()?, add: add.to_owned() })
    }

    /// Appends the lemma of a form; false, and nothing appended, where the script does not apply to it.
    pub fn apply(&self, form: &str, lemmas: &mut String) -> bool {
        let Self::Edit { lower, cut, add } = self else {
            lemmas.push_str(form);
            return true;
        };
        let start = lemmas.len();
        if !lower {
            lemmas.push_str(form);
        } else if form.is_ascii() {
            lemmas.push_str(form);
            lemmas[start..].make_ascii_lowercase();
        } else {
            lemmas.push_str(&form.to_lowercase());
        }
        let kept = match cut {
            0 => Some(lemmas.len()),
            n => lemmas[start..].char_indices().nth_back(n - 1).map(|(at, _)| start + at),
        };
        if kept.is_none_or(|kept| kept == start && add.is_empty()) {
            lemmas.truncate(start);
            return false;
        }
        lemmas.truncate(kept.unwrap_or(start));
        lemmas.push_str(add);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(script: &str, form: &str) -> Option<String> {
        let mut lemmas = "before ".to_owned();
        Script::parse(script).unwrap().apply(form, &mut lemmas).then(|| lemmas["before ".len()..].to_owned())
    }

    #[test]
    fn scripts_cut_and_add() {
        assert_eq!(lemma("=", "Niamey").as_deref(), Some("Niamey"));
        assert_eq!(lemma("L3+y", "Armies").as_deref(), Some("army"));
        assert_eq!(lemma("C1+", "Malians").as_deref(), Some("Malian"));
        assert_eq!(lemma("L1+", "ÉCOLES").as_deref(), Some("école"));
    }

    #[test]
    fn a_script_that_cuts_too_much_does_not_apply() {
        assert_eq!(lemma("L3+be", "is"), None);
        assert_eq!(lemma("L1+", "a"), None);
        assert_eq!(lemma("L2+be", "is").as_deref(), Some("be"));
    }

    #[test]
    fn what_is_no_script_is_refused() {
        assert!(["", "L", "L1", "X1+a", "L-1+a"].map(Script::parse).iter().all(Option::is_none));
    }
}
