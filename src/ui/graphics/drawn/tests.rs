use ratatui::buffer::CellDiffOption;
use ratatui::style::Color;

use super::*;

const CELL: (u16, u16) = (8, 16);

/// A picture of which each pixel is another one.
fn picture(width: u32, height: u32) -> Picture {
    let rgb = (0..width * height).flat_map(|n| [(n % 251) as u8, (n / 251) as u8, (n % 7) as u8]).collect();
    Picture { size: (width, height), kept: (width, height), rgb }
}

fn with(means: Means, size: (u32, u32)) -> Drawn {
    let medium = Medium { means, cell: CELL };
    let cells = medium.fit(size, (40, 12));
    draw(&picture(size.0, size.1), medium, cells, 3).expect("it can be drawn")
}

#[test]
fn kitty_is_sent_the_pixels_apart_from_the_cells() {
    let drawn = with(Means::Kitty { tmux: false }, (80, 32));
    assert_eq!(drawn.size(), (10, 2));
    let Some(Sequence::Sent { slot: 3, bytes }) = drawn.sequence else { panic!("it is sent") };
    assert!(bytes.starts_with("\x1b_Gq=2,i=5263619,a=T,U=1,f=32,o=z,t=d,s=80,v=32,") && bytes.ends_with("\x1b\\"));
    for (number, cell) in drawn.cells.content.iter().enumerate() {
        assert!(cell.symbol().starts_with(PLACEHOLDER) && !cell.symbol().contains('\x1b'));
        assert_eq!(cell.symbol().chars().count(), if number % 10 == 0 { 4 } else { 1 });
        assert_eq!(cell.fg, Color::Rgb(0x50, 0x51, 3));
        assert!(matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)));
    }
    let Some(Sequence::Sent { bytes, .. }) = with(Means::Kitty { tmux: true }, (80, 32)).sequence else {
        panic!("it is sent")
    };
    assert!(bytes.starts_with("\x1bPtmux;\x1b\x1b_G") && bytes.ends_with("\x1b\x1b\\\x1b\\"));
}

#[test]
fn what_is_laid_has_half_blocks_below_it() {
    for (means, begin) in [(Means::Sixel, "\x1bP9;1;0q\"1;1;80;30#"), (Means::Iterm2, "\x1b]1337;File=inline=1;")] {
        let drawn = with(means, (80, 32));
        assert_eq!(drawn.cells, with(Means::Blocks(Depth::True), (80, 32)).cells);
        let Some(Sequence::Laid(bytes)) = drawn.sequence else { panic!("it is laid") };
        assert!(bytes.contains(begin), "{:?}", &bytes[..80]);
    }
}

#[test]
fn a_large_picture_is_scaled_and_none_is_enlarged() {
    let scaled_to = |size| {
        let medium = Medium { means: Means::Sixel, cell: CELL };
        let image = DynamicImage::new_rgb8(size, size);
        let pixels = scaled(&image, (size, size), medium, medium.fit((size, size), (40, 12)));
        (pixels.width(), pixels.height())
    };
    assert_eq!((scaled_to(1000), scaled_to(100), scaled_to(1)), ((192, 192), (96, 96), (1, 1)));
}

#[test]
fn half_blocks_have_the_colours_that_there_are() {
    let colors = |depth| with(Means::Blocks(depth), (80, 32)).cells.content.into_iter().map(|cell| (cell.fg, cell.bg));
    assert!(colors(Depth::True).all(|(fg, bg)| matches!((fg, bg), (Color::Rgb(..), Color::Rgb(..)))));
    // That is how the screen knows them.
    let cells = with(Means::Blocks(Depth::True), (80, 32)).cells.content;
    assert!(cells.iter().all(|cell| matches!(cell.diff_option, CellDiffOption::ForcedWidth(_))));
    assert!(colors(Depth::Indexed).all(|(fg, bg)| matches!((fg, bg), (Color::Indexed(_), Color::Indexed(_)))));
}
