//! Takes the citation styles that are used out of the citation library's archive of a
//! hundred, all of which would be in the program else. Says how to link it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    link();
    #[cfg(feature = "citations")]
    styles::write()?;
    Ok(())
}

/// At a fixed address on Linux: else 39,000 pointers, in the tables of HTML's entities for
/// the most part, are put right at every start, which copies 190 pages and takes a quarter
/// of the time to the first screen. Libraries, heap and stack are at random addresses all
/// the same. Whoever names a relocation model in `RUSTFLAGS` gets that.
fn link() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    let is_chosen = std::env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("relocation-model"));
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_chosen
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

#[cfg(feature = "citations")]
mod styles {
    use std::error::Error;
    use std::io::Write;
    use std::path::PathBuf;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use hayagriva::archive::{ArchivedStyle, locales};
    use hayagriva::citationberg::Locale;

    pub fn write() -> Result<(), Box<dyn Error>> {
        save("apa", &serde_json::to_vec(&ArchivedStyle::AmericanPsychologicalAssociation.get())?)?;
        save("mla", &serde_json::to_vec(&ArchivedStyle::ModernLanguageAssociation.get())?)?;
        save("chicago", &serde_json::to_vec(&ArchivedStyle::ChicagoNotes.get())?)?;
        let is_english = |locale: &Locale| locale.lang.as_ref().is_some_and(|l| l.0 == "en-US");
        let english = locales().into_iter().find(is_english).ok_or("the archive has no English")?;
        save("en-US", &serde_json::to_vec(&english)?)
    }

    fn save(name: &str, json: &[u8]) -> Result<(), Box<dyn Error>> {
        let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(json)?;
        std::fs::write(folder.join(format!("{name}.json.gz")), packed.finish()?)?;
        Ok(())
    }
}
