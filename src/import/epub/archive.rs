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

/// What is read of an archive at most, in members and bytes.
struct Bounds {
    members: usize,
    member: usize,
    text: usize,
}

const BOUNDS: Bounds = Bounds { members: 20_000, member: 8 << 20, text: 32 << 20 };

/// Room that is made for a member before it is read.
const ROOM: usize = 256 << 10;

/// What has no words: it is not read with the book, so it may be of any size.
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
    within(bytes, &BOUNDS)
}

/// Reads one member that is no text, unless it is larger than the limit.
pub fn picture(bytes: &[u8], path: &str, limit: usize) -> Option<Vec<u8>> {
    let mut archive = opened(bytes, &BOUNDS).ok()?;
    let file = archive.by_name(path).ok().filter(|_| is_media(path))?;
    bounded(file, ROOM, limit).ok()?
}

fn opened<'a>(bytes: &'a [u8], bounds: &Bounds) -> Result<ZipArchive<Cursor<&'a [u8]>>, Misfit> {
    // Each would take some memory before it could be counted.
    if memchr::memmem::find_iter(bytes, ENTRY).take(bounds.members + 1).count() > bounds.members {
        return Err(Misfit::ManyMembers(bounds.members));
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| Misfit::NoArchive)
}

fn within(bytes: &[u8], bounds: &Bounds) -> Result<Members, Misfit> {
    let mut archive = opened(bytes, bounds)?;
    let (mut members, mut left, mut packed) = (Members::new(), bounds.text, 0);
    for index in 0..archive.len().min(bounds.members) {
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
        let room = usize::try_from(file.size()).unwrap_or(ROOM).min(ROOM);
        let member = bounded(file, room, bounds.member.min(left)).map_err(|_| Misfit::Damaged(shown(&path)))?;
        match member {
            Some(member) => {
                left -= member.len();
                members.insert(path, member);
            }
            None if left < bounds.member => return Err(Misfit::MuchText(bounds.text >> 20)),
            None => return Err(Misfit::LargeMember(shown(&path), bounds.member >> 20)),
        }
    }
    Ok(members)
}

/// The bytes of one member, unless they are too many. What its size is said to be only
/// tells how much room to make for it.
fn bounded(file: impl Read, room: usize, most: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(room + 1);
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    bytes.shrink_to_fit();
    Ok((bytes.len() <= most).then_some(bytes))
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
