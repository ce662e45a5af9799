//! Each case of each rule of the language packs that ship with griot, as a test of its own: `en/time/weekday/yes-2`.

use griot::{
    engine::{Engine, Options, cases},
    error::Result,
    lang::{Language, Pack},
};
use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let packs: Result<Vec<_>> = Pack::codes().into_iter().map(trials).collect();
    match packs {
        Ok(packs) => libtest_mimic::run(&arguments, packs.into_iter().flatten().collect()).exit_code(),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// One test for each case of a pack. The cases have run by the time the tests report them: all together they take less time than to
/// build the engine.
fn trials(code: &str) -> Result<Vec<Trial>> {
    let language = Language::load(&Pack::embedded(code)?)?;
    let engine = Engine::new(&Options { lang: code.into(), ..Options::default() })?;
    let outcomes = language.cases.iter().flat_map(|rule| cases::run(&engine, rule));
    let trial = |outcome: cases::Outcome| {
        Trial::test(format!("{code}/{}", outcome.name), move || outcome.result.map_err(Failed::from))
    };
    Ok(outcomes.map(trial).collect())
}
