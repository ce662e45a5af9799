//! Web pages: the article's own text, and what the page says of it.

mod about;
mod text;

use crate::{error::SourceFault, model::Article};
use scraper::Html;

/// Reads the article of a page. Its text is the headline, a blank line, and the paragraphs, parted by blank lines; the spans of all that is found
/// count in this text.
///
/// # Errors
/// [`SourceFault::NoArticle`] where the page holds no paragraph.
pub(super) fn article(page: &str) -> Result<Article, SourceFault> {
    let page = Html::parse_document(page);
    let about = about::read(&page);
    let mut paragraphs = text::paragraphs(&page);
    if paragraphs.is_empty() {
        paragraphs.extend(about.body.map(|body| body.trim().to_owned()).filter(|body| !body.is_empty()));
    }
    if paragraphs.is_empty() {
        return Err(SourceFault::NoArticle);
    }
    if let Some(title) = &about.title {
        paragraphs.retain(|paragraph| paragraph != title);
        paragraphs.insert(0, title.clone());
    }
    Ok(Article {
        id: String::new(),
        text: paragraphs.join("\n\n"),
        title: about.title,
        date: about.date,
        publisher: about.publisher,
        url: about.url,
        file: None,
        line: None,
    })
}

/// The encoding that a page declares in its first kilobyte, as browsers look for it.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let rest = head.split_once("charset=")?.1.trim_start_matches(['"', '\'']);
    let label: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>Rain &amp; floods | The Daily</title>
<meta property="og:title" content="Rain and floods"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2023-12-12T06:00:00+01:00"><link rel="canonical" href="https://daily.example/rain">
</head><body><nav><ul><li>Home</li><li>World news and much else that is long enough to count as text</li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this page better for you, and so do our many partners.</p></div>
<article><h1>Rain and floods</h1><p class="byline">By A. Writer</p>
<p>Rain fell on <a href="/gao">Gao</a> for three days, and the river rose by two metres.</p>
<aside><p>Related: a story about something else, of which nothing should be read here at all.</p></aside>
<figure><img src="x.jpg"><figcaption>The river at Gao (file photo).</figcaption></figure>
<h2>Roads cut</h2><p>Two roads were cut.<br>Nobody was hurt.</p><script>var p = "<p>no</p>";</script></article>
<footer><p>Copyright The Daily, all rights reserved, and a good deal of further small print.</p></footer></body></html>"#;

    #[test]
    fn takes_the_article_and_nothing_else() {
        let got = article(PAGE).unwrap();
        let want = "Rain and floods\n\nBy A. Writer\n\nRain fell on Gao for three days, and the river rose by two metres.\n\n\
                    The river at Gao (file photo).\n\nRoads cut\n\nTwo roads were cut. Nobody was hurt.";
        assert_eq!(got.text, want);
        assert_eq!(got.title.as_deref(), Some("Rain and floods"));
        assert_eq!(got.publisher.as_deref(), Some("The Daily"));
        assert_eq!(got.url.as_deref(), Some("https://daily.example/rain"));
        assert_eq!(got.date, Some(jiff::civil::date(2023, 12, 12)));
    }

    #[test]
    fn reads_json_ld() {
        let page = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
            "headline": "Talks open", "datePublished": "2024-01-05", "publisher": {"name": "Agency"}, "articleBody": "Talks opened in Doha."}]}</script>"#;
        let got = article(page).unwrap();
        assert_eq!(got.text, "Talks open\n\nTalks opened in Doha.");
        assert_eq!(got.publisher.as_deref(), Some("Agency"));
        assert_eq!(got.date, Some(jiff::civil::date(2024, 1, 5)));
    }

    #[test]
    fn a_page_without_text_is_a_fault() {
        assert!(matches!(article("<html><body><nav>Home</nav></body></html>"), Err(SourceFault::NoArticle)));
    }

    #[test]
    fn survives_deep_nesting() {
        let deep =
            format!("{}<p>Rain fell on the town for three days and nights.</p>", "<div>".repeat(2_000));
        assert_eq!(article(&deep).unwrap().text, "Rain fell on the town for three days and nights.");
    }

    #[test]
    fn finds_the_declared_encoding() {
        assert_eq!(declared_encoding(b"<meta charset='KOI8-R'>").as_deref(), Some("koi8-r"));
        assert_eq!(declared_encoding(b"<p>x"), None);
    }
}
