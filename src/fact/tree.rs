//! The parse of one sentence, ready to be walked: heads, children in order, and what the other stages know of each word.
//!
//! A parser may be wrong in any way; the tree is one all the same. A head outside the sentence makes a root, and a ring of heads is cut.

use super::{
    lexicon::{Classes, Lexicon, VerbEntry},
    mend::Mender,
};
use crate::model::{
    Annotations, Features, Mention, Relation, Shape, Span, TokenSpan, Upos, View, Word, WordKey,
};

/// No token.
const NONE: u32 = u32::MAX;

/// What the earlier stages know of a token: positions in the lists of [`Annotations`].
#[derive(Clone, Copy, Debug)]
struct Mark {
    classes: Classes,
    mention: u32,
    time: u32,
    quantity: u32,
}

/// The links between the words of a sentence, by position in it. Memory that sentences share.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The words, with what was put right.
    words: Vec<Word>,
    heads: Vec<u32>,
    /// Where the children of each word begin in `children`, and one more.
    starts: Vec<u32>,
    children: Vec<u32>,
    /// The words, each after its head.
    order: Vec<u32>,
    /// The place of each word in a walk that visits a word before what hangs on it, and one past the last of them.
    entered: Vec<u32>,
    left: Vec<u32>,
    /// First and last word of what hangs on each.
    first: Vec<u32>,
    last: Vec<u32>,
    marks: Vec<Mark>,
    stack: Vec<u32>,
}

/// One sentence. Words go by the index of their token in the article.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    pub lexicon: &'a Lexicon,
    pub view: &'a View<'a>,
    pub found: &'a Annotations,
    /// The tokens of the sentence.
    pub tokens: TokenSpan,
    words: &'a [Word],
    links: &'a Links,
}

impl<'a> Tree<'a> {
    /// The tree over `tokens`; nothing where they were not parsed.
    pub fn new(
        lexicon: &'a Lexicon,
        view: &'a View<'a>,
        found: &'a Annotations,
        tokens: TokenSpan,
        links: &'a mut Links,
    ) -> Option<Self> {
        let mut words = std::mem::take(&mut links.words);
        words.clear();
        words.extend_from_slice(found.parse.words.get(tokens.range())?);
        Mender { words: &mut words, lexicon, view, found, tokens }.mend();
        links.link(&words, tokens);
        links.words = words;
        links.mark(lexicon, view, found, tokens);
        Some(Self { lexicon, view, found, tokens, words: &links.words, links })
    }

    fn at(&self, word: u32) -> usize {
        word.wrapping_sub(self.tokens.start) as usize
    }

