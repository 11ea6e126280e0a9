use super::chart::strip;
use super::*;
use crate::article::{Block, Person};

#[test]
fn strips_show_where_somebody_speaks() {
    let cells = |places: &[f64]| -> String {
        strip(places, 10).into_iter().map(|(s, n)| (if s { "#" } else { "." }).repeat(n)).collect()
    };
    assert_eq!(cells(&[0.0, 0.05, 0.52, 1.0]), "#....#...#");
    assert_eq!(cells(&[]), "..........");
}
