//! Takes the citation styles that are used out of the citation library's archive of a
//! hundred, all of which would be in the program else.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "citations")]
    styles::write()?;
    Ok(())
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