    pub fn word(&self, word: u32) -> Option<&'a Word> {
        self.words.get(self.at(word))
    }

    fn mark(&self, word: u32) -> Option<&Mark> {
        self.links.marks.get(self.at(word))
    }

    /// All words of the sentence.
    pub fn all(&self) -> std::ops::Range<u32> {
        self.tokens.start..self.tokens.end
    }

    /// The word that it depends on; `None` for a root.
    pub fn head(&self, word: u32) -> Option<u32> {
        let head = *self.links.heads.get(self.at(word))?;
        (head != NONE).then(|| self.tokens.start + head)
    }

    /// What depends on it, in order.
    pub fn children(&self, word: u32) -> impl DoubleEndedIterator<Item = u32> + Clone + 'a {
        let at = self.at(word);
        let links = self.links;
        let range = match (links.starts.get(at), links.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        let start = self.tokens.start;
        links.children.get(range).unwrap_or(&[]).iter().map(move |&child| start + child)
    }

    /// What depends on it in one of these ways, with what the language adds to them.
    pub fn by(
        &self,
        word: u32,
        relations: &'static [Relation],
    ) -> impl DoubleEndedIterator<Item = u32> + Clone + 'a {
        let tree = *self;
        self.children(word).filter(move |&child| relations.contains(&tree.universal(child)))
    }

    /// The first that depends on it in this way, with what the language adds to it.
    pub fn first_by(&self, word: u32, relation: Relation) -> Option<u32> {
        self.children(word).find(|&child| self.universal(child) == relation)
    }

    /// The first that depends on it in exactly this way.
    pub fn exactly(&self, word: u32, relation: Relation) -> Option<u32> {
        self.children(word).find(|&child| self.relation(child) == relation)
    }

    pub fn relation(&self, word: u32) -> Relation {
        self.word(word).map(|w| w.relation).unwrap_or_default()
    }

    /// How it depends, without what the language adds.
    pub fn universal(&self, word: u32) -> Relation {
        self.relation(word).universal()
    }

    /// How sure the parser is of what a word depends on, and how: 0 to 1.
    pub fn belief(&self, word: u32) -> f32 {
        1.0 - self.word(word).map_or(0.0, |w| f32::from(w.doubt) / 255.0)
    }

    /// The words on the way from one word of the sentence to another, without the one that both hang under.
    pub fn way(&self, a: u32, b: u32) -> impl Iterator<Item = u32> + 'a {
        let tree = *self;
        let climb = move |from: u32, to: u32| {
            std::iter::successors(Some(from), move |&word| tree.head(word))
                .take_while(move |&word| !tree.is_under(to, word))
        };
        climb(a, b).chain(climb(b, a))
    }

    /// How sure the parser is of the way between two words: of the least sure step of it.
    pub fn belief_between(&self, a: u32, b: u32) -> f32 {
        self.way(a, b).map(|word| self.belief(word)).fold(1.0, f32::min)
    }

    pub fn upos(&self, word: u32) -> Upos {
        self.word(word).map(|w| w.upos).unwrap_or_default()
    }

    pub fn has(&self, word: u32, features: Features) -> bool {
        self.word(word).is_some_and(|w| w.features.has(features))
    }

    pub fn key(&self, word: u32) -> WordKey {
        self.view.tokens.get(word as usize).map(|token| token.key).unwrap_or_default()
    }

    pub fn shape(&self, word: u32) -> Shape {
        self.view.tokens.get(word as usize).map(|token| token.shape).unwrap_or_default()
    }

    /// The word as written.
    pub fn form(&self, word: u32) -> &'a str {
        self.view.tokens.get(word as usize).map_or("", |token| self.view.word(token))
    }

    pub fn lemma(&self, word: u32) -> &'a str {
        self.word(word).map_or("", |w| self.found.parse.lemma(w))
    }

    /// What the form of the word tells.
    pub fn classes(&self, word: u32) -> Classes {
        self.mark(word).map(|mark| mark.classes).unwrap_or_default()
    }

    pub fn is(&self, word: u32, classes: Classes) -> bool {
        self.classes(word).any(classes)
    }

    /// What the language says of the verb that a word is a form of.
    pub fn verb(&self, word: u32) -> Option<&'a VerbEntry> {
        self.lexicon.by_lemma(self.word(word)?.lemma_key).or_else(|| self.lexicon.by_form(self.key(word)))
    }

    /// The first word of what hangs on it, itself included.
    pub fn left(&self, word: u32) -> u32 {
        self.links.first.get(self.at(word)).map_or(word, |&at| self.tokens.start + at)
    }

    /// The last word of what hangs on it, itself included.
    pub fn right(&self, word: u32) -> u32 {
        self.links.last.get(self.at(word)).map_or(word, |&at| self.tokens.start + at)
    }

    /// All from the first to the last word of what hangs on it.
    pub fn whole(&self, word: u32) -> TokenSpan {
        TokenSpan::new(self.left(word), self.right(word) + 1)
    }

    /// True where `word` is `above` or hangs on it, however far.
    pub fn is_under(&self, word: u32, above: u32) -> bool {
        let (word, above) = (self.at(word), self.at(above));
        match (self.links.entered.get(word), self.links.entered.get(above), self.links.left.get(above)) {
            (Some(entered), Some(from), Some(to)) => from <= entered && entered < to,
            _ => false,
        }
    }

    /// The words, each after its head.
    pub fn outwards(&self) -> impl DoubleEndedIterator<Item = u32> + 'a {
        let start = self.tokens.start;
        self.links.order.iter().map(move |&at| start + at)
    }

    /// The mention that covers a word.
    pub fn mention(&self, word: u32) -> Option<&'a Mention> {
        self.found.mentions.get(self.mark(word)?.mention as usize)
    }

    /// The first word of a mention, by its position.
    pub fn mention_start(&self, mention: u32) -> u32 {
        self.found.mentions.get(mention as usize).map_or(u32::MAX, |mention| mention.tokens.start)
    }

    /// The time expression that covers a word, by its position.
    pub fn time(&self, word: u32) -> Option<u32> {
        self.mark(word).map(|mark| mark.time).filter(|&time| time != NONE)
    }

    /// The quantity that covers a word, by its position.
    pub fn quantity(&self, word: u32) -> Option<u32> {
        self.mark(word).map(|mark| mark.quantity).filter(|&quantity| quantity != NONE)
    }

    /// True where one name, number or time covers both words.
    pub fn is_one(&self, a: u32, b: u32) -> bool {
        let (Some(a), Some(b)) = (self.mark(a), self.mark(b)) else { return false };
        let same = |a: u32, b: u32| a != NONE && a == b;
        same(a.mention, b.mention) || same(a.quantity, b.quantity) || same(a.time, b.time)
    }

    pub fn span(&self, tokens: TokenSpan) -> Span {
        self.view.span(tokens)
    }

    /// Without the marks of punctuation at its ends.
    pub fn trimmed(&self, mut tokens: TokenSpan) -> TokenSpan {
        let mark = |word: u32| self.shape(word).has(Shape::PUNCT);
        // A bracket or quotation mark stays where its other half is inside.
        let count = |tokens: TokenSpan, marks: &[&str]| {
            (tokens.start..tokens.end).filter(|&word| marks.contains(&self.form(word))).count()
        };
        let pairs: [(&[&str], &[&str]); 2] = [(&["("], &[")"]), (&["“", "``"], &["”", "''"])];
        let paired = |tokens: TokenSpan, word: u32| {
            let form = self.form(word);
            let held = |(open, close): &(&[&str], &[&str])| {
                (open.contains(&form) || close.contains(&form)) && count(tokens, open) == count(tokens, close)
            };
            pairs.iter().any(held) || form == "\"" && count(tokens, &["\""]).is_multiple_of(2)
        };
        while !tokens.is_empty() && mark(tokens.end - 1) && !paired(tokens, tokens.end - 1) {
            tokens.end -= 1;
        }
        while !tokens.is_empty() && mark(tokens.start) && !paired(tokens, tokens.start) {
            tokens.start += 1;
        }
        // The mark that closes what is open here may hang elsewhere: he was "alive and well".
        if !tokens.is_empty() && tokens.end < self.tokens.end {
            let form = self.form(tokens.end);
            let closes = |(open, close): &(&[&str], &[&str])| {
                close.contains(&form) && count(tokens, open) > count(tokens, close)
            };
            if pairs.iter().any(closes) || form == "\"" && !count(tokens, &["\""]).is_multiple_of(2) {
                tokens.end += 1;
            }
        }
        // Marks around all of it are no part of it.
        let around = |tokens: TokenSpan| tokens.len() > 2 && mark(tokens.start) && mark(tokens.end - 1);
        if around(tokens) {
            tokens = TokenSpan::new(tokens.start + 1, tokens.end - 1);
        }
        tokens
    }
}

