//! A build without the feature `images` draws none.

use super::{Drawn, Medium};
use crate::picture::Picture;

pub fn draw(_: &Picture, _: Medium, _: (u16, u16), _: u32) -> Option<Drawn> {
    None
}
