//! Pictures: whether they are shown from the start, and by which means.
//!
//! Comes in: the command line, the settings, the environment. Goes out: a choice. May not
//! ask the terminal.

use crate::cli::Read;
use crate::config::{Config, Images};
use crate::ui::graphics::Means;
use crate::ui::showing::Choice;
use crate::ui::theme::{Depth, Looks};

/// Terminals that are asked nothing: what they do not know they write onto the screen.
const DEAF: &[&str] = &["linux", "Apple_Terminal"];

/// What `TERM_PROGRAM` or `LC_TERMINAL` is where iTerm2's protocol is known.
const ITERM2: &[&str] = &["iTerm.app", "iTerm2", "WezTerm", "mintty"];

/// How pictures are shown where nothing of it was changed by a key.
pub fn pictures(args: &Read, config: &Config, looks: &Looks, has_color: bool) -> Choice {
    let told = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    choice(args.images.unwrap_or(config.images), has_color && !looks.ascii, &told)
}

fn choice(images: Images, is_able: bool, told: &dyn Fn(&str) -> Option<String>) -> Choice {
    let term = told("TERM").unwrap_or_default();
    let depth = Depth::told(told("COLORTERM").as_deref(), Some(&term));
    let is_tmux = told("TMUX").is_some();
    // Windows of theirs are switched without our knowing: only cells go with them.
    let is_shared = is_tmux
        || ["STY", "ZELLIJ"].iter().any(|name| told(name).is_some())
        || ["screen", "tmux"].iter().any(|name| term.starts_with(name));
    let is_far = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| told(name).is_some());
    let program = told("TERM_PROGRAM").unwrap_or_default();
    let named = [program.clone(), told("LC_TERMINAL").unwrap_or_default()];
    let blocks = Some(Means::Blocks(depth)).filter(|_| depth != Depth::Sixteen);
    let means = match images {
        Images::Kitty => Some(Means::Kitty { tmux: is_tmux }),
        Images::Sixel => Some(Means::Sixel),
        Images::Iterm2 => Some(Means::Iterm2),
        Images::Auto | Images::Off if !is_shared && named.iter().any(|name| ITERM2.contains(&name.as_str())) => {
            Some(Means::Iterm2)
        }
        Images::Auto | Images::Off | Images::Blocks => blocks,
    };
    let is_open = matches!(images, Images::Auto | Images::Off);
    Choice {
        is_shown: images != Images::Off && !(images == Images::Auto && is_far),
        means: means.filter(|_| is_able && cfg!(feature = "images")),
        depth,
        asks: is_open && !is_shared && !DEAF.iter().any(|name| term == *name || program == *name),
    }
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use super::*;

    fn chosen(images: Images, environment: &[(&str, &str)]) -> Choice {
        let told = |name: &str| environment.iter().find(|(own, _)| *own == name).map(|(_, value)| value.to_string());
        choice(images, true, &told)
    }

    const TRUE: (&str, &str) = ("COLORTERM", "truecolor");

    #[test]
    fn cells_are_enough_until_the_terminal_tells_more() {
        let own = chosen(Images::Auto, &[TRUE, ("TERM", "xterm-256color")]);
        assert_eq!((own.is_shown, own.means, own.asks), (true, Some(Means::Blocks(Depth::True)), true));
        let own = chosen(Images::Auto, &[("TERM", "xterm-256color")]);
        assert_eq!(own.means, Some(Means::Blocks(Depth::Indexed)));
        let own = chosen(Images::Auto, &[("TERM", "linux")]);
        assert_eq!((own.means, own.asks), (None, false));
        assert!(!chosen(Images::Auto, &[TRUE, ("TERM_PROGRAM", "Apple_Terminal")]).asks);
        let own = chosen(Images::Auto, &[TRUE, ("LC_TERMINAL", "iTerm2")]);
        assert_eq!((own.means, own.asks), (Some(Means::Iterm2), true));
    }

    #[test]
    fn windows_that_are_switched_have_cells_only_unless_forced() {
        for shared in [("TMUX", "/tmp/x"), ("TERM", "screen-256color"), ("STY", "1.x"), ("ZELLIJ", "0")] {
            let own = chosen(Images::Auto, &[TRUE, ("LC_TERMINAL", "iTerm2"), shared]);
            assert_eq!((own.means, own.asks), (Some(Means::Blocks(Depth::True)), false), "{shared:?}");
        }
        let forced = chosen(Images::Kitty, &[("TMUX", "/tmp/x")]);
        assert_eq!((forced.means, forced.asks), (Some(Means::Kitty { tmux: true }), false));
    }

    #[test]
    fn over_a_slow_link_a_key_shows_them() {
        for far in ["SSH_CONNECTION", "SSH_TTY"] {
            let own = chosen(Images::Auto, &[TRUE, (far, "x")]);
            assert_eq!((own.is_shown, own.means.is_some()), (false, true));
            assert!(chosen(Images::Blocks, &[TRUE, (far, "x")]).is_shown, "what is asked for is shown");
        }
        assert!(!chosen(Images::Off, &[TRUE]).is_shown && chosen(Images::Off, &[TRUE]).means.is_some());
        assert_eq!(choice(Images::Sixel, false, &|_| None).means, None);
    }
}
