//! On a terminal an address opens the reader, and the ledger has bars.

use super::session::*;

/// A line of shell in the folder with `a.toml`, that ends by itself.
fn ran(line: &str) -> String {
    let mut session = Session::script(&format!("{line}; echo \"exit=$?.\""), &[]);
    session.wait_for("exit=");
    session.words()
}

#[test]
fn an_address_opens_the_reader_at_the_quotation() {
    let address = "$(\"$P\" quotes --nth 2 --format address a.toml | sed s/Flour/Meal/)";
    let mut session = Session::script(&format!("\"$P\" open \"{address}\"; echo \"exit=$?.\""), &[]);
    session.wait_for("words changed: “Meal” is now “Flour”");
    assert!(session.words().contains("▌ “Flour is not.”"), "{}", session.words());
    session.keys("q");
    session.wait_for("exit=0.");
    session.assert_given_back();
}

#[test]
fn a_lost_address_is_told_without_the_reader() {
    let words = ran("\"$P\" open a.toml#q-123456");
    assert!(words.contains("lost: no quotation has this id") && words.contains("exit=1."), "{words}");
}

#[test]
fn the_ledger_has_bars_and_the_timeline_a_strip() {
    let words = ran("\"$P\" sources a.toml");
    assert!(words.contains("The Baker") && words.contains("■■■■■■■■  50%"), "{words}");
    let words = ran("LC_ALL=en_US.ISO-8859-1 \"$P\" sources --timeline a.toml");
    assert!(words.contains("#") && !words.contains('▪') && words.contains("paragraph 1"), "{words}");
}
