//! `griot explain`: what was found in an article, sentence by sentence, and which rule found it.

use super::{
    args::{InputArgs, ReadArgs, Until},
    terminal::visible,
};
use crate::{
    engine::Engine,
    error::{Error, Place, Result, SinkFault, UsageFault},
    fact::Silent,
    model::{Annotations, Article, MentionSource, Phrase, Span, Triple},
};
use std::{
    fmt::Write as _,
    io::{self, Write as _},
    process::ExitCode,
};

/// Show what was found in an article, sentence by sentence, and which rule found it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  griot explain article.txt
  griot explain article.txt --sentence 3             the sentence as triples.csv numbers it
  griot explain dump.jsonl --article agency-2023-117")]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Only the sentence of this number, from 1
    #[arg(long, short, value_name = "N")]
    sentence: Option<std::num::NonZeroUsize>,

    /// Only the article of this id
    #[arg(long, value_name = "ID")]
    article: Option<String>,

    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let inputs = args.input.list(None)?;
    let engine = Engine::new(&args.read.options(Until::Facts))?;
    let mut worker = engine.worker();
    let mut out = io::stdout().lock();
    let mut failed = false;
    for record in inputs.records() {
        let article = match record.and_then(|record| record.article()) {
            Ok(article) => article,
            Err(error) => {
                super::terminal::error(&error);
                failed = true;
                continue;
            }
        };
        if args.article.as_ref().is_some_and(|id| *id != article.id) {
            continue;
        }
        let found = worker.annotate(&article);
        let silent = engine.silent(&article.text, &found);
        let text = visible(&explain(&article, &found, &silent, args.sentence.map(Into::into))?);
        let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        printed.map_err(|error| Error::at(Place::file("-"), SinkFault::Unwritable(error)))?;
    }
    Ok(ExitCode::from(u8::from(failed)))
}

fn explain(article: &Article, found: &Annotations, silent: &[Silent], only: Option<usize>) -> Result<String> {
    let there = found.sentences.len();
    if let Some(asked) = only.filter(|&asked| asked > there) {
        return Err(Error::at(Place::file(&article.id), UsageFault::NoSentence { asked, there }));
    }
    let mut page = Page { text: &article.text, found, silent, out: String::new() };
    page.head(article);
    for n in 0..there {
        if only.is_none_or(|asked| asked == n + 1) {
            page.sentence(n);
        }
    }
    Ok(page.out)
}

