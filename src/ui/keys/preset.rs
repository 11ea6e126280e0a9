//! Keys as other programs have them.

/// Keys of some bindings, in the place of their own: the binding's name, and the keys.
pub type Changes = &'static [(&'static str, &'static [&'static str])];

/// By the name that the configuration has for them.
pub const PRESETS: &[(&str, Changes)] = &[("default", &[]), ("less", LESS), ("vim", VIM), ("emacs", EMACS)];

/// As in less 590 (`less --help`).
const LESS: Changes = &[
    ("down", &["j", "e", "Down", "Ctrl-e", "Ctrl-n"]),
    ("up", &["k", "y", "Up", "Ctrl-y", "Ctrl-k", "Ctrl-p"]),
    ("page-down", &["Space", "f", "PageDown", "Ctrl-f", "Ctrl-v"]),
    ("page-up", &["b", "PageUp", "Ctrl-b", "Alt-v"]),
    ("start", &["g", "<", "Home", "Alt-<"]),
    ("end", &["G", ">", "End", "Alt->"]),
    ("help", &["h", "H", "?", "F1"]),
    ("highlight", &["Alt-h"]),
    ("redraw", &["r", "Ctrl-r", "Ctrl-l"]),
    ("quit", &["q", "Q"]),
    // `y` is a line up.
    ("copy", &["Y y"]),
];

/// As in Vim's normal mode (`:help index`).
const VIM: Changes = &[
    ("page-down", &["Ctrl-f", "PageDown", "Space"]),
    ("page-up", &["Ctrl-b", "PageUp"]),
    ("half-page-down", &["Ctrl-d"]),
    ("half-page-up", &["Ctrl-u"]),
    ("start", &["g g", "Home"]),
    ("next-section", &["] ]"]),
    ("previous-section", &["[ ["]),
    ("next-quotation", &[")", "] q"]),
    ("previous-quotation", &["(", "[ q"]),
    ("next-note", &[";", "] n"]),
    ("previous-note", &[",", "[ n"]),
    ("copy", &["y y"]),
    ("undo", &["u", "U"]),
];

/// As in Emacs 29 (`C-h b`).
const EMACS: Changes = &[
    ("down", &["Ctrl-n", "Down", "j"]),
    ("up", &["Ctrl-p", "Up", "k"]),
    ("page-down", &["Ctrl-v", "PageDown", "Space"]),
    ("page-up", &["Alt-v", "PageUp", "b"]),
    ("start", &["Alt-<", "Home", "g"]),
    ("end", &["Alt->", "End", "G"]),
    ("next-paragraph", &["Alt-}", "}"]),
    ("previous-paragraph", &["Alt-{", "{"]),
    ("search", &["Ctrl-s", "/"]),
    ("copy", &["Alt-w", "y"]),
    ("copy-words", &["Alt-w", "y"]),
    ("cursor-right", &["Ctrl-f", "Right", "l"]),
    ("cursor-left", &["Ctrl-b", "Left", "h"]),
    ("next-word", &["Alt-f", "Ctrl-Right", "w"]),
    ("previous-word", &["Alt-b", "Ctrl-Left", "b"]),
    ("next-sentence", &["Alt-e", ")"]),
    ("previous-sentence", &["Alt-a", "("]),
    ("undo", &["Ctrl-_", "U"]),
    ("close", &["Ctrl-g", "Esc"]),
    ("help", &["Ctrl-h", "?", "F1"]),
    ("quit", &["Ctrl-x Ctrl-c", "q"]),
];
