use super::*;

fn failure(bytes: &[u8]) -> String {
    match decode(bytes.to_vec()) {
        Ok(text) => format!("read: {text}"),
        Err(misfit) => format!("{:?}: {misfit}", misfit.place()),
    }
}

#[test]
fn encodings() {
    assert_eq!(failure(b"\xEF\xBB\xBFtitle"), "read: title");
    assert_eq!(failure(b""), "None: the file is empty");
    assert_eq!(failure(b"\xEF\xBB\xBF"), "None: the file is empty");
    assert_eq!(
        failure(&[b"a\n\xC3\xA9\xE6\x97\xA5".as_slice(), b"\xE9x"].concat()),
        "Some((2, 3)): byte 0xE9 is not UTF-8, which an article must be"
    );
    assert!(failure(b"\xFF\xFEt\0").contains("UTF-16"));
    assert!(failure(b"\xFE\xFF\0t").contains("UTF-16"));
}

#[track_caller]
fn is_read_as(path: &str, bytes: &str, expected: Option<&str>) {
    let path = Some(Path::new(path)).filter(|p| !p.as_os_str().is_empty());
    assert_eq!(choose(bytes.as_bytes(), path).map(|i| i.name), expected, "{path:?} {bytes:?}");
}

#[test]
fn the_extension_tells_else_the_bytes() {
    let (toml, text) = (Some("content file"), Some("plain text"));
    is_read_as("a.toml", "Words.", toml);
    is_read_as("a.TOML", "Words.", toml);
    is_read_as("a.txt", "title = 'x'", text);
    is_read_as("a.Text", "title = 'x'", text);
    for other in ["", "a", "a.log", "a.toml.bak", "toml"] {
        is_read_as(other, "title = 'x'", toml);
        is_read_as(other, "title = = 'x'", toml);
        is_read_as(other, "Words.", text);
        is_read_as(other, "Wo\0rds.", None);
    }
}

#[test]
fn no_extension_is_there_twice() {
    let mut all: Vec<_> = IMPORTERS.iter().flat_map(|i| i.extensions).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn what_is_no_article_is_refused() {
    let misfit = |bytes: &[u8], name: &str| match read(File {
        bytes: bytes.to_vec(),
        path: Some(Path::new(name)),
        ..File::default()
    }) {
        Err(Refusal::Misfit(misfit)) => Some(misfit),
        _ => None,
    };
    assert_eq!(misfit(b" \n\t\n\xE2\x80\x8B", "a.txt"), Some(Misfit::Blank));
    assert_eq!(misfit(b"\x7FELF\0\0", "a"), Some(Misfit::Unknown));
    assert_eq!(misfit(b"\xFF\xFEt\0", "a"), Some(Misfit::Utf16));
    assert_eq!(misfit(b"caf\xE9", "a.txt").and_then(|m| m.place()), Some((1, 4)));
    assert!(
        matches!(read(File { bytes: b"title = 1".to_vec(), ..File::default() }), Err(Refusal::Faulty(text, faults)) if text == "title = 1" && faults.len() == 2)
    );
    assert_eq!(content(b"Words.".to_vec(), None), Err(Misfit::NoContent("plain text")));
    assert_eq!(content(b"Words.".to_vec(), Some(Path::new("a.toml"))), Ok("Words.".into()));
}
