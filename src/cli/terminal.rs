//! What people see: errors with their remedies, and colours on a terminal alone.

use crate::{
    batch,
    error::{Error, Place, Result, SinkFault},
};
use std::{
    env,
    fmt::Display,
    io::{self, IsTerminal, Write},
    panic, thread,
};

/// Prints an error to standard error: where, what, and what to do.
pub(super) fn error(error: &Error) {
    eprintln!("{}", describe(error));
}

/// Prints a line to standard output.
///
/// # Errors
/// Where nobody reads it: `griot gazetteer lookup Springfield | head -3` closes the pipe.
pub(super) fn say(line: impl Display) -> Result<()> {
    let unwritable = |error| Error::at(Place::file("-"), SinkFault::Unwritable(error));
    writeln!(io::stdout().lock(), "{line}").map_err(unwritable)
}

/// An error as it is printed.
pub(super) fn describe(error: &Error) -> String {
    let place = error.place().to_string();
    let place = if place.is_empty() { place } else { format!("{place}: ") };
    let (label, help) = (paint("1;31", "error:"), paint("1;36", "help:"));
    format!("{label} {place}{}\n  {help} {}", visible(&error.problem()), error.remedy())
}

/// Words in a colour, where standard error is a terminal that knows colours.
fn paint(code: &str, words: &str) -> String {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
    if io::stderr().is_terminal() && !set("NO_COLOR") && !dumb {
        format!("\x1b[{code}m{words}\x1b[0m")
    } else {
        words.to_owned()
    }
}

/// Text without the control characters that would steer a terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c }).collect()
}

/// A count with its digits in groups of three.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 article`, `1,204 articles`.
pub(super) fn counted(count: u64, noun: impl Display) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// Keeps quiet about panics that become rows of `errors.csv`; all others print as ever.
pub(super) fn hush_caught_panics() {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let caught = thread::current().name() == Some(batch::THREAD_NAME);
        if !caught || env::var_os("RUST_BACKTRACE").is_some() {
            loud(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_easy_to_read() {
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(1_234_567, "article"), "1,234,567 articles");
        assert_eq!(counted(0, "triple"), "0 triples");
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(visible("a\x1b[2Jb\nc"), "a\u{FFFD}[2Jb\nc");
    }
}
