//! Where the panes stand: a pure function of the screen and the mode.
//!
//! Comes in: the screen's size, the focus, whether the body is alone. Goes out:
//! rectangles, all within the screen, none overlapping. May not know content.

use ratatui::layout::Rect;

/// The panes, in the order in which Tab goes through them. The contents are
/// opened by their own key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    #[default]
    Body,
    Quotes,
    People,
    Contents,
}

/// How wide the body's column is for who wants no other width. 66 characters count as ideal for a single
/// column (Bringhurst, The Elements of Typographic Style, 2.1.2); 72 leaves room
/// for the indents.
pub const MEASURE: u16 = 72;

/// From this width on there is a pane beside the body.
const BESIDE: u16 = 100;
/// From this width on there is a pane below the body.
const BELOW: u16 = 60;
/// From this width on the contents have a column of their own.
const CONTENTS: u16 = 140;
/// Columns around that of the body, for its margins and some air.
const AROUND: u16 = 12;
/// Columns that the evidence of most quotations takes, if it stood on one row.
const EVIDENCE: u16 = 150;
/// Rows that a column needs to hold two panes.
const TWO_PANES: u16 = 16;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Geometry {
    pub header: Rect,
    pub footer: Rect,
    /// What lies between header and footer, and what the evidence takes beside that.
    pub middle: Rect,
    /// The evidence, with its title row; empty if there is no room for it.
    pub evidence: Rect,
    /// By [`Focus`]; empty if the pane is not shown.
    panes: [Rect; 4],
}

impl Geometry {
    pub fn new(screen: Rect, focus: Focus, alone: bool) -> Geometry {
        let footer_rows = u16::from(screen.height > 1);
        let header_rows = u16::from(screen.height > 3);
        let middle = Rect { y: screen.y + header_rows, height: screen.height - footer_rows - header_rows, ..screen };
        let mut geometry = Geometry {
            header: Rect { height: header_rows, ..screen },
            footer: Rect { y: screen.bottom() - footer_rows, height: footer_rows, ..screen },
            middle,
            evidence: Rect::default(),
            panes: [Rect::default(); 4],
        };
        if alone {
            geometry.panes[Focus::Body as usize] = middle;
        } else if middle.width >= BESIDE {
            geometry.beside(middle, focus);
        } else if middle.width >= BELOW && middle.height >= TWO_PANES {
            geometry.below(middle, focus);
        } else {
            geometry.panes[focus as usize] = middle;
        }
        geometry
    }

    /// Takes rows for the evidence from the foot of the body, or of the pane that
    /// stands in its place: as many for each quotation, so that nothing moves from
    /// one to the next. Where a pane would lose half of its rows the evidence stands
    /// at the foot, and takes what rows it needs beside that from all panes.
    pub fn with_evidence(mut self, focus: Focus, measure: u16) -> Geometry {
        let host = if self.pane(Focus::Body).is_empty() { focus } else { Focus::Body };
        let pane = self.pane(host);
        let rows = 1 + EVIDENCE.div_ceil(column(pane, measure).width.max(1));
        if rows * 2 < pane.height {
            let (above, below) = split_top(pane, pane.height - rows);
            self.panes[host as usize] = above;
            self.evidence = column(below, measure);
        } else {
            let rows = EVIDENCE.div_ceil(self.footer.width.saturating_sub(2).max(1)) - 1;
            self.middle.height -= rows.min(self.middle.height / 2);
            for pane in &mut self.panes {
                pane.height = pane.height.min(self.middle.bottom().saturating_sub(pane.y));
            }
        }
        self
    }

    pub fn pane(&self, focus: Focus) -> Rect {
        self.panes[focus as usize]
    }

    fn beside(&mut self, middle: Rect, focus: Focus) {
        let mut body = middle;
        let side = (middle.width / 3).clamp(34, 60);
        if middle.width >= CONTENTS {
            // Headings are long: what the column of the body does not need is theirs.
            let spare = middle.width.saturating_sub(side + MEASURE + AROUND);
            let (left, rest) = split_left(body, spare.max(middle.width / 6).clamp(24, 48));
            self.panes[Focus::Contents as usize] = left;
            body = rest;
        }
        let (left, side) = split_left(body, body.width - side);
        self.panes[Focus::Body as usize] = left;
        let contents_here = focus == Focus::Contents && middle.width < CONTENTS;
        if contents_here {
            self.panes[Focus::Contents as usize] = side;
        } else if side.height < TWO_PANES {
            self.panes[list_for(focus) as usize] = side;
        } else {
            let (above, below) = split_top(side, side.height * 3 / 5);
            self.panes[Focus::Quotes as usize] = above;
            self.panes[Focus::People as usize] = below;
        }
    }

    fn below(&mut self, middle: Rect, focus: Focus) {
        let (body, list) = split_top(middle, middle.height - (middle.height * 2 / 5));
        self.panes[Focus::Body as usize] = body;
        self.panes[list_for(focus) as usize] = list;
    }
}

/// The list to show where only one fits.
fn list_for(focus: Focus) -> Focus {
    if focus == Focus::Body { Focus::Quotes } else { focus }
}

fn split_left(area: Rect, width: u16) -> (Rect, Rect) {
    let left = Rect { width, ..area };
    (left, Rect { x: left.right(), width: area.width - width, ..area })
}

fn split_top(area: Rect, height: u16) -> (Rect, Rect) {
    let above = Rect { height, ..area };
    (above, Rect { y: above.bottom(), height: area.height - height, ..area })
}

/// The column of words within the body's pane: the measure if there is room, centred,
/// with room at both sides for the mark of the current quotation.
pub fn column(body: Rect, measure: u16) -> Rect {
    let gutter = match body.width {
        0..=9 => 0,
        10..=29 => 1,
        _ => 2,
    };
    let width = (body.width - 2 * gutter).min(measure);
    Rect { x: body.x + (body.width - width) / 2, width, ..body }
}

/// Where the bar stands that shows how far the body is: at its right edge.
pub fn scrollbar(body: Rect) -> Rect {
    let width = u16::from(body.width > 20);
    Rect { x: body.right() - width, width, ..body }
}

/// A list's pane without its title row and the rule at its left.
pub fn list_rows(pane: Rect) -> Rect {
    let title = u16::from(pane.height > 1);
    Rect { y: pane.y + title, height: pane.height - title, ..pane }
}
