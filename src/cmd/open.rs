//! Quotations by their lasting addresses: opened in the reader, or printed.
//!
//! Comes in: addresses. Goes out: the reader at the quotation; in a pipe the quotations that
//! are found; and on the standard error what became of each that is not as it was. A
//! quotation in doubt is never printed as if it were the one. May not know how words are
//! looked for.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::desk::{self, Desk, Form, Halt};
use super::{cores, read};
use crate::Exit;
use crate::address::{Address, Fit, Found, find};
use crate::clean;
use crate::cli::{self, Open};
use crate::library::{self, Home, Opened, SHIPPED, Source, Volume};
use crate::notes::difference;
use crate::output::message;
use crate::record::{self, Kind};
use crate::shelf::Held;
use crate::ui::Mark;

/// Where a file is gone, so many others of its folder are looked through.
const OTHERS: usize = 1000;

/// What an address led to.
struct Target {
    opened: Opened,
    home: Home,
    found: Found,
    /// The file that it names is gone, and this is another.
    is_other: bool,
}

/// Opens the quotation of one address, or prints those of all.
pub fn open(desk: &mut Desk, args: &Open) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Quote, &args.form.format, &args.form.rest)?;
    let is_read = std::io::stdout().is_terminal() && args.addresses.len() == 1;
    for text in &args.addresses {
        let Some((address, target)) = locate(desk, text) else { continue };
        let told = told(&address, &target);
        let is_there = target.found.quote.is_some() || target.found.passage.is_some();
        if is_read && is_there {
            return show(desk, &mut form, target, told.map(|told| told.replace('\n', "")));
        }
        if target.found.fit >= Fit::Perhaps {
            desk.found(Exit::NOTHING);
        }
        told.iter().for_each(|told| message(&format!("{}: {told}", address.name())));
        if let Some(quote) = target.found.quote.filter(|_| target.found.fit < Fit::Perhaps) {
            desk.quotes(&mut form, &target.opened, &[quote])?;
        }
    }
    desk.end(&mut form)
}

/// Reads an address and looks for what it means. What is wrong is told.
fn locate(desk: &mut Desk, text: &str) -> Option<(Address, Target)> {
    let address = match Address::read(text) {
        Ok(address) => address,
        Err(fault) => {
            let shown: String = clean::line(text).chars().take(80).collect();
            desk.report(&format!("{shown}: this is no address of a quotation: {fault}"));
            return None;
        }
    };
    let (sources, is_other) = match sources(desk, &address) {
        Ok(sources) => sources,
        Err(why) => {
            desk.report(&why);
            return None;
        }
    };
    let target = best(desk, &sources, &address, is_other)?;
    Some((address, target))
}

/// The articles in which it may be, and whether they are other files than it names.
fn sources(desk: &Desk, address: &Address) -> Result<(Vec<Source>, bool), String> {
    let path = Path::new(&address.file);
    let source = Source::Path(PathBuf::from(path));
    let is_there = address.file == "-" || library::is_url(&address.file) || library::exists(path);
    if is_there {
        return library::find(path, desk.reach()).map(|found| (found, false)).map_err(|error| error.to_string());
    }
    if let Some(index) = SHIPPED.iter().position(|(name, _)| *name == address.file) {
        return Ok((vec![Source::Shipped(index)], false));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let others = library::find(folder, desk.reach()).ok().filter(|_| library::is_folder(folder));
    match others {
        Some(others) => Ok((others.into_iter().take(OTHERS).map(plainly).collect(), true)),
        // It is said of the file that is not there.
        None => library::open(&source).map(|_| (Vec::new(), true)).map_err(|problem| desk::told(&source, problem)),
    }
}

/// A file of the folder at hand, as somebody there would name it.
fn plainly(source: Source) -> Source {
    match source {
        Source::Path(path) => Source::Path(path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)),
        source => source,
    }
}

