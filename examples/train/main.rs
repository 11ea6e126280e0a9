//! Trains the engine's model on the corpus and writes `src/engine/weights.bin`.
//!
//! `cargo run --release --example train` does it; the same corpus and tables give
//! the same bytes. With `--check` nothing is written: it fails if the bytes
//! differ. Only additions, multiplications and divisions of IEEE numbers are used,
//! in a fixed order, so that the machine does not matter.

mod fit;
mod teacher;

#[path = "../../tests/it/notation.rs"]
mod notation;
#[path = "../../tests/it/score.rs"]
mod score;

use std::error::Error;
use std::fs;
use std::path::Path;

use notation::Marked;
use teacher::Teacher;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let train = corpus(&root.join("tests/corpus/train"))?;
    let kept = corpus(&root.join("tests/corpus/kept"))?;
    let weights = fit::fit(&Teacher::lessons(&train));
    println!("trained on: {}", score::of(&train, &weights));
    println!("kept apart: {}", score::of(&kept, &weights));
    let path = root.join("src/engine/weights.bin");
    if std::env::args().any(|a| a == "--check") {
        return if fs::read(path)? == weights { Ok(()) } else { Err("the weights differ".into()) };
    }
    fs::write(path, weights)?;
    Ok(())
}

/// The articles of a folder, by name.
fn corpus(folder: &Path) -> Result<Vec<Marked>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    paths.iter().map(|path| Ok(notation::read(&fs::read_to_string(path)?))).collect()
}
