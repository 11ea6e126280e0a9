//! Pullquote, the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    pullquote::run(std::env::args_os()).into()
}
