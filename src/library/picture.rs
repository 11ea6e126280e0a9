//! The pictures of an article: files beside it, or members of the book that it is.
//!
//! Comes in: where an article is from, and the address of a picture in it. Goes out: the
//! bytes of the picture, or none. Only what lies in the folder of the article or below it is
//! opened, wherever links and `..` lead, and only regular files: nothing is fetched. May not
//! know what is in them.

use std::fs::{self, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use rustix::fs::OFlags;

use super::{Home, PICTURES, Source, read_path};
use crate::import;
use crate::picture::LIMIT;

/// Whether pictures of an article can be read: of what was piped in or fetched none can.
pub fn has_pictures(home: &Home) -> bool {
    match home.source {
        Source::Path(_) => home.source.path().is_some(),
        Source::Shipped(_) => true,
        Source::Stdin | Source::Url(..) => false,
    }
}

/// Reads a picture of an article.
pub fn picture(home: &Home, target: &str) -> Option<Vec<u8>> {
    if let Source::Shipped(_) = home.source {
        return PICTURES.iter().find(|(name, _)| *name == target).map(|(_, bytes)| bytes.to_vec());
    }
    let article = home.source.path().filter(|_| has_pictures(home))?;
    if import::may_be_book(article) {
        let bytes = read_path(article).ok()?;
        if import::is_book(&bytes, article) {
            return import::picture(&bytes, target, LIMIT);
        }
    }
    read(&beside(article, target)?)
}

/// The file that an address means, if it may be opened.
fn beside(article: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    // `http:`, `file:`, and what Windows calls a drive.
    let is_elsewhere = path.split('/').next().is_some_and(|first| first.contains(':'));
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if is_elsewhere || path.starts_with(['/', '\\']) || path.contains('\0') {
        return None;
    }
    let folder = article.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).ok()?;
    let file = fs::canonicalize(folder.join(&*path)).ok()?;
    file.starts_with(&folder).then_some(file)
}

/// The bytes of a regular file that is not too large.
fn read(path: &Path) -> Option<Vec<u8>> {
    let is_fit = |found: &fs::Metadata| found.is_file() && found.len() <= LIMIT as u64;
    // A device may act when it is opened, so it is looked at before.
    fs::symlink_metadata(path).ok().filter(is_fit)?;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path).ok()?;
    file.metadata().ok().filter(is_fit)?;
    let mut bytes = Vec::new();
    file.take(LIMIT as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= LIMIT).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Reach, SHIPPED};
    use std::os::unix::fs::symlink;

    fn home(path: PathBuf) -> Home {
        Home {
            source: Source::Path(path),
            number: 0,
            is_one_of_several: false,
            stamp: None,
            provenance: None,
            stand_in: None,
        }
    }

    #[test]
    fn only_what_lies_beside_an_article_is_opened() {
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("articles");
        fs::create_dir_all(folder.join("img")).expect("folders");
        let write = |name: &str, words: &str| fs::write(folder.join(name), words).expect("a file");
        write("a.md", "text");
        write("one.png", "one");
        write("img/two words.png", "two");
        fs::write(outer.path().join("out.png"), "out").expect("a file");
        symlink("../out.png", folder.join("link.png")).expect("a link");
        symlink("one.png", folder.join("near.png")).expect("a link");
        symlink("..", folder.join("up")).expect("a link");
        symlink("/dev/zero", folder.join("device.png")).expect("a link");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            folder.join("pipe.png"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .expect("a pipe");
        fs::File::create(folder.join("big.png")).and_then(|f| f.set_len(LIMIT as u64 + 1)).expect("a file");
        let home = home(folder.join("a.md"));
        let read = |target: &str| picture(&home, target).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        for (target, words) in [
            ("one.png", "one"),
            ("./one.png#part", "one"),
            ("img/two%20words.png", "two"),
            ("img/../one.png?x", "one"),
            ("near.png", "one"),
        ] {
            assert_eq!(read(target).as_deref(), Some(words), "{target}");
        }
        let absolute = folder.join("one.png");
        for target in [
            "",
            "none.png",
            "../out.png",
            "img/../../out.png",
            "%2e%2e/out.png",
            "up/out.png",
            "link.png",
            "device.png",
            "pipe.png",
            "big.png",
            "img",
            ".",
            "http://127.0.0.1:1/one.png",
            "file:one.png",
            "//host/one.png",
            "..\\out.png",
            "one.png%00",
            absolute.to_str().expect("a name"),
            "../../../../../../../../etc/passwd",
        ] {
            assert_eq!(read(target), None, "{target}");
        }
    }

    #[test]
    fn an_article_without_an_extension_has_a_folder_too() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("README"), "Words.").expect("a file");
        fs::write(folder.path().join("one.png"), "one").expect("a file");
        assert_eq!(picture(&home(folder.path().join("README")), "one.png").as_deref(), Some(&b"one"[..]));
    }

    #[test]
    fn what_has_no_folder_has_no_pictures() {
        let url = Source::Url("http://127.0.0.1:1/a.html".into(), Reach::Public);
        for source in [Source::Stdin, url, Source::Path("/dev/fd/0".into())] {
            let home = Home { source, ..home(PathBuf::new()) };
            assert!(picture(&home, "one.png").is_none() && !has_pictures(&home));
        }
    }

    #[test]
    fn what_comes_with_the_program_has_the_pictures_that_do() {
        let shipped = Home { source: Source::Shipped(0), ..home(PathBuf::new()) };
        for (name, bytes) in PICTURES {
            assert_eq!(picture(&shipped, name).as_deref(), Some(*bytes));
            assert!(SHIPPED.iter().any(|(_, text)| text.contains(&format!("]({name} "))), "{name} is shown");
            #[cfg(feature = "images")]
            assert!(crate::picture::read(bytes).is_ok());
        }
        assert_eq!(picture(&shipped, "../Cargo.toml"), None);
    }
}