impl Links {
    fn link(&mut self, words: &[Word], tokens: TokenSpan) {
        let count = words.len();
        let local = |(at, word): (usize, &Word)| {
            let head = word.head.wrapping_sub(tokens.start);
            if (head as usize) < count && head as usize != at { head } else { NONE }
        };
        self.heads.clear();
        self.heads.extend(words.iter().enumerate().map(local));
        self.cut_rings();
        self.starts.clear();
        self.starts.resize(count + 2, 0);
        for &head in self.heads.iter().filter(|&&head| head != NONE) {
            self.starts[head as usize + 2] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        // Filling moves each start to where the next begins: what stood one further now stands right.
        self.children.clear();
        self.children.resize(count, 0);
        for (at, &head) in self.heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
            let place = &mut self.starts[head as usize + 1];
            self.children[*place as usize] = at as u32;
            *place += 1;
        }
        self.walk(words);
    }

    /// Makes a root of one word of each ring.
    fn cut_rings(&mut self) {
        let seen = &mut self.entered;
        seen.clear();
        seen.resize(self.heads.len(), NONE);
        for start in 0..self.heads.len() {
            let mut at = start;
            while seen[at] == NONE {
                seen[at] = start as u32;
                match self.heads[at] {
                    NONE => break,
                    head => at = head as usize,
                }
            }
            if seen[at] == start as u32 && self.heads[at] != NONE {
                self.heads[at] = NONE;
            }
        }
    }

