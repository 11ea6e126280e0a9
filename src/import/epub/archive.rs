//! The members of an archive, each no larger than it may be.
//!
//! Comes in: the bytes of an archive. Goes out: the bytes of what can be words in it,
//! by path; or what is wrong with it. No size that the archive tells is trusted, no
//! path leads out of it, and nothing of it is written anywhere. May not know what
//! the members are for.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::clean;
use crate::import::Misfit;

// What is read of an archive at most.
const MEMBERS: usize = 20_000;
const MEMBER: usize = 8 << 20;
const TEXT: usize = 32 << 20;

/// What has no words: it is never read, so it may be of any size.
const MEDIA: &[&str] = &[
    "png", "jpg", "jpeg", "jpe", "gif", "webp", "avif", "bmp", "tif", "tiff", "ico", "svg", "svgz", "ttf", "otf",
    "ttc", "woff", "woff2", "eot", "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "mov",
    "webm", "pdf",
];

/// How the directory of an archive has each of its members begin.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Members by their paths.
pub type Members = BTreeMap<String, Vec<u8>>;

/// Reads the members of an archive that may be hostile.
pub fn read(bytes: &[u8]) -> Result<Members, Misfit> {
    // Each would take some memory before it could be counted.
    if memchr::memmem::find_iter(bytes, ENTRY).take(MEMBERS + 1).count() > MEMBERS {
        return Err(Misfit::ManyMembers(MEMBERS));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Misfit::NoArchive)?;
    let (mut members, mut left, mut packed) = (Members::new(), TEXT, 0);
    for index in 0..archive.len().min(MEMBERS) {
        let Some(Ok(path)) = archive.name_for_index(index).map(|name| name.map(|n| n.into_owned())) else { continue };
        if path.ends_with('/') || is_media(&path) {
            continue;
        }
        let file = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Misfit::Protected,
            _ => Misfit::Damaged(shown(&path)),
        })?;
        // Members that lie over each other could be read for hours.
        packed += file.compressed_size();
        if packed > bytes.len() as u64 {
            return Err(Misfit::Damaged(shown(&path)));
        }
        let member = bounded(file, &path, left)?;
        left -= member.len();
        members.insert(path, member);
    }
    Ok(members)
}

/// The bytes of one member, of which no more are left than so many.
fn bounded(file: impl Read, path: &str, left: usize) -> Result<Vec<u8>, Misfit> {
    let most = MEMBER.min(left);
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| Misfit::Damaged(shown(path)))?;
    match bytes.len() > most {
        true if most < MEMBER => Err(Misfit::MuchText(TEXT >> 20)),
        true => Err(Misfit::LargeMember(shown(path), MEMBER >> 20)),
        false => Ok(bytes),
    }
}

fn is_media(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    MEDIA.iter().any(|media| media.eq_ignore_ascii_case(extension))
}

/// A path, fit to be shown.
pub fn shown(path: &str) -> String {
    let short: String = path.chars().take(80).collect();
    clean::line(&short).into_owned()
}

#[cfg(test)]
mod tests;
