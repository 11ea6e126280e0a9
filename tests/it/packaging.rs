//! What packages ship is there: a manual page for each command, completions, licences.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::CommandFactory;
use pullquote::cli::Cli;

use crate::run::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_asset_of_the_package_is_written_or_in_the_project() {
    let folder = Folder::new();
    let mut script = Command::new(Path::new(ROOT).join(".ci/package"));
    let ran = script.arg(env!("CARGO_BIN_EXE_pullquote")).arg(folder.path()).output().expect("it runs");
    assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"));
    for command in Cli::command().get_subcommands().map(clap::Command::get_name) {
        let page = read(&format!("man/pullquote-{command}.1"));
        assert!(page.contains(&format!(".TH pullquote-{command}")), "{page}");
    }
    for name in
        ["man/pullquote.1", "completions/pullquote.bash", "completions/_pullquote", "completions/pullquote.fish"]
    {
        assert!(read(name).contains("linear"), "{name}");
    }
    let manifest: toml::Table = fs::read_to_string(format!("{ROOT}/Cargo.toml")).expect("read").parse().expect("TOML");
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().expect("an array");
    for source in assets.iter().map(|asset| asset[0].as_str().expect("a path")) {
        let path = match source.strip_prefix("target/assets/") {
            Some(written) => folder.path().join(written.replace('*', "pullquote")),
            None => Path::new(ROOT).join(source),
        };
        assert!(path.is_file() || source == "target/release/pullquote", "{source}");
    }
}
