//! A picture's bytes to its pixels.
//!
//! Comes in: the bytes of a file that may be hostile. Goes out: pixels, no more of them than
//! a screen shows, or why there are none. What a file says of its size is checked before
//! anything is decoded. Runs as long as the decoder does: the caller bounds the time. May
//! not know where a picture is from or how it is drawn.
//!
//! Only a build with the feature `images` can do it.

/// No picture's file is larger, in bytes.
pub const LIMIT: usize = 16 << 20;

/// A picture as it can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The size that its file gives it, in pixels.
    pub size: (u32, u32),
    /// The size that it has here.
    pub kept: (u32, u32),
    /// Red, green and blue of each pixel, row by row.
    pub rgb: Vec<u8>,
}

/// Why there are no pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// This build has no decoders.
    NotBuilt,
    /// No picture, or of a kind that is not read.
    Unknown,
    TooLarge,
    /// It breaks off, or is not what it says.
    Damaged,
}

/// Decodes a picture.
#[cfg(feature = "images")]
pub fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    decoding::read(bytes)
}

/// Decodes a picture.
#[cfg(not(feature = "images"))]
pub fn read(_: &[u8]) -> Result<Picture, Fault> {
    Err(Fault::NotBuilt)
}

#[cfg(feature = "images")]
mod decoding {
    use std::io::Cursor;

    use image::metadata::Orientation;
    use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits};

    use super::{Fault, LIMIT, Picture};

    const FORMATS: &[ImageFormat] = &[ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];

    /// No side is longer, and no picture has more pixels: cameras have up to fifty million.
    const LONGEST: u32 = 1 << 16;
    const PIXELS: u64 = 50_000_000;
    /// What a decoder may take, in bytes.
    const MEMORY: u64 = 256 << 20;

    /// A side that is longer is made smaller at once: no column of words is wider.
    const KEPT: u32 = 2048;

    pub fn read(bytes: &[u8]) -> Result<Picture, Fault> {
        if bytes.len() > LIMIT {
            return Err(Fault::TooLarge);
        }
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::Unknown)?;
        reader.format().filter(|format| FORMATS.contains(format)).ok_or(Fault::Unknown)?;
        reader.limits(limits());
        let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(Fault::Damaged);
        }
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > LONGEST || pixels > PIXELS || decoder.total_bytes() > MEMORY {
            return Err(Fault::TooLarge);
        }
        // How a camera was held; a file that does not say has none.
        let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
        if width.max(height) > KEPT {
            image = image.thumbnail(KEPT, KEPT);
        }
        image.apply_orientation(held);
        let is_turned = matches!(
            held,
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        );
        let size = if is_turned { (height, width) } else { (width, height) };
        Ok(Picture { size, kept: image.dimensions(), rgb: on_paper(&image) })
    }

    fn limits() -> Limits {
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST);
        limits.max_image_height = Some(LONGEST);
        limits.max_alloc = Some(MEMORY);
        limits
    }

    fn fault(error: &image::ImageError) -> Fault {
        match error {
            image::ImageError::Limits(_) => Fault::TooLarge,
            image::ImageError::Unsupported(_) => Fault::Unknown,
            _ => Fault::Damaged,
        }
    }

    /// The pixels on white: what shows through is drawn for paper.
    fn on_paper(image: &DynamicImage) -> Vec<u8> {
        if !image.color().has_alpha() {
            return image.to_rgb8().into_raw();
        }
        let rgba = image.to_rgba8();
        let on_white = |part: u8, alpha: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        rgba.pixels().flat_map(|pixel| [0, 1, 2].map(|part| on_white(pixel[part], pixel[3]))).collect()
    }
}

#[cfg(all(test, feature = "images"))]
mod tests;
