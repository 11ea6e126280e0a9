//! Makes archives: books, of folders that are easy to read and to change.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of these members, in this order.
pub fn zip<'a>(members: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        // A book's first member is stored, so that its bytes tell what it is.
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).expect("a member");
        writer.write_all(&bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The members of a folder: `mimetype` first, the others by name.
pub fn members(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut members = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("within it").to_str().expect("UTF-8").to_string();
                members.push((name, fs::read(path).expect("read")));
            }
        }
    }
    members.sort_by_key(|(name, _)| (name != "mimetype", name.clone()));
    members
}

/// A folder of the sources of imported articles as a book.
pub fn book(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/imported").join(name);
    let members = members(&folder);
    zip(members.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())))
}
