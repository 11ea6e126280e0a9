//! The program as its users meet it: the real binary, streams and terminals.

mod terminal;
