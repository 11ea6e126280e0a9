#[test]
fn debug() {
    let bytes = std::fs::read("tests/it/imported/live-blog.html").unwrap();
    let import = crate::import::html::read(crate::import::File { bytes, ..Default::default() }).unwrap();
    panic!("{:?}", import.notes);
}
