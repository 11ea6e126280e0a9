//! Pullquote, the program.

use std::process::ExitCode;

use pullquote::import::bounded::is_caught;
use pullquote::output::{message, panic_message};

/// The exit status after a panic: an error like others.
const PANIC: i32 = 2;

fn main() -> ExitCode {
    // On whatever thread: one that is missed must not leave a dead program behind.
    std::panic::set_hook(Box::new(|info| {
        if is_caught() {
            return;
        }
        message(&panic_message(info));
        std::process::exit(PANIC);
    }));
    pullquote::run(std::env::args_os()).into()
}
