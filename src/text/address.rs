//! Addresses and their like, which are one token: web and mail addresses, handles, tags, emoticons.

/// The length in bytes of the address, handle or tag at the head of a run without white space.
pub(super) fn length(run: &str) -> Option<usize> {
    let bytes = run.as_bytes();
    match bytes.first()? {
        b'@' | b'#' => tag(run),
        b'h' | b'H' | b'w' | b'W' | b'f' | b'F' if is_web(run) => Some(trim(run, bytes.len())),
        byte if byte.is_ascii_alphanumeric() => mail(run).or_else(|| domain(run)),
        _ => None,
    }
}

fn is_web(run: &str) -> bool {
    ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|head| run.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}

/// A handle or a tag: the sign, then a letter, then letters, digits and underscores.
fn tag(run: &str) -> Option<usize> {
    let rest = &run[1..];
    let first = rest.chars().next()?;
    if !(first.is_alphabetic() || first == '_' && run.len() > 2) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    Some(1 + end)
}

/// A mail address. No local part is longer than 64 bytes, so the search is short.
fn mail(run: &str) -> Option<usize> {
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte);
    let bytes = run.as_bytes();
    let at = bytes.iter().take(65).take_while(|&&byte| local(byte)).count();
    if at == 0 || bytes.get(at) != Some(&b'@') {
        return None;
    }
    let length = bytes[at + 1..]
        .iter()
        .take(255)
        .take_while(|&&b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
        .count();
    let host = run[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
    host.contains('.').then_some(at + 1 + host.len())
}

/// A host with a path: "bbc.co.uk/news". Without the path it is a word like any other.
fn domain(run: &str) -> Option<usize> {
    let bytes = run.as_bytes();
    let host =
        bytes.iter().take(64).take_while(|&&b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-').count();
    if bytes.get(host) != Some(&b'/') {
        return None;
    }
    let suffix = run[..host].rsplit_once('.')?.1;
    let plausible = (2..=6).contains(&suffix.len()) && suffix.bytes().all(|b| b.is_ascii_lowercase());
    plausible.then(|| trim(run, bytes.len()))
}

/// The end of a web address, without the punctuation of the sentence around it.
fn trim(run: &str, end: usize) -> usize {
    let stop = run[..end].find(['<', '>', '"', '“', '”', '|', '[', ']', '«', '»']).unwrap_or(end);
    let mut address = &run[..stop];
    // No address ends with a pile of brackets; the bound keeps the search linear.
    for _ in 0..4 {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '…']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if !inside.contains('(') => inside,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    address.len().max(1)
}

/// The length of a run that is an emoticon and nothing else: ":-)", ";)", ":D".
pub(super) fn emoticon(run: &str) -> Option<usize> {
    let bytes = run.as_bytes();
    if !(2..=5).contains(&bytes.len()) || !matches!(bytes[0], b':' | b';' | b'=') {
        return None;
    }
    let nose = usize::from(matches!(bytes[1], b'-' | b'\'' | b'o' | b'^'));
    let mouth = &bytes[1 + nose..];
    let smiles = !mouth.is_empty()
        && mouth.iter().all(|b| b")(DPp]/|".contains(b))
        && mouth.iter().all(|b| *b == mouth[0]);
    smiles.then_some(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(run: &str) -> Option<&str> {
        length(run).map(|end| &run[..end])
    }

    #[test]
    fn finds_addresses_and_leaves_the_sentence_its_stop() {
        assert_eq!(head("https://example.org/a_(b)."), Some("https://example.org/a_(b)"));
        assert_eq!(head("www.example.org),"), Some("www.example.org"));
        assert_eq!(head("news.desk@example.org."), Some("news.desk@example.org"));
        assert_eq!(head("example.co.ke/news!"), Some("example.co.ke/news"));
        assert_eq!(head("@gao_news:"), Some("@gao_news"));
        assert_eq!(head("#Sahel,"), Some("#Sahel"));
    }

    #[test]
    fn leaves_words_alone() {
        for run in ["word", "and/or", "#1", "@", "a@b", "U.S./Mali", "wwf.", "http"] {
            assert_eq!(head(run), None, "{run}");
        }
    }

    #[test]
    fn knows_emoticons() {
        assert_eq!(emoticon(":-)"), Some(3));
        assert_eq!(emoticon(";)"), Some(2));
        assert_eq!(emoticon(":a)"), None);
        assert_eq!(emoticon("=5"), None);
    }
}
