//! stub
use crate::article::Article;
pub struct Opened {
    pub file: String,
    pub article: Article,
}
