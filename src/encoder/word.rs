//! What the encoder sees of a word: its form, its affixes, its shape and its vector, as rows of tables. `train/features.py` computes the same.

use xxhash_rust::xxh3::xxh3_64;

/// Affixes of a word: prefixes of one to three characters, suffixes of one to four, the shape.
pub(super) const AFFIXES: usize = 8;
/// Characters that a shape looks at.
const SHAPE: usize = 12;

/// The keys of a word, and the strings in which they are spelt.
#[derive(Debug, Default)]
pub(super) struct Speller {
    folded: String,
    part: String,
}

/// What identifies a word in the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    /// Of the form, in which all digits are alike.
    pub form: u64,
    /// Of the folded form.
    pub vector: u64,
    /// Of each affix.
    pub affixes: [u64; AFFIXES],
}

impl Speller {
    /// The keys of a form.
    pub fn keys(&mut self, form: &str) -> Keys {
        let Self { folded, part } = self;
        folded.clear();
        if form.is_ascii() {
            folded.push_str(form);
            folded.make_ascii_lowercase();
        } else {
            // The whole at once, for the case of a letter may depend on its neighbours.
            let plain: String = form.chars().map(plain).collect();
            folded.push_str(&plain.to_lowercase());
        }
        let vector = xxh3_64(folded.as_bytes());
        let prefix =
            |n: usize| folded.char_indices().nth(n).map_or(folded.as_str(), |(end, _)| &folded[..end]);
        let suffix =
            |n: usize| folded.char_indices().nth_back(n - 1).map_or(folded.as_str(), |(at, _)| &folded[at..]);
        let mut affixes = [0; AFFIXES];
        let parts = [prefix(1), prefix(2), prefix(3), suffix(1), suffix(2), suffix(3), suffix(4)];
        for (nth, (affix, name)) in
            parts.into_iter().zip(["p1", "p2", "p3", "s1", "s2", "s3", "s4"]).enumerate()
        {
            part.clear();
            part.push_str(name);
            part.push_str(affix);
            affixes[nth] = xxh3_64(part.as_bytes());
        }
        part.clear();
        part.push_str("sh");
        shape(form, part);
        affixes[AFFIXES - 1] = xxh3_64(part.as_bytes());
        let form = if folded.bytes().any(|byte| byte.is_ascii_digit()) {
            part.clear();
            part.extend(folded.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
            xxh3_64(part.as_bytes())
        } else {
            vector
        };
        Keys { form, vector, affixes }
    }
}

/// Typographic variants made plain.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‐' | '‑' => '-',
        other => other,
    }
}

/// Capitals, small letters and digits as X, x and d, runs cut to two, other characters as they are: "Mali's" is Xxx'x.
fn shape(form: &str, into: &mut String) {
    let (mut last, mut run) = ('\0', 0);
    for c in form.chars().take(SHAPE).map(plain) {
        let c = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            '0'..='9' => 'd',
            c => c,
        };
        run = if c == last { run + 1 } else { 1 };
        last = c;
        if run <= 2 {
            into.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_cut_runs() {
        let shape = |form: &str| {
            let mut into = String::new();
            super::shape(form, &mut into);
            into
        };
        assert_eq!(shape("Mali’s"), "Xxx'x");
        assert_eq!(shape("2,500"), "d,dd");
        assert_eq!(shape("US-led"), "XX-xx");
        assert_eq!(shape("ABCDEFGHIJKLmno"), "XX");
    }

    #[test]
    fn digits_are_alike_in_forms_only() {
        let mut speller = Speller::default();
        let (a, b) = (speller.keys("In1960"), speller.keys("in1987"));
        assert_eq!(a.form, b.form);
        assert_ne!(a.vector, b.vector);
        assert_eq!(speller.keys("Straße’s").vector, xxh3_64("straße's".as_bytes()));
    }

    #[test]
    fn affixes_of_short_words_are_the_word() {
        let keys = Speller::default().keys("Ÿ");
        let key = |part: &str| xxh3_64(part.as_bytes());
        assert_eq!(keys.affixes, ["p1ÿ", "p2ÿ", "p3ÿ", "s1ÿ", "s2ÿ", "s3ÿ", "s4ÿ", "shX"].map(key));
        assert_eq!(Speller::default().keys("Niamey").affixes[5], key("s3mey"));
    }
}
