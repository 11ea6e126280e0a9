//! What can be typed: one table reads it and tells it, for an article and for a list each.
//!
//! Comes in: a line. Goes out: what it asks for. May not know articles.

use crate::clean;
use crate::content::closest;
use crate::glyph::truncate;

/// No more columns are cited of what was typed.
const CITED: usize = 40;

/// One row of a table.
#[derive(Debug)]
pub struct Command<A: 'static> {
    /// The reader's key, where it has one.
    pub letter: &'static str,
    pub name: &'static str,
    /// What may follow it.
    pub takes: &'static str,
    pub action: A,
    pub about: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Step(Way),
    Page,
    Again,
    Section(Way),
    Quotation(Way),
    Hit(Way),
    Start,
    End,
    Sections,
    Quotations,
    People,
    Ledger,
    Search,
    More,
    Evidence,
    Choose,
    Copy,
    Notes,
    Note,
    Highlight,
    DeleteNote,
    BringBack,
    Mark,
    GoToMark,
    Where,
    Articles,
    Help,
    Quit,
}

pub use crate::ui::keys::Way;

/// What can be asked of a list of many articles, or of what stands in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfList {
    Narrow,
    More,
    Preview,
    Sort,
    Anew,
    Help,
    Quit,
}

const fn row<A>(
    letter: &'static str,
    name: &'static str,
    takes: &'static str,
    action: A,
    about: &'static str,
) -> Command<A> {
    Command { letter, name, takes, action, about }
}

pub const COMMANDS: &[Command<Action>] = &[
    row("}", "next", "", Action::Step(Way::Forward), "the next paragraph; so does Enter alone"),
    row("{", "back", "", Action::Step(Way::Back), "the paragraph before"),
    row("f", "page", "", Action::Page, "the next paragraphs, as many as fill a screen"),
    row("a", "again", "", Action::Again, "the paragraph again"),
    row("]", "skip", "N", Action::Section(Way::Forward), "to the next section, or to section N"),
    row("[", "skip-back", "", Action::Section(Way::Back), "to the section before"),
    row("g", "start", "", Action::Start, "to the start"),
    row("G", "end", "", Action::End, "to the last paragraph"),
    row("w", "where", "", Action::Where, "the section, and how much is left"),
    row("o", "sections", "", Action::Sections, "list the sections; a number goes there"),
    row("l", "quotations", "WORDS", Action::Quotations, "list the quotations, or those with the words"),
    row("p", "people", "NAME", Action::People, "list the people, or the quotations of one"),
    row("L", "ledger", "", Action::Ledger, "list who speaks, and how much; a number lists their quotations"),
    row("/", "search", "WORDS", Action::Search, "list the paragraphs with the words; a number goes there"),
    row("n", "hit", "", Action::Hit(Way::Forward), "the next paragraph with the words last searched for"),
    row("N", "hit-back", "", Action::Hit(Way::Back), "the one before with them"),
    row("m", "more", "", Action::More, "the rest of a list"),
    row(")", "quotation", "", Action::Quotation(Way::Forward), "to the next quotation"),
    row("(", "quotation-back", "", Action::Quotation(Way::Back), "to the quotation before"),
    row("i", "evidence", "N", Action::Evidence, "the words of quotation N, and why who is taken to have said it"),
    row("c", "choose", "N …", Action::Choose, "choose quotation N, or several, and leave"),
    row("y", "copy", "FORMAT N", Action::Copy, "copy the quotation, or quotation N, as text or in a format"),
    row("O", "notes", "", Action::Notes, "list the notes; a number goes there"),
    row("A", "note", "WORDS", Action::Note, "note words on the quotation told last, else on the paragraph"),
    row("H", "highlight", "", Action::Highlight, "highlight the same"),
    row("X", "delete-note", "N", Action::DeleteNote, "delete note N, or the one there"),
    row("U", "bring-back", "", Action::BringBack, "bring back the note deleted last"),
    row("M", "mark", "LETTER", Action::Mark, "mark the place with a letter"),
    row("'", "go-to-mark", "LETTER", Action::GoToMark, "to the mark of that letter; without one all marks"),
    row("b", "articles", "", Action::Articles, "list the articles, or what this was opened from; a number opens one"),
    row("?", "help", "", Action::Help, "what can be typed"),
    row("q", "quit", "", Action::Quit, "leave; so does the end of input"),
];