    /// The order, and what each word reaches to.
    fn walk(&mut self, words: &[Word]) {
        let count = words.len();
        self.order.clear();
        self.stack.clear();
        self.stack.extend((0..count as u32).rev().filter(|&at| self.heads[at as usize] == NONE));
        while let Some(at) = self.stack.pop() {
            self.order.push(at);
            let (start, end) = (self.starts[at as usize] as usize, self.starts[at as usize + 1] as usize);
            self.stack.extend(self.children[start..end].iter().rev());
        }
        for bounds in [&mut self.first, &mut self.last] {
            bounds.clear();
            bounds.extend(0..count as u32);
        }
        self.entered.clear();
        self.entered.resize(count, 0);
        self.left.clear();
        self.left.resize(count, 0);
        for (place, &at) in self.order.iter().enumerate() {
            self.entered[at as usize] = place as u32;
            self.left[at as usize] = place as u32 + 1;
        }
        for &at in self.order.iter().rev() {
            let head = self.heads[at as usize];
            if head != NONE {
                let (at, head) = (at as usize, head as usize);
                // Marks of punctuation hang anywhere.
                if words[at].relation != Relation::Punct {
                    self.first[head] = self.first[head].min(self.first[at]);
                    self.last[head] = self.last[head].max(self.last[at]);
                }
                self.left[head] = self.left[head].max(self.left[at]);
            }
        }
    }

    fn mark(&mut self, lexicon: &Lexicon, view: &View<'_>, found: &Annotations, tokens: TokenSpan) {
        self.marks.clear();
        let all = view.tokens.get(tokens.range()).unwrap_or(&[]);
        let plain = |classes| Mark { classes, mention: NONE, time: NONE, quantity: NONE };
        self.marks.extend(all.iter().map(|token| plain(lexicon.classes(token.key))));
        let marks = &mut self.marks;
        let mut set = |covered: TokenSpan, set: &dyn Fn(&mut Mark)| {
            for token in covered.start.max(tokens.start)..covered.end.min(tokens.end) {
                if let Some(mark) = marks.get_mut((token - tokens.start) as usize) {
                    set(mark);
                }
            }
        };
        let (mentions, times, quantities) = (&found.mentions, &found.times, &found.quantities);
        let first = mentions.partition_point(|m| m.tokens.end <= tokens.start);
        for (at, one) in
            mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.tokens.start < tokens.end)
        {
            set(one.tokens, &|mark| mark.mention = at as u32);
        }
        let first = times.partition_point(|t| t.tokens.end <= tokens.start);
        for (at, one) in times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < tokens.end)
        {
            set(one.tokens, &|mark| mark.time = at as u32);
        }
        let first = quantities.partition_point(|q| q.tokens.end <= tokens.start);
        for (at, one) in
            quantities.iter().enumerate().skip(first).take_while(|(_, q)| q.tokens.start < tokens.end)
        {
            set(one.tokens, &|mark| mark.quantity = at as u32);
        }
    }
}
