//! The `griot` command.

fn main() -> std::process::ExitCode {
    griot::cli::run()
}
