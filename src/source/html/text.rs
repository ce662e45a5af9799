//! The paragraphs of a page's main text.
//!
//! After Readability (Arc90, 2009; Mozilla): each paragraph scores for its parent and, by half, for its grandparent, by its length without
//! links; the element with the most is the article, or the `<article>` that it stands in. What pages put around and between the paragraphs
//! of an article (navigation, related stories, banners) is left out by tag, role, class and id.

use super::about::squeeze;
use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::collections::HashMap;

/// Elements that hold no article text, whatever stands in them.
const SKIPPED: [&str; 15] = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "svg", "iframe",
    "select", "head", "object", "dialog",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 33] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "main",
    "header",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "pre",
    "address",
    "body",
    "hr",
    "center",
];

/// Words in a class or id by which pages mark what is not the article. These are habits of web design, not of a language.
const MARKS: [&str; 26] = [
    "share",
    "sharing",
    "social",
    "related",
    "recommended",
    "recirculation",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "newsletter",
    "subscribe",
    "signup",
    "cookie",
    "cookies",
    "consent",
    "comments",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "nav",
    "menu",
    "paywall",
    "toolbar",
    "tags",
];

/// Paragraphs shorter than this say nothing of where the article is.
const SHORT: usize = 25;

/// A paragraph: its text, and what surrounds it.
struct Block {
    text: String,
    /// Characters that stand in links.
    linked: usize,
    parent: Option<NodeId>,
    grandparent: Option<NodeId>,
}

/// The range of blocks that an element holds.
#[derive(Clone, Copy, Default)]
struct Extent {
    first: usize,
    end: usize,
    /// The `<article>` around it, or itself.
    article: Option<NodeId>,
}

/// The paragraphs of a page's main text, in order, with white space squeezed.
pub(super) fn paragraphs(page: &Html) -> Vec<String> {
    let (blocks, extents) = read(page);
    let mut scores: HashMap<NodeId, f64> = HashMap::new();
    for block in &blocks {
        let length = block.text.len();
        // A paragraph that is mostly links is a menu.
        if length < SHORT || block.linked * 2 > length {
            continue;
        }
        let score = (length - block.linked) as f64;
        for (element, share) in [(block.parent, 1.0), (block.grandparent, 0.5)] {
            if let Some(element) = element {
                *scores.entry(element).or_default() += score * share;
            }
        }
    }
    // Of equals, the element that begins first: hash maps have no order of their own.
    let first = |id: &NodeId| extents.get(id).map_or(usize::MAX, |extent| extent.first);
    let best = scores
        .iter()
        .max_by(|a, b| a.1.total_cmp(b.1).then_with(|| (first(b.0), b.0).cmp(&(first(a.0), a.0))));
    let Some(extent) = best.and_then(|(id, _)| extents.get(id)) else {
        return blocks.into_iter().filter(|b| b.linked * 2 <= b.text.len()).map(|b| b.text).collect();
    };
    let whole = extent.article.and_then(|id| extents.get(&id)).unwrap_or(extent);
    let kept = blocks.into_iter().take(whole.end).skip(whole.first);
    kept.filter(|block| block.linked * 2 <= block.text.len()).map(|block| block.text).collect()
}

/// Walks the page once and cuts it into blocks. The walk keeps its own stack: pages nest as deep as they like.
fn read(page: &Html) -> (Vec<Block>, HashMap<NodeId, Extent>) {
    let mut blocks = Vec::new();
    let mut extents: HashMap<NodeId, Extent> = HashMap::new();
    let mut open: Vec<NodeId> = Vec::new();
    let mut articles: Vec<NodeId> = Vec::new();
    let (mut skipping, mut links) = (0u32, 0u32);
    let (mut text, mut linked) = (String::new(), 0);
    let flush = |text: &mut String, linked: &mut usize, open: &[NodeId], blocks: &mut Vec<Block>| {
        let squeezed = squeeze(text);
        if !squeezed.is_empty() {
            let up = |n: usize| open.len().checked_sub(n).map(|i| open[i]);
            blocks.push(Block { text: squeezed, linked: *linked, parent: up(2), grandparent: up(3) });
        }
        text.clear();
        *linked = 0;
    };
    for edge in page.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(words) if opens && skipping == 0 => {
                text.push_str(words);
                linked += if links > 0 { words.trim().len() } else { 0 };
            }
            Node::Element(element) => {
                let (name, step) = (element.name(), if opens { 1 } else { -1 });
                if is_skipped(element) {
                    skipping = skipping.saturating_add_signed(step);
                }
                if name == "a" {
                    links = links.saturating_add_signed(step);
                }
                if name == "br" && opens && skipping == 0 {
                    text.push(' ');
                }
                if !BLOCKS.contains(&name) {
                    continue;
                }
                flush(&mut text, &mut linked, &open, &mut blocks);
                if opens {
                    open.push(node.id());
                    if name == "article" || element.attr("itemprop") == Some("articleBody") {
                        articles.push(node.id());
                    }
                    extents.insert(
                        node.id(),
                        Extent { first: blocks.len(), end: 0, article: articles.first().copied() },
                    );
                } else {
                    open.pop();
                    if articles.last() == Some(&node.id()) {
                        articles.pop();
                    }
                    if let Some(extent) = extents.get_mut(&node.id()) {
                        extent.end = blocks.len();
                    }
                }
            }
            _ => {}
        }
    }
    (blocks, extents)
}

fn is_skipped(element: &Element) -> bool {
    let marked = |name: &str| {
        let words = element.attr(name).unwrap_or_default();
        words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| MARKS.contains(&word.to_ascii_lowercase().as_str()))
    };
    let role = matches!(
        element.attr("role"),
        Some("navigation" | "banner" | "complementary" | "contentinfo" | "search")
    );
    let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
    // Some pages mark `<body>` or `<article>` itself with a word of the list ("no-sidebar").
    let whole = matches!(element.name(), "html" | "body" | "article" | "main");
    SKIPPED.contains(&element.name()) || !whole && (role || hidden || marked("class") || marked("id"))
}
