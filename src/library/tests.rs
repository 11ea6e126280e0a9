use super::*;
use crate::content::{self, Rigour};

#[test]
fn a_folder_is_its_articles_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(find(folder.path(), Reach::Public), Err(Error { failure: Failure::NoArticles, .. })));
    for name in ["b.toml", "a.toml", "c.txt", "d.TXT", "e.log", ".f.txt"] {
        fs::write(folder.path().join(name), "title = 'x'").expect("written");
    }
    fs::create_dir(folder.path().join("g.toml")).expect("a folder");
    let found = find(folder.path(), Reach::Public).expect("articles");
    assert_eq!(found, ["a.toml", "b.toml", "c.txt", "d.TXT"].map(|n| Source::Path(folder.path().join(n))));
}

#[test]
fn devices_are_not_opened() {
    assert!(matches!(read_path(Path::new("/dev/zero")), Err(Failure::Device)));
    assert!(matches!(read_path(Path::new("/nowhere/at/all")), Err(Failure::Missing)));
    assert!(matches!(read_path(Path::new("/")), Err(Failure::Folder)));
}

#[test]
fn the_limit_is_held() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.toml");
    let file = File::create(&path).expect("created");
    file.set_len(LIMIT + 1).expect("sparse");
    assert!(matches!(read_path(&path), Err(Failure::TooLarge)));
    file.set_len(LIMIT).expect("sparse");
    assert_eq!(read_path(&path).expect("read").len() as u64, LIMIT);
    assert!(matches!(read_file(File::open("/dev/zero").expect("a device"), 0), Err(Failure::TooLarge)));
}

#[test]
fn names_are_fit_to_be_shown() {
    let source = Source::Path(PathBuf::from("a\u{1b}]0;x\u{7}\n.toml"));
    assert_eq!(source.name(), "a\u{FFFD}]0;x\u{FFFD} .toml");
}

#[test]
fn every_shipped_article_is_without_fault() {
    for (name, text) in SHIPPED {
        let reading = content::read(text, Rigour::Strict);
        assert_eq!(reading.faults, [], "{name}");
    }
    let on_disk = find(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")), Reach::Public).expect("articles");
    assert_eq!(on_disk.len(), SHIPPED.len(), "every file in content/ is shipped");
}
