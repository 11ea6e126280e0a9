//! The source ledger, printed.
//!
//! Comes in: articles, which are read on all cores. Goes out: who speaks in them and when: on
//! a terminal in bars, else as records. May not know how a ledger is made or drawn.

use std::io::IsTerminal;

use super::desk::{Desk, Form, Halt, found, size};
use super::{config, cores, looks, terminal_width};
use crate::cli::Sources;
use crate::format::FORMATS;
use crate::ledger::{Ledger, chart};
use crate::record::{self, Kind};
use crate::ui::signs;

/// The widest row: a table is read across.
const WIDTH: usize = 80;

pub fn print(desk: &mut Desk, args: Sources) -> Result<(), Halt> {
    let Sources { timeline: is_timeline, list } = args;
    let kind = if is_timeline { Kind::Turn } else { Kind::Source };
    let mut form = Form::new(kind, &list.format, &list.rest)?;
    let mut ledger = Ledger::default();
    let sources = desk.sources(&list.files)?;
    cores::each(sources.iter(), found, size, |volumes| {
        for opened in volumes.flat_map(|volume| desk.take(volume).articles) {
            ledger.add(&opened.article, &opened.file);
        }
    });
    let ledger = ledger.finish();
    let is_plain = list.format == FORMATS[0].name && list.rest.template.is_none() && !list.rest.print0;
    if is_plain && std::io::stdout().is_terminal() {
        return draw(desk, &ledger, is_timeline);
    }
    let records: Vec<_> =
        if is_timeline { record::turns(&ledger).collect() } else { record::sources(&ledger).collect() };
    records.iter().try_for_each(|record| desk.record(&mut form, record))?;
    desk.end(&mut form)
}

fn draw(desk: &mut Desk, ledger: &Ledger, is_timeline: bool) -> Result<(), Halt> {
    if ledger.sheets.is_empty() {
        return Ok(());
    }
    let width = terminal_width().unwrap_or(WIDTH);
    let text = if is_timeline { chart::timeline(ledger, width) } else { chart::table(ledger, width.min(WIDTH)) };
    let is_ascii = looks::wants_ascii(config::load()?.ascii);
    desk.write(&if is_ascii { signs::in_ascii(&text) } else { text })
}