/// What is printed of one article.
struct Page<'a> {
    text: &'a str,
    found: &'a Annotations,
    silent: &'a [Silent],
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(line);
        self.out.push('\n');
    }

    fn head(&mut self, article: &Article) {
        let found = self.found;
        let date = found.date.map_or("no date".to_owned(), |date| date.to_string());
        let title = found.title.as_deref().unwrap_or("no title");
        self.line(format_args!("{}: {title} ({date})", article.id));
        if !found.language.readable {
            let code = found.language.code;
            self.line(format_args!(
                "seems to be in another language ({code}) than the pack in use, and was left alone"
            ));
        }
    }

    fn words(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, n: usize) {
        let found = self.found;
        let Some(sentence) = found.sentences.get(n) else { return };
        let (start, end) = (sentence.span.start, sentence.span.end);
        self.line(format_args!(
            "\n{} [{}, bytes {start}–{end}] {}",
            n + 1,
            sentence.part.as_str(),
            self.words(sentence.span)
        ));
        let tokens = found.view(self.text).tokens_of(sentence);
        let tokens: Vec<_> = tokens.iter().map(|token| self.words(token.span)).collect();
        self.line(format_args!("  tokens    {}", tokens.join(" · ")));
        self.tree(n);
        let here = |sentence: u32| sentence as usize == n;
        for mention in found.mentions.iter().filter(|m| here(m.sentence)) {
            let entity = found.entities.get(mention.entity as usize);
            let (name, id) = entity.map_or(("", ""), |e| (&e.name, &e.id));
            let (words, kind, source) =
                (self.words(mention.span), mention.kind.as_str(), source(mention.source));
            self.line(format_args!(
                "  mention   {words}  {kind}  {name}  {id}  ({source}, {:.2})",
                mention.confidence
            ));
        }
        for quantity in found.quantities.iter().filter(|q| here(q.sentence)) {
            let counted =
                quantity.counted.map(|span| format!("  of {}", self.words(span))).unwrap_or_default();
            self.line(format_args!(
                "  quantity  {}  {quantity}{counted}  ({})",
                self.words(quantity.span),
                quantity.rule
            ));
        }
        for time in found.times.iter().filter(|t| here(t.sentence)) {
            let day =
                |moment: Option<crate::model::Moment>| moment.map_or("…".to_owned(), |m| m.to_string());
            let anchor =
                time.anchor.map_or(String::new(), |anchor| format!(", counted from the {}", anchor.as_str()));
            let (earliest, latest) = (day(time.earliest), day(time.latest));
            self.line(format_args!(
                "  time      {}  {time}  {earliest} to {latest}  ({}{anchor})",
                self.words(time.span),
                time.rule
            ));
        }
        for triple in found.triples.iter().filter(|t| here(t.sentence)) {
            self.triple(triple);
        }
        for silent in self.silent.iter().filter(|silent| here(silent.sentence)) {
            let span = found.tokens.get(silent.token as usize).map(|token| token.span).unwrap_or_default();
            self.line(format_args!("  no row    {}: {}", self.words(span), silent.why.as_str()));
        }
    }

    /// The words of a sentence that was parsed, each with its part of speech, its lemma, and the word that it depends on.
    fn tree(&mut self, n: usize) {
        let found = self.found;
        let parsed = found.parse.parsed.get(n).copied().unwrap_or_default();
        let Some(sentence) = found.sentences.get(n).filter(|_| parsed) else { return };
        let start = sentence.tokens.start;
        let words = found.parse.words.get(sentence.tokens.range()).unwrap_or(&[]);
        for (at, word) in (start..).zip(words) {
            let form = found.tokens.get(at as usize).map(|token| self.words(token.span)).unwrap_or_default();
            let head = found.tokens.get(word.head as usize).map(|token| self.words(token.span));
            let head = if word.head == at { String::new() } else { head.unwrap_or_default() };
            let (upos, relation, lemma) =
                (word.upos.as_str(), word.relation.as_str(), found.parse.lemma(word));
            let line =
                format!("  {:>3}  {form:<20} {upos:<6} {lemma:<18} {relation:<14} {head}", at - start + 1);
            self.line(format_args!("{}", line.trim_end()));
        }
    }

    fn triple(&mut self, triple: &Triple) {
        let side =
            |phrase: &Option<Phrase>| phrase.as_ref().map_or("–".to_owned(), |phrase| self.phrase(phrase));
        let (subject, object) = (side(&triple.subject), side(&triple.object));
        let negated = if triple.negated { "not " } else { "" };
        let mut said = vec![triple.modality.as_str().to_owned()];
        said.extend(triple.attribution.as_ref().map(|who| format!("says {}", self.phrase(who))));
        said.extend(triple.event.as_ref().map(|event| format!("event {event}")));
        said.push(format!("rule {}, confidence {:.2}", triple.rule, triple.confidence));
        let arguments: Vec<_> = triple
            .arguments
            .iter()
            .map(|argument| {
                let lead = argument.preposition.map(|span| self.words(span) + " ").unwrap_or_default();
                format!("            {}: {lead}{}", argument.role, self.phrase(&argument.phrase))
            })
            .collect();
        self.line(format_args!("  triple    {subject} | {negated}{} | {object}", triple.predicate.reading()));
        self.line(format_args!("            {}", said.join(", ")));
        for argument in arguments {
            self.line(format_args!("{argument}"));
        }
    }

    /// The words, with the entity that they refer to where its name is another.
    fn phrase(&self, phrase: &Phrase) -> String {
        let words = self.words(phrase.span);
        match phrase.entity.and_then(|index| self.found.entities.get(index as usize)) {
            Some(entity) if entity.name != words => format!("{words} [{}]", entity.name),
            _ => words,
        }
    }
}

fn source(source: MentionSource) -> &'static str {
    match source {
        MentionSource::Gazetteer => "gazetteer",
        MentionSource::Variant => "gazetteer, in another spelling",
        MentionSource::Demonym => "demonym",
        MentionSource::Acronym => "acronym defined in the text",
        MentionSource::Name => "by its form",
        MentionSource::ShortForm => "short form",
    }
}