/// Where it is most surely. Other files than the one that is named are read on all cores.
fn best(desk: &mut Desk, sources: &[Source], address: &Address, is_other: bool) -> Option<Target> {
    let look = |volume: Volume| {
        let target = |(opened, home): (Opened, Home)| {
            let found = find(&opened.article, &record::ids(&opened.article), address);
            Target { opened, home, found, is_other }
        };
        volume.articles.into_iter().zip(volume.homes).map(target).collect::<Vec<_>>()
    };
    if !is_other {
        return surest(sources.iter().flat_map(|source| look(desk.hold(source, true))));
    }
    // What cannot be read in another file is nobody's concern.
    let work = |source: &Source| look(desk::found(source).unwrap_or_default());
    let best = cores::each(sources.iter(), work, |targets| bytes(targets), |targets| surest(targets.flatten()));
    // Nobody was told why there is nothing.
    if best.is_none() {
        desk.report(&format!("{}: there is no such file, and no article beside it", address.name()));
    }
    best
}

fn bytes(targets: &[Target]) -> usize {
    targets.iter().flat_map(|target| target.opened.article.blocks.iter()).map(|block| block.words.len()).sum()
}

/// The first in which it is the same, or else where it is most surely. Of two that are no
/// surer than each other neither is sure.
fn surest(targets: impl Iterator<Item = Target>) -> Option<Target> {
    let mut best: Option<Target> = None;
    let mut has_rival = false;
    for target in targets {
        let fit = target.found.fit;
        if fit == Fit::Same {
            return Some(target);
        }
        let before = best.as_ref().map_or(Fit::Wordless, |best| best.found.fit);
        has_rival = if fit == before { has_rival || best.is_some() } else { has_rival && fit > before };
        if best.is_none() || fit < before {
            best = Some(target);
        }
    }
    if let Some(target) = best.as_mut().filter(|target| has_rival && target.found.fit < Fit::Perhaps) {
        target.found.fit = Fit::Perhaps;
    }
    best
}

/// What there is to say of a quotation that is not as it was. The first line says what
/// became of it, the others what its words were and are.
fn told(address: &Address, target: &Target) -> Option<String> {
    let Found { fit, was, now, .. } = &target.found;
    let gone = format!("there is no {}", clean::line(&address.file));
    let place = if target.is_other { format!("in {}, as {gone}: ", target.opened.file) } else { String::new() };
    let now = now.as_deref().unwrap_or_default();
    let difference = Some(difference(was, now)).filter(|told| !told.is_empty() && !was.is_empty());
    let difference = difference.map_or(String::new(), |told| format!(": {told}"));
    let before = if was.is_empty() { String::new() } else { format!("\n  was: {was}") };
    let both = format!("{before}\n  now: {now}");
    Some(match fit {
        Fit::Same if place.is_empty() => return None,
        Fit::Same => format!("{place}the same words"),
        Fit::Moved => format!("{place}the same words; what stands around them is other"),
        Fit::Changed => format!("{place}words changed{difference}{both}"),
        Fit::Perhaps => format!("{place}in doubt, perhaps here{difference}{both}"),
        Fit::Unquoted => format!("{place}the words are there, but are no quotation{before}"),
        Fit::Lost if target.is_other => format!("lost: {gone}, and no article beside it has the words{before}"),
        Fit::Lost => format!("lost: its words are not in the article{before}"),
        Fit::Wordless => {
            let place = if target.is_other {
                format!("{gone}, and no article beside it has")
            } else {
                "no quotation has".into()
            };
            format!("lost: {place} this id, and the address does not tell its words")
        }
    })
}

/// The reader at the quotation, or where its words are.
fn show(desk: &mut Desk, form: &mut Form, target: Target, told: Option<String>) -> Result<(), Halt> {
    let told = told.map(|told| told.split("  was: ").next().unwrap_or_default().to_string());
    let block = target.found.passage.map_or(0, |passage| passage.start.0);
    let mark = Mark { block, quote: target.found.quote };
    let args = cli::parse(vec!["pullquote".into()], std::env::var_os(cli::OPTIONS));
    let args = args.map_err(|error| Halt::Told(clean::text(&error.to_string()).into_owned()))?.read;
    let held = Held::whole(target.opened).at(Some(target.home));
    read::at(desk, form, held, &args, mark, told)
}
