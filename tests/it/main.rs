//! The program from outside.

mod run;
mod streams;
