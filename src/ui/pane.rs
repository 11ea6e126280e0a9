//! Scrolling: which row of which item stands at the top of a pane.
//!
//! Comes in: how many items there are, how high each is (asked only for those
//! near), and the height of the view. Goes out: spots. The body and the lists
//! share it: for the body an item is a chunk of its layout. Every step costs as
//! much as a view is high, however long the list. May not know what the items
//! are.

/// A row of an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub item: usize,
    pub row: usize,
}

/// Items by their heights in rows. An item has at least one row.
pub trait Items {
    fn count(&self) -> usize;
    fn height(&mut self, item: usize) -> usize;

    /// So many rows further down, at most the last row.
    fn down(&mut self, from: Spot, mut by: usize) -> Spot {
        let mut spot = from;
        while spot.item < self.count() {
            let below = self.height(spot.item) - 1 - spot.row;
            if by <= below {
                return Spot { row: spot.row + by, ..spot };
            }
            if spot.item + 1 == self.count() {
                return Spot { row: spot.row + below, ..spot };
            }
            by -= below + 1;
            spot = Spot { item: spot.item + 1, row: 0 };
        }
        Spot::default()
    }

    /// So many rows further up, at most the first row.
    fn up(&mut self, from: Spot, mut by: usize) -> Spot {
        let mut spot = from;
        loop {
            if by <= spot.row {
                return Spot { row: spot.row - by, ..spot };
            }
            if spot.item == 0 {
                return Spot::default();
            }
            by -= spot.row + 1;
            let item = spot.item - 1;
            spot = Spot { item, row: self.height(item) - 1 };
        }
    }

    /// The lowest spot that may stand at the top: the last row is in view then.
    fn lowest_top(&mut self, view: usize) -> Spot {
        let Some(item) = self.count().checked_sub(1) else { return Spot::default() };
        let last = Spot { item, row: self.height(item) - 1 };
        self.up(last, view.saturating_sub(1))
    }

    /// A top that leaves no row of the view empty. What is not in view is asked
    /// for only if that is not enough to fill it.
    fn no_lower(&mut self, top: Spot, view: usize) -> Spot {
        let mut rows = 0;
        for item in top.item..self.count() {
            rows += self.height(item) - if item == top.item { top.row } else { 0 };
            if rows >= view {
                return top;
            }
        }
        top.min(self.lowest_top(view))
    }

    /// A spot made valid for these items: they may have fewer rows than before.
    fn fit(&mut self, spot: Spot) -> Spot {
        let Some(last) = self.count().checked_sub(1) else { return Spot::default() };
        let item = spot.item.min(last);
        Spot { item, row: spot.row.min(self.height(item) - 1) }
    }

    /// The top nearest to the present one that brings an item into view: whole
    /// if it fits, else its first rows.
    fn reveal(&mut self, top: Spot, item: usize, view: usize) -> Spot {
        let top = self.fit(top);
        let first = Spot { item, row: 0 };
        if item >= self.count() || first <= top {
            return if item < self.count() { first } else { top };
        }
        let height = self.height(item).min(view.max(1));
        let last = Spot { item, row: height - 1 };
        top.max(self.up(last, view.saturating_sub(1)))
    }
}

/// A list with a cursor. The view is held where the reader left it: a change of
/// size shows another part only as far as it must, and back again.
#[derive(Debug, Clone, Copy, Default)]
pub struct List {
    pub cursor: usize,
    held: Spot,
}

impl List {
    /// The spot at the top of a view of this height.
    pub fn top(&self, items: &mut impl Items, view: usize) -> Spot {
        let top = items.reveal(self.held, self.cursor, view);
        items.no_lower(top, view)
    }

    /// A list with its cursor and view somewhere.
    pub fn at(cursor: usize, top: Spot) -> List {
        List { cursor, held: top }
    }

    /// Moves the cursor, and the view as far as it must. The items are asked for
    /// with a cursor, as the one under it may be higher than the others.
    pub fn go<I: Items>(&mut self, items: impl Fn(usize) -> I, view: usize, cursor: usize) {
        self.held = self.top(&mut items(self.cursor), view);
        self.cursor = cursor.min(items(cursor).count().saturating_sub(1));
        self.held = self.top(&mut items(self.cursor), view);
    }

    /// How many items a page holds here: at least one.
    pub fn page(&self, items: &mut impl Items, view: usize) -> usize {
        let top = self.top(items, view);
        let bottom = items.down(top, view.saturating_sub(1));
        (bottom.item - top.item).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone)]
    struct Fixed(Vec<usize>);

    impl Items for Fixed {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn height(&mut self, item: usize) -> usize {
            self.0[item]
        }
    }

    fn flat(items: &Fixed, spot: Spot) -> usize {
        items.0[..spot.item].iter().sum::<usize>() + spot.row
    }

    proptest! {
        #[test]
        fn up_and_down_count_rows(heights in proptest::collection::vec(1usize..6, 1..20), by in 0usize..50, at in 0usize..20) {
            let mut items = Fixed(heights);
            let rows: usize = items.0.iter().sum();
            let from = items.down(Spot::default(), at);
            prop_assert_eq!(flat(&items, from), at.min(rows - 1));
            let down = items.down(from, by);
            prop_assert_eq!(flat(&items, down), (flat(&items, from) + by).min(rows - 1));
            let up = items.up(from, by);
            prop_assert_eq!(flat(&items, up), flat(&items, from).saturating_sub(by));
        }

        #[test]
        fn the_cursor_is_in_view_and_the_view_not_past_the_end(
            heights in proptest::collection::vec(1usize..6, 0..20),
            steps in proptest::collection::vec((0usize..25, 1usize..15), 1..20),
        ) {
            let mut items = Fixed(heights);
            let rows: usize = items.0.iter().sum();
            let mut list = List::default();
            for (cursor, view) in steps {
                list.go(|_| items.clone(), view, cursor);
                let top = list.top(&mut items, view);
                if rows == 0 {
                    prop_assert_eq!(top, Spot::default());
                    continue;
                }
                let (first, top) = (flat(&items, Spot { item: list.cursor, row: 0 }), flat(&items, top));
                prop_assert!(top <= first && first < top + view);
                prop_assert!(top + view <= rows.max(view));
                let height = items.0[list.cursor];
                prop_assert!(height > view || first + height <= top + view);
            }
        }

        #[test]
        fn a_resize_and_back_shows_the_same(
            heights in proptest::collection::vec(1usize..6, 1..20),
            steps in proptest::collection::vec(0usize..20, 1..8),
            sizes in proptest::collection::vec(1usize..30, 1..8),
        ) {
            let mut items = Fixed(heights);
            let mut list = List::default();
            for cursor in steps {
                list.go(|_| items.clone(), 10, cursor);
            }
            let before = list.top(&mut items, 10);
            for view in sizes {
                list.top(&mut items, view);
            }
            prop_assert_eq!(list.top(&mut items, 10), before);
        }
    }
}