/// What can be typed at a list from which articles are opened, beside a number.
pub const OF_LIST: &[Command<OfList>] = &[
    row("/", "search", "WORDS", OfList::Narrow, "list only those with the words; without words all again"),
    row("m", "more", "", OfList::More, "the rest of the list; so does Enter alone"),
    row("i", "preview", "N", OfList::Preview, "more of number N, without opening it"),
    row("s", "sort", "", OfList::Sort, "list them in another order, each time the next"),
    row("b", "again", "", OfList::Anew, "the list from its first entry"),
    row("?", "help", "", OfList::Help, "what can be typed"),
    row("q", "quit", "", OfList::Quit, "leave; so does the end of input"),
];

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked<A> {
    /// To go on: nothing was typed.
    On,
    Do(A, String),
    /// Of the list that was told last.
    Numbers(Vec<usize>),
}

/// Reads a line, or says what to type instead.
pub fn read<A: Copy>(commands: &[Command<A>], line: &str) -> Result<Asked<A>, String> {
    let line = clean::line(line);
    let line = line.trim();
    if line.is_empty() {
        return Ok(Asked::On);
    }
    if line.starts_with(|c: char| c.is_ascii_digit()) {
        return numbers(line).map(Asked::Numbers);
    }
    // `/words`, `'a` and `i3` need no space.
    let is_sign = line.starts_with(['/', '\'']);
    let is_end = |(at, c): &(usize, char)| c.is_whitespace() || c.is_ascii_digit() || *at > 0 && is_sign;
    let end = line.char_indices().find(is_end).map_or(line.len(), |(end, _)| end);
    let (word, rest) = line.split_at(end);
    let is_it = |command: &&Command<A>| command.letter == word || command.name == word.to_lowercase();
    match commands.iter().find(is_it) {
        Some(command) if command.takes.is_empty() && !rest.is_empty() => {
            Err(format!("“{}” takes nothing after it; ? tells what can be typed.", command.name))
        }
        Some(command) => Ok(Asked::Do(command.action, rest.trim().to_string())),
        None => {
            let near = closest(word, commands.iter().map(|command| command.name));
            let near = near.map_or(String::new(), |near| format!(" did you mean “{near}”?"));
            Err(format!("“{}” is no command;{near} ? tells what can be typed.", truncate(word, CITED)))
        }
    }
}

/// Numbers, apart by spaces or commas.
pub fn numbers(words: &str) -> Result<Vec<usize>, String> {
    let parts = words.split([' ', ',']).filter(|part| !part.is_empty());
    let number = |part: &str| {
        let wrong = || format!("“{}” is no number; numbers are apart by spaces.", truncate(part, CITED));
        part.parse().ok().filter(|&n: &usize| n > 0).ok_or_else(wrong)
    };
    parts.map(number).collect()
}

/// A table, a row a command: the word first, as not every voice tells a sign.
pub fn help<A>(commands: &[Command<A>]) -> impl Iterator<Item = String> {
    let row = |command: &Command<A>| {
        let takes = if command.takes.is_empty() { String::new() } else { format!(" {}", command.takes) };
        format!("{} or {}{takes}: {}", command.name, command.letter, command.about)
    };
    commands.iter().map(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_words_and_numbers() {
        let asked = |action, rest: &str| Ok(Asked::Do(action, rest.to_string()));
        let read = |line| read(COMMANDS, line);
        assert_eq!(read("  "), Ok(Asked::On));
        assert_eq!(read("Quotations"), asked(Action::Quotations, ""));
        assert_eq!(read("/two words 3"), asked(Action::Search, "two words 3"));
        assert_eq!(read("'a"), asked(Action::GoToMark, "a"));
        assert_eq!(read("A 2 of them"), asked(Action::Note, "2 of them"));
        assert_eq!(read("search x"), asked(Action::Search, "x"));
        assert_eq!((read("i3"), read("evidence 3")), (asked(Action::Evidence, "3"), asked(Action::Evidence, "3")));
        assert_eq!((read("n"), read("N")), (asked(Action::Hit(Way::Forward), ""), asked(Action::Hit(Way::Back), "")));
        assert_eq!(read("3, 5"), Ok(Asked::Numbers(vec![3, 5])));
    }

    #[test]
    fn what_is_no_command_is_told_in_one_clean_line() {
        let read = |line| read(COMMANDS, line);
        assert_eq!(
            read("quotatons"),
            Err("“quotatons” is no command; did you mean “quotations”? ? tells what can be typed.".into())
        );
        for wrong in ["\u{1b}[2J", "0", "3x", "q 3", &"9".repeat(1 << 12), &"w".repeat(1 << 12)] {
            let told = read(wrong).expect_err("it is wrong");
            assert!(told.len() < 200 && !told.contains(char::is_control), "{told}");
        }
    }

    #[test]
    fn no_two_commands_are_called_alike() {
        fn names<A>(commands: &[Command<A>]) -> Vec<&str> {
            commands.iter().flat_map(|command| [command.letter, command.name]).collect()
        }
        for mut names in [names(COMMANDS), names(OF_LIST)] {
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }
}
