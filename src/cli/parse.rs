//! `griot parse`: tags, lemmas, dependencies and names of every sentence, as CoNLL-U.

use super::{
    args::{InputArgs, InputFormat, ReadArgs, Until},
    terminal,
};
use crate::{
    encoder::{Encoder, Heads, Scratch},
    engine::Engine,
    error::{Error, Place, Result, SinkFault, UsageFault},
    lang::Pack,
    model::{Article, View},
    sink::{Conllu, OffsetMap, Offsets},
    source::{GivenSentences, GivenText},
};
use clap::ValueEnum;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Parse every sentence: parts of speech, morphology, lemmas, dependencies and names
///
/// The result is CoNLL-U, the format of Universal Dependencies. Names and positions in the text, in characters, stand in its last column.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  griot parse article.txt
  griot parse articles/ -o parsed.conllu
  griot parse gold.conllu > system.conllu      the words of the input are kept, so that the parse can be scored")]
pub(super) struct Args {
    /// Files, folders, globs, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// How the input is laid out
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Input")]
    input_format: Layout,

    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    /// How the output is written
    #[arg(long, value_enum, default_value = "conllu", help_heading = "Output")]
    format: OnlyConllu,

    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnlyConllu {
    /// Ten columns a word, as Universal Dependencies has them
    Conllu,
}

/// How an input is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Tell by each file's name
    #[default]
    Auto,
    /// One article, as plain text
    Txt,
    /// One article, as a web page
    Html,
    /// One article, or an array of them
    Json,
    /// One article a line
    Jsonl,
    /// One article a row, under a header
    Csv,
    /// Sentences that have been cut into words
    Conllu,
}

/// Sentences of CoNLL-U that are read at once.
const CHUNK: usize = 256;

pub(super) fn run(args: &Args) -> Result<ExitCode> {
    let OnlyConllu::Conllu = args.format;
    let named = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    let place = named.map_or_else(|| "-".into(), |path| path.display().to_string());
    let unwritable = |error| Error::at(Place::file(&place), SinkFault::Unwritable(error));
    let mut out: Box<dyn Write> = match named {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(unwritable)?)),
        None => Box::new(io::stdout().lock()),
    };
    let mut print = |text: &str| out.write_all(text.as_bytes()).map_err(unwritable);
    let is_conllu = |input: &String| match args.input_format {
        Layout::Auto => [".conllu", ".conllu.gz", ".conllu.zst"].iter().any(|end| input.ends_with(end)),
        layout => layout == Layout::Conllu,
    };
    let (given, articles): (Vec<_>, Vec<_>) = args.inputs.iter().cloned().partition(is_conllu);
    let mut failed = false;
    if !given.is_empty() {
        let pack = Pack::embedded(&args.read.lang).map(|_| args.read.lang.clone());
        let encoder = Encoder::shipped(&pack?)?.ok_or_else(|| no_encoder(args))?;
        let mut scratch = encoder.scratch();
        for file in &given {
            parse_given(&encoder, file, &mut scratch, &mut print)?;
        }
    }
    if !articles.is_empty() {
        let engine = Engine::new(&args.read.options(Until::Sentences))?;
        let encoder = Encoder::shipped(engine.language())?.ok_or_else(|| no_encoder(args))?;
        let (mut worker, mut scratch) = (engine.worker(), encoder.scratch());
        let input = InputArgs {
            inputs: articles,
            input_format: args.input_format.into(),
            include: Vec::new(),
            fields: Vec::new(),
            max_article_bytes: 32 << 20,
        };
        for record in input.list(None)?.records() {
            match record.and_then(|record| record.article()) {
                Ok(article) => {
                    let found = worker.annotate(&article);
                    print(&parsed(&encoder, &article, &found.view(&article.text), &mut scratch))?;
                }
                Err(error) => {
                    terminal::error(&error);
                    failed = true;
                }
            }
        }
    }
    out.flush().map_err(unwritable)?;
    Ok(ExitCode::from(u8::from(failed)))
}

fn no_encoder(args: &Args) -> Error {
    let problem = format!("the language {:?} has no encoder", args.read.lang);
    Error::at(Place::NOWHERE, UsageFault::Conflict(problem, "parse with --lang en".into()))
}

/// An article, parsed.
fn parsed(encoder: &Encoder, article: &Article, view: &View, scratch: &mut Scratch) -> String {
    let parse = encoder.read_where(view, |_| true, Heads::ALL, scratch);
    let offsets = OffsetMap::new(view.text, Offsets::Chars);
    let xpos = |word: &_| encoder.xpos(word);
    let conllu = Conllu { view: *view, parse: &parse, xpos, offsets: Some(&offsets) };
    let mut out = format!("# newdoc id = {}\n", article.id.replace(char::is_control, " "));
    for (nth, sentence) in
        view.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.tokens.is_empty())
    {
        out.push_str(&format!("# sent_id = {}\n", nth + 1));
        conllu.text(sentence, &mut out);
        conllu.words(sentence, |_, _| (), &mut out);
    }
    out
}

/// Sentences whose words are given: these, their comments and their multi-word tokens are kept.
fn parse_given(
    encoder: &Encoder,
    file: &str,
    scratch: &mut Scratch,
    print: &mut impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    let mut stream = GivenSentences::open(file)?;
    loop {
        let sentences = stream.by_ref().take(CHUNK).collect::<Result<Vec<_>>>()?;
        if sentences.is_empty() {
            return Ok(());
        }
        let mut given = GivenText::default();
        sentences.iter().for_each(|sentence| given.push(sentence));
        let view = View { text: &given.text, tokens: &given.tokens, sentences: &given.sentences };
        let parse = encoder.read_where(&view, |_| true, Heads::ALL, scratch);
        let conllu = Conllu { view, parse: &parse, xpos: |word: &_| encoder.xpos(word), offsets: None };
        let mut out = String::new();
        for (source, sentence) in sentences.iter().zip(&given.sentences) {
            for comment in &source.comments {
                out.push_str(comment);
                out.push('\n');
            }
            let range = |nth: usize, out: &mut String| {
                if let Some(range) = source.words.get(nth).and_then(|word| word.range.as_ref()) {
                    out.push_str(range);
                    out.push('\n');
                }
            };
            conllu.words(sentence, range, &mut out);
        }
        print(&out)?;
    }
}

impl From<Layout> for InputFormat {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Auto | Layout::Conllu => Self::Auto,
            Layout::Txt => Self::Txt,
            Layout::Html => Self::Html,
            Layout::Json => Self::Json,
            Layout::Jsonl => Self::Jsonl,
            Layout::Csv => Self::Csv,
        }
    }
}
