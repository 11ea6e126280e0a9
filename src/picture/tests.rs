use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("it can be written");
    out.into_inner()
}

/// Red above blue.
fn flag(width: u32, height: u32) -> DynamicImage {
    let color = |_, y| if y < height / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
    RgbImage::from_fn(width, height, color).into()
}

#[test]
fn pictures_of_each_kind_are_read() {
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let picture = read(&written(&flag(6, 4), format)).expect("a picture");
        assert_eq!((picture.size, picture.kept, picture.rgb.len()), ((6, 4), (6, 4), 6 * 4 * 3), "{format:?}");
        assert_eq!((&picture.rgb[..3], &picture.rgb[69..]), (&[255, 0, 0][..], &[0, 0, 255][..]), "{format:?}");
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new(&mut jpeg).encode_image(&flag(16, 16)).expect("it can be written");
    assert_eq!(read(&jpeg).expect("a picture").size, (16, 16));
}

#[test]
fn what_shows_through_is_on_paper() {
    let image = RgbaImage::from_fn(2, 1, |x, _| if x == 0 { Rgba([0, 0, 0, 0]) } else { Rgba([0, 0, 0, 128]) });
    let picture = read(&written(&image.into(), ImageFormat::Png)).expect("a picture");
    assert_eq!(picture.rgb, [255, 255, 255, 127, 127, 127]);
}

#[test]
fn a_large_picture_is_kept_small_and_knows_its_size() {
    let picture = read(&written(&flag(5000, 10), ImageFormat::Png)).expect("a picture");
    assert_eq!((picture.size, picture.kept), ((5000, 10), (2048, 4)));
    let picture = read(&written(&flag(1, 65_000), ImageFormat::Png)).expect("a picture");
    assert_eq!((picture.size, picture.kept), ((1, 65_000), (1, 2048)));
}

/// A PNG that says it has this size, without the pixels.
fn declared(width: u32, height: u32) -> Vec<u8> {
    let mut png = written(&flag(1, 1), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    png
}

#[test]
fn hostile_files_are_refused() {
    assert!(read(&declared(1, 1)).is_ok(), "else the others fail for another reason");
    for size in [(60_000, 60_000), (65_536, 1_000), (100_000, 1), (u32::MAX >> 1, 2)] {
        assert_eq!(read(&declared(size.0, size.1)), Err(Fault::TooLarge), "{size:?}");
    }
    for size in [(0, 5), (5, 0), (0, 0), (7_000, 7_000)] {
        assert!(matches!(read(&declared(size.0, size.1)), Err(Fault::Damaged | Fault::TooLarge)), "{size:?}");
    }
    let png = written(&flag(64, 64), ImageFormat::Png);
    assert_eq!(read(&png[..png.len() / 2]), Err(Fault::Damaged));
    for none in [&b""[..], b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"BM\x1e\0\0\0", &[0; 4096]] {
        assert!(read(none).is_err());
    }
    assert_eq!(read(&vec![0; LIMIT + 1]), Err(Fault::TooLarge));
}

#[test]
fn bytes_that_changed_on_the_way_never_panic() {
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Jpeg] {
        let bytes = written(&flag(16, 16), format);
        for at in 0..bytes.len() {
            for bit in [0x01, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= bit;
                drop(read(&changed));
            }
        }
    }
}
