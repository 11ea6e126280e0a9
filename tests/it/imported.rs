//! What becomes of pages, books, feeds and Markdown: each source in the folder beside
//! this file has the content file that an import makes of it beside it.
//! `UPDATE_EXPECT=1 cargo test imported` writes them anew; read what changed.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use pullquote::article::Article;
use pullquote::content;
use pullquote::engine::find::find;
use pullquote::import::{self, File};

use crate::archive::book;
use crate::written::is_the_same;

/// The sources: all but what is made of them, and the note on what they are.
fn sources() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/imported");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_str().expect("UTF-8").to_string();
    let is_source = |name: &String| !name.ends_with(".toml") && !name.starts_with('.') && name != "README.md";
    let bytes = |name: &str| match name.strip_suffix(".d") {
        Some(_) => book(name),
        None => fs::read(folder.join(name)).expect("a source"),
    };
    paths.iter().map(name).filter(is_source).map(|name| (name.clone(), bytes(&name))).collect()
}

fn articles(name: &str, bytes: Vec<u8>) -> Vec<Article> {
    let path = PathBuf::from(name.trim_end_matches(".d"));
    import::read(File { bytes, path: Some(&path), ..File::default() }).expect("it can be read").articles
}

#[test]
fn each_source_becomes_its_content_file() {
    let sources = sources();
    assert!(sources.len() >= 20, "{}", sources.len());
    for (name, bytes) in sources {
        let texts: Vec<String> = articles(&name, bytes)
            .into_iter()
            .map(|mut article| {
                find(&mut article);
                content::write(&article)
            })
            .collect();
        let path = format!("{}/tests/it/imported/{}.toml", env!("CARGO_MANIFEST_DIR"), name.trim_end_matches(".d"));
        expect_file![path].assert_eq(&texts.join("\n# The next entry.\n"));
    }
}

#[test]
fn what_is_written_of_it_reads_as_it_was() {
    for (name, bytes) in sources() {
        articles(&name, bytes).into_iter().for_each(|article| is_the_same(article, &name));
    }
}
