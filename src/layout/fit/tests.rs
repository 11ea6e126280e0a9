use super::*;
use proptest::prelude::*;

/// Words of so many letters, in parts at which a hyphen may be drawn or not.
fn pieces(words: &[(usize, Edge)]) -> Vec<Piece> {
    let piece =
        |&(width, edge): &(usize, Edge)| Piece { range: 0..0, width, space: usize::from(edge == Edge::Word), edge };
    words.iter().map(piece).collect()
}

/// The columns of a line without the spaces at its end, a hyphen included.
fn width(pieces: &[Piece], line: &Range<usize>) -> usize {
    let own: usize = pieces[line.clone()].iter().map(|p| p.width + p.space).sum();
    let last = &pieces[line.end - 1];
    own - last.space + usize::from(last.edge == Edge::Hyphen && line.end < pieces.len())
}

fn is_widow(pieces: &[Piece], line: &Range<usize>, room: usize) -> bool {
    let is_one_word = pieces[line.start..line.end - 1].iter().all(|p| p.edge != Edge::Word);
    line.start > 0 && is_one_word && width(pieces, line) * SHORT < room
}

/// What a way costs, counted line by line.
fn cost(pieces: &[Piece], lines: &[Range<usize>], room: usize, costs: Costs) -> u64 {
    let (mut cost, mut run) = (0, 0);
    for line in lines {
        let (is_last, wide) = (line.end == pieces.len(), width(pieces, line));
        cost += costs.line + wide.saturating_sub(room) as u64 * OVERFLOW;
        cost += if is_last && !costs.even { 0 } else { (room.saturating_sub(wide) as u64).pow(2) };
        cost += if is_last && !costs.even && is_widow(pieces, line, room) { WIDOW } else { 0 };
        run = if !is_last && pieces[line.end - 1].edge == Edge::Hyphen { run + 1 } else { 0 };
        cost += if run > 0 { costs.hyphen } else { 0 } + if run > 2 { LADDER } else { 0 };
    }
    cost
}

/// Every way to part the pieces into lines that fit.
fn all_ways(pieces: &[Piece], room: usize) -> Vec<Vec<Range<usize>>> {
    let ways = (0..1usize << (pieces.len() - 1)).map(|breaks| {
        let ends = (1..pieces.len()).filter(|end| breaks >> (end - 1) & 1 == 1).chain([pieces.len()]);
        let mut start = 0;
        let line = |end| std::mem::replace(&mut start, end)..end;
        ends.map(line).collect::<Vec<_>>()
    });
    ways.filter(|way| way.iter().all(|line| width(pieces, line) <= room)).collect()
}

fn any_pieces(widest: usize, edges: Vec<Edge>, most: usize) -> impl Strategy<Value = Vec<Piece>> {
    proptest::collection::vec((1..=widest, proptest::sample::select(edges)), 1..=most).prop_map(|words| pieces(&words))
}

proptest! {
    #[test]
    fn no_way_is_cheaper(
        pieces in any_pieces(7, vec![Edge::Word, Edge::Part, Edge::Hyphen, Edge::Hyphen], 11),
        room in 8usize..30,
        even in any::<bool>(),
    ) {
        let costs = if even { Costs::HEADING } else { Costs::PROSE };
        let lines = fit(&pieces, room, costs);
        let cheapest = all_ways(&pieces, room).iter().map(|way| cost(&pieces, way, room, costs)).min();
        prop_assert_eq!(Some(cost(&pieces, &lines, room, costs)), cheapest);
    }

    #[test]
    fn a_widow_is_left_only_where_as_many_lines_have_no_better_end(
        pieces in any_pieces(12, vec![Edge::Word], 14),
        room in 24usize..60,
    ) {
        let lines = fit(&pieces, room, Costs::PROSE);
        let ends_well = |way: &&Vec<Range<usize>>| way.last().is_some_and(|line| !is_widow(&pieces, line, room));
        let ways = all_ways(&pieces, room);
        prop_assert_eq!(Some(lines.len()), ways.iter().map(Vec::len).min());
        let better = ways.iter().filter(|way| way.len() == lines.len()).any(|way| ends_well(&way));
        prop_assert_eq!(ends_well(&&lines), better);
    }
}

#[test]
fn three_hyphens_in_a_row_are_avoided() {
    // With hyphens every line is full, without one half of it is empty.
    let mut words = vec![(20, Edge::Word)];
    words.extend([(20, Edge::Hyphen), (20, Edge::Word)].repeat(3));
    let pieces = pieces(&words);
    assert_eq!(fit(&pieces, 42, Costs::PROSE), [0..1, 1..3, 3..5, 5..7]);
}

#[test]
fn the_lines_of_a_heading_are_alike() {
    let pieces = pieces(&[(6, Edge::Word); 5]);
    let pieces = [&pieces[..], &pieces[..1]].concat();
    assert_eq!(fit(&pieces, 34, Costs::PROSE), [0..4, 4..6]);
    assert_eq!(fit(&pieces, 34, Costs::HEADING), [0..3, 3..6]);
}
