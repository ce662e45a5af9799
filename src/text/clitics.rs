//! Words that lean on another: clitics at the end ("'s", "n't"), elided words at the head ("l'").
//!
//! Both are listed by the language pack, in lower case with straight apostrophes; here they match whatever the case and the curl.

use super::{class, lexicon::Lexicon};

/// Gives the ends of the parts of a word that holds an apostrophe, in order: the elided word, the stem, up to three clitics. The last is
/// the end of the word.
pub(super) fn ends(word: &str, lexicon: &Lexicon, mut give: impl FnMut(usize)) {
    let head = lexicon.elisions.iter().find_map(|elision| starts_with_folded(word, elision));
    let head = head.filter(|&length| length < word.len()).unwrap_or(0);
    // "shouldn't've" has two.
    let mut cuts = [word.len(); 4];
    let mut count = 1;
    while count < cuts.len() {
        let left = &word[head..cuts[count - 1]];
        match lexicon.clitics.iter().find_map(|clitic| ends_with_folded(left, clitic)) {
            Some(length) if length < left.len() => cuts[count] = cuts[count - 1] - length,
            _ => break,
        }
        count += 1;
    }
    if head > 0 {
        give(head);
    }
    cuts[..count].iter().rev().for_each(|&cut| give(cut));
}

/// The length in bytes of the clitic at the head of what follows a word.
pub(super) fn at_head(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    lexicon.clitics.iter().find_map(|clitic| starts_with_folded(rest, clitic))
}

/// The length in bytes of the end of `word` that is `tail` but for case and the curl of the apostrophe.
fn ends_with_folded(word: &str, tail: &str) -> Option<usize> {
    folded_length(word.chars().rev(), tail.chars().rev())
}

/// The same, of the beginning.
fn starts_with_folded(word: &str, head: &str) -> Option<usize> {
    folded_length(word.chars(), head.chars())
}

fn folded_length(mut got: impl Iterator<Item = char>, want: impl Iterator<Item = char>) -> Option<usize> {
    let mut length = 0;
    for want in want {
        let got = got.next()?;
        let same =
            got == want || got.to_ascii_lowercase() == want || want == '\'' && class::is_apostrophe(got);
        if !same {
            return None;
        }
        length += got.len_utf8();
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{TextPack, TokenRules};

    fn parts(word: &str) -> Vec<&str> {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let tokens = TokenRules {
            clitics: list(&["n't", "'ve", "'s"]),
            elisions: list(&["l'"]),
            ..Default::default()
        };
        let lexicon = Lexicon::new(&TextPack { tokens, ..Default::default() });
        let (mut parts, mut at) = (Vec::new(), 0);
        ends(word, &lexicon, |end| {
            parts.push(&word[at..end]);
            at = end;
        });
        parts
    }

    #[test]
    fn words_part_from_what_leans_on_them() {
        assert_eq!(parts("shouldn't've"), ["should", "n't", "'ve"]);
        assert_eq!(parts("DIDN’T"), ["DID", "N’T"]);
        assert_eq!(parts("L’état"), ["L’", "état"]);
        assert_eq!(parts("l'état's"), ["l'", "état", "'s"]);
        assert_eq!(parts("O'Brien"), ["O'Brien"]);
        assert_eq!(parts("n't"), ["n't"]);
    }
}
