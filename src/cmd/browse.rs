//! What the library holds, to be chosen from and read.
//!
//! Comes in: a list, and for each entry of it which article is meant. Goes out: what was
//! chosen in the reader. From an article a key leads back to the list. May not know what
//! is listed.

use super::config;
use super::desk::{Desk, Form, Halt, briefly, searched};
use super::index::{consult, halt};
use super::keep::Keeper;
use super::medium::{How, Medium};
use super::read::{finish, is_linear, usual};
use super::stock::{Articles, Lead, Leads, stocked};
use crate::article::Certainty;
use crate::cli::{Form as Rest, Read};
use crate::config::Config;
use crate::format::FORMATS;
use crate::library::{self, Source};
use crate::output::message;
use crate::record::Kind;
use crate::shelf::Held;
use crate::ui::keys::Keymap;
use crate::ui::listing::{Left, Listing};
use crate::ui::{self, Outcome};

/// All of the library, to choose from; false if something else is asked for,
/// or nothing is in it.
pub fn library(desk: &mut Desk, args: &Read) -> Result<bool, Halt> {
    let is_bare = args.files.is_empty() && !library::is_piped();
    let is_asked = args.filter.is_some() || args.query.is_some() || args.by.is_some();
    if !is_bare || is_asked || !library::has_library() {
        return Ok(false);
    }
    let config = config::load()?;
    // What was told cannot be told anew, so that the folders are looked through before; and
    // the first time somebody should see how far it is.
    let at_once = if is_linear(args, &config) { None } else { stocked().map_err(halt)? };
    let index = match at_once {
        Some(index) => index,
        None => {
            let answered = consult(desk, |index| index.latest(1))?;
            if answered.answer.is_empty() {
                return Ok(false);
            }
            answered.index
        }
    };
    let state = Keeper::new(library::StateFolder::of_user()).state();
    let mut articles = Articles::new(index, state);
    let done = browse(desk, args, config, &mut articles);
    articles.notes.iter().for_each(|note| message(note));
    articles.faults.iter().for_each(|fault| desk.report(fault));
    done.map(|()| true)
}

/// Lets somebody choose and read until something is chosen or they leave.
pub fn browse(desk: &mut Desk, args: &Read, config: Config, stock: &mut dyn Leads) -> Result<(), Halt> {
    let mut form = Form::new(Kind::Quote, FORMATS[0].name, &Rest::default())?;
    let keeper: &'static Keeper = Box::leak(Box::new(Keeper::new(library::StateFolder::of_user())));
    let is_linear = is_linear(args, &config);
    // The commands are called like the keys that are usual.
    let config = if is_linear { Config { keymap: Keymap::default(), ..config } } else { config };
    let mut options = ui::Options { is_listed: true, ..usual(args, config, keeper.state())? };
    let mut medium = Medium::open(How::of(is_linear, args.linear && library::is_piped()), keeper)?;
    let order = options.state.settings().order.clone();
    let mut listing = Listing::new(stock).ordered_by(order.as_deref(), stock);
    let done = loop {
        let chosen = match medium.choose(&mut listing, stock, &options, keeper)? {
            Left::Chosen(index) => index,
            Left::Left => break Ok((&[][..], Outcome::Left)),
            Left::Cancelled => break Ok((&[][..], Outcome::Cancelled)),
        };
        let lead = stock.lead(chosen);
        options.at = lead.at;
        let articles = match open(&lead) {
            Ok(held) => &*vec![held].leak(),
            Err(why) => {
                listing.message = Some(why);
                continue;
            }
        };
        match medium.read(articles, &options, keeper, Certainty::Unknown) {
            // It may have become another list by that.
            Ok(Outcome::Listed) => listing.is_whole = false,
            outcome => break outcome.map(|outcome| (articles, outcome)),
        }
    };
    drop(medium);
    let done = done.map_err(Halt::from).and_then(|(articles, outcome)| finish(desk, &mut form, articles, outcome));
    keeper.close();
    done
}

fn open(lead: &Lead) -> Result<Held, String> {
    let mut volume = library::open(&Source::Path(lead.file.clone())).map_err(briefly)?;
    if lead.number >= volume.articles.len() {
        return Err("it is not in the file any more".into());
    }
    let (mut opened, home) = (volume.articles.swap_remove(lead.number), volume.homes.swap_remove(lead.number));
    // A quotation that is meant has to be there when the article is.
    if lead.at.is_some_and(|at| at.quote.is_some()) {
        opened.article = searched(opened.article);
        return Ok(Held::whole(opened).at(Some(home)));
    }
    Ok(Held::new(opened).at(Some(home)))
}
