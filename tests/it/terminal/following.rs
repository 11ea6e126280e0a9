//! A file that is changed while it is read.

use super::session::*;

#[test]
fn the_article_is_read_anew_in_place() {
    for by_rename in [false, true] {
        let mut session = Session::reading("a.toml >out 2>err");
        session.keys(")");
        let other = article().replace("Flour is not.", "Flour is, after all.");
        assert_ne!(other, article());
        if by_rename {
            std::fs::write(session.path("a.toml~"), &other).unwrap();
            std::fs::rename(session.path("a.toml~"), session.path("a.toml")).unwrap();
        } else {
            std::fs::write(session.path("a.toml"), &other).unwrap();
        }
        session.wait_for("the file has changed; this is how it is now");
        session.wait_for("Flour is, after all.");
        // What cannot be read leaves the article as it was, and says where it is wrong.
        std::fs::write(session.path("a.toml"), "title = \n").unwrap();
        session.wait_for("cannot be read: a.toml:1:");
        assert!(session.screen().contents().contains("Flour is, after all."));
        std::fs::write(session.path("a.toml"), article()).unwrap();
        session.wait_for("Flour is not.");
        // Nothing of it is told once it is as it was.
        std::fs::write(session.path("a.toml"), "title = \n").unwrap();
        session.wait_for("cannot be read: a.toml:1:");
        std::fs::write(session.path("a.toml"), article()).unwrap();
        session.wait("fault gone", |session| !session.words().contains("cannot be read"));
        std::fs::rename(session.path("a.toml"), session.path("b.toml")).unwrap();
        session.wait_for("a.toml is gone; this is how it was");
        std::fs::rename(session.path("b.toml"), session.path("a.toml")).unwrap();
        session.wait("file back", |session| !session.words().contains("is gone"));
        session.keys("q");
        assert_eq!((session.restored(), session.file("err").as_str()), (130, ""));
    }
}
