//! What a page says of its article, in meta tags (Open Graph, Dublin Core, microdata) and in JSON-LD (schema.org).

use crate::source::parse_date;
use jiff::civil::Date;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    /// The text as JSON-LD gives it, for pages that build their paragraphs by script.
    pub(super) body: Option<String>,
}

/// Names of `<meta>` tags, the most reliable first.
const TITLE: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const DATE: [&str; 9] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
];
const PUBLISHER: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "twitter:site"];
const URL: [&str; 2] = ["og:url", "twitter:url"];

/// Reads what a page says of its article.
pub(super) fn read(page: &Html) -> About {
    let metas: Vec<(String, String)> = select(page, "meta[content]").filter_map(meta).collect();
    let named = |names: &[&str]| {
        let value = |name: &&str| metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        names.iter().find_map(value)
    };
    let linked = json_ld(page).unwrap_or_default();
    let text =
        |css| select(page, css).map(|e| squeeze(&e.text().collect::<String>())).find(|text| !text.is_empty());
    let attribute = |css, name| select(page, css).find_map(|e| e.attr(name)).map(str::to_owned);
    let date = || {
        let times = select(page, "time[datetime]").filter_map(|e| e.attr("datetime")).find_map(parse_date);
        DATE.iter().find_map(|name| named(&[name]).and_then(|value| parse_date(&value))).or(times)
    };
    About {
        title: named(&TITLE).or(linked.title).or_else(|| text("h1")).or_else(|| text("title")),
        date: linked.date.or_else(date),
        publisher: named(&PUBLISHER).or(linked.publisher),
        url: attribute("link[rel=canonical]", "href").or_else(|| named(&URL)).or(linked.url),
        body: linked.body,
    }
}

fn select<'a>(page: &'a Html, css: &str) -> impl Iterator<Item = ElementRef<'a>> {
    // The selectors are constants of this file; one that did not parse would select nothing.
    Selector::parse(css).ok().into_iter().flat_map(|selector| page.select(&selector).collect::<Vec<_>>())
}

/// The name, in lower case, and the content of a `<meta>` tag that has both.
fn meta(element: ElementRef<'_>) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop"].iter().find_map(|key| element.attr(key))?;
    let content = squeeze(element.attr("content")?);
    (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
}

fn json_ld(page: &Html) -> Option<About> {
    select(page, "script[type='application/ld+json']").find_map(|script| {
        let value: Value = serde_json::from_str(&script.text().collect::<String>()).ok()?;
        let article = find_article(&value)?;
        let string = |name: &str| article.get(name).and_then(Value::as_str).map(squeeze);
        let publisher =
            article.get("publisher").and_then(|p| p.get("name").unwrap_or(p).as_str()).map(squeeze);
        Some(About {
            title: string("headline"),
            date: string("datePublished").and_then(|date| parse_date(&date)),
            publisher,
            url: string("url"),
            body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
        })
    })
}

/// The first object, at the top, in an array or in a `@graph`, whose type is an article's or a report's.
fn find_article(value: &Value) -> Option<&Value> {
    let is_article = |kind: &Value| {
        kind.as_str()
            .is_some_and(|k| k.ends_with("Article") || k.ends_with("Report") || k == "LiveBlogPosting")
    };
    match value {
        Value::Array(values) => values.iter().find_map(find_article),
        Value::Object(object) => match object.get("@type") {
            Some(Value::Array(kinds)) if kinds.iter().any(is_article) => Some(value),
            Some(kind) if is_article(kind) => Some(value),
            _ => object.get("@graph").and_then(find_article),
        },
        _ => None,
    }
}

/// White space squeezed to single spaces.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
