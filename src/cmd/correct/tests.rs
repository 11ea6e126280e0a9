use std::fs;
use std::os::unix::fs::PermissionsExt;

use proptest::prelude::*;

use super::*;
use crate::article::Origin;

const TOML: &str = "\u{FEFF}# mine\r\ntitle = 'T'\r\n[[sections]]\r\nbody = '''\r\n“We go,” said Ada Byron. “No,” said Tom \
                    Wood. “Too much,” she said.\r\n'''\r\n";

const TEXT: &str = "The Vote\n\n“We go,” said Ada Byron. “No,” said Tom Wood.\n\n“Too much,” she said.\n";

/// A file in a folder, and its articles as the interface has them.
fn opened(folder: &Path, name: &str, text: &str) -> (PathBuf, Vec<Held>) {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    let held = open(&path);
    (path, held)
}

fn open(path: &Path) -> Vec<Held> {
    let volume = library::open(&library::Source::Path(path.to_path_buf())).unwrap_or_else(|_| panic!("an article"));
    let articles = volume.articles.into_iter().zip(volume.homes);
    let hold = |(opened, home)| {
        let held = Held::new(opened).at(Some(home));
        held.keep(held.search());
        held
    };
    articles.map(hold).collect()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("read")
}

/// What is asked, with the article as it is shown, which becomes what comes of it.
fn ask(corrector: &mut Corrector<'_>, held: &Held, request: Request) -> Result<String, Refusal> {
    let done = corrector.correct(0, &held.now().article, &request)?;
    held.replace(done.article);
    Ok(done.said)
}

fn eve(quote: usize) -> Request {
    Request::Correct(Correction::Speaker { quote, name: Some("Eve".to_string()) })
}

const ALL: &dyn Fn(&Quote) -> bool = &|_| true;

#[test]
fn a_content_file_is_corrected_where_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, held) = opened(folder.path(), "a.toml", TOML);
    let mut corrector = Corrector::new(&held, ALL);
    let said = ask(&mut corrector, &held[0], eve(0)).expect("done");
    assert_eq!(said, format!("speaker set to Eve; written to {}; U undoes", path.display()));
    let written = text(&path);
    assert!(written.starts_with(TOML) && written.contains("speaker = \"Eve\"\r\n") && !written.contains("[import]"));
    assert!(!written.replace("\r\n", "").contains('\n'), "{written:?}");
    // What is shown is what the file says.
    assert_eq!(open(&path)[0].now().article, held[0].now().article);
    let said = ask(&mut corrector, &held[0], Request::Undo).expect("done");
    assert!(said.starts_with("taken back: speaker set to Eve; ") && said.ends_with("a.toml is as it was"), "{said}");
    assert_eq!(text(&path), TOML);
    assert_eq!(ask(&mut corrector, &held[0], Request::Undo), Err(Refusal::NothingToUndo));
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left over");
}

#[test]
fn a_file_that_is_another_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, held) = opened(folder.path(), "a.toml", TOML);
    let mut corrector = Corrector::new(&held, ALL);
    let changed = || Refusal::Changed { file: library::shown(&path) };
    let other = TOML.replace("Too much", "Too little");
    fs::write(&path, &other).expect("written");
    assert_eq!(ask(&mut corrector, &held[0], eve(0)), Err(changed()));
    assert_eq!(text(&path), other);
    // A comment more is no other article, and stays.
    let commented = TOML.replace("# mine", "# mine, and more");
    fs::write(&path, &commented).expect("written");
    ask(&mut corrector, &held[0], eve(0)).expect("done");
    assert!(text(&path).starts_with(&commented));
    // But what was not left so is not taken back.
    let more = format!("{}# more\n", text(&path));
    fs::write(&path, &more).expect("written");
    assert_eq!(ask(&mut corrector, &held[0], Request::Undo), Err(changed()));
    assert_eq!(text(&path), more);
    fs::write(&path, "title = ").expect("written");
    assert_eq!(ask(&mut corrector, &held[0], eve(0)), Err(Refusal::Unreadable { file: library::shown(&path) }));
    fs::remove_file(&path).expect("removed");
    assert!(matches!(ask(&mut corrector, &held[0], eve(0)), Err(Refusal::Unsaved(_) | Refusal::Changed { .. })));
    assert!(matches!(ask(&mut corrector, &held[0], Request::Undo), Err(Refusal::Unsaved(_))));
    assert!(!path.exists(), "what was removed is not made again");
}

#[test]
fn what_cannot_be_written_is_told_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, held) = opened(folder.path(), "a.toml", TOML);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let mut corrector = Corrector::new(&held, ALL);
    let before = held[0].now().article.clone();
    let Err(Refusal::Unsaved(why)) = ask(&mut corrector, &held[0], eve(0)) else { panic!("it is refused") };
    assert!(why.contains("a.toml: error: it cannot be written"), "{why}");
    assert_eq!((text(&path).as_str(), &held[0].now().article), (TOML, &before));
    assert_eq!(ask(&mut corrector, &held[0], Request::Undo), Err(Refusal::NothingToUndo));
}

#[test]
fn of_a_text_a_content_file_is_made_and_opened_in_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, held) = opened(folder.path(), "a.txt", TEXT);
    let made = folder.path().join("a.toml");
    let mut corrector = Corrector::new(&held, ALL);
    ask(&mut corrector, &held[0], eve(0)).expect("done");
    assert_eq!(text(&path), TEXT);
    assert!(text(&made).contains("hash = \"sha256:") && text(&made).contains("origin = \"corrected\""));
    // The file was made for it, and goes with it.
    ask(&mut corrector, &held[0], Request::Undo).expect("done");
    assert!(!made.exists());
    ask(&mut corrector, &held[0], eve(1)).expect("done");
    ask(&mut corrector, &held[0], Request::Correct(Correction::Reject { quote: 2 })).expect("done");
    let again = open(&path);
    assert_eq!(again[0].home.as_ref().and_then(|home| home.stand_in.clone()), Some(StandIn::Opened(made.clone())));
    assert_eq!((again[0].now().file.as_str(), again[0].now().article.quotes.len()), (&*path.to_string_lossy(), 2));
    assert_eq!(again[0].now().article, held[0].now().article);
    assert_eq!(again[0].now().article.quotes[1].origin, Origin::Corrected);
    // It is the one that is corrected from then on.
    let mut later = Corrector::new(&again, ALL);
    ask(&mut later, &again[0], eve(0)).expect("done");
    assert_eq!(open(&path)[0].now().article, again[0].now().article);
    // Another text is another article.
    fs::write(&path, TEXT.replace("Too much", "Too little")).expect("written");
    assert!(open(&path)[0].home.as_ref().is_some_and(|home| home.stand_in.is_none()));
    // One that is broken is told of, and the text opened.
    fs::write(&path, TEXT).expect("written");
    fs::write(&made, text(&made).replace("[find]", "[find")).expect("written");
    let broken = open(&path);
    assert_eq!(broken[0].home.as_ref().and_then(|home| home.stand_in.clone()), Some(StandIn::Faulty(made)));
    assert_eq!(broken[0].now().article.quotes.len(), 3);
}

#[test]
fn a_content_file_of_the_same_name_that_is_another_is_never_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = "title = 'Mine'\n[[sections]]\nbody = 'Words.'\n";
    fs::write(folder.path().join("a.toml"), mine).expect("written");
    let (_, held) = opened(folder.path(), "a.txt", TEXT);
    assert_eq!(held[0].now().article.title, "The Vote");
    let home = held[0].home.as_ref().expect("known");
    let places = library::places(home, "The Vote", "sha256:0123456789abcdef");
    assert_eq!(places[0], folder.path().join("a.toml"));
    assert!(places[1].ends_with("pullquote/corrected/the-vote-01234567.toml"), "{places:?}");
    let elsewhere = folder.path().join("b.toml");
    assert_eq!(save_new(&[places[0].clone(), elsewhere.clone()], "x"), Ok(elsewhere.clone()));
    assert_eq!((text(&folder.path().join("a.toml")).as_str(), text(&elsewhere).as_str()), (mine, "x"));
    assert!(matches!(save_new(&[elsewhere], "y"), Err(Refusal::Unsaved(_))));
    assert!(matches!(save_new(&[], "y"), Err(Refusal::Unsaved(_))));
}

#[test]
fn those_that_are_not_shown_are_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, all) = opened(folder.path(), "a.txt", TEXT);
    let is_shown = |quote: &Quote| !quote.words.contains("We go");
    let held = open(&path);
    let shown = Article { quotes: all[0].now().article.quotes[1..].to_vec(), ..all[0].now().article.clone() };
    held[0].replace(shown);
    let mut corrector = Corrector::new(&held, &is_shown);
    ask(&mut corrector, &held[0], Request::Correct(Correction::Reject { quote: 1 })).expect("done");
    assert_eq!(held[0].now().article.quotes.len(), 1);
    let left: Vec<_> = open(&path)[0].now().article.quotes.iter().map(|quote| quote.words.clone()).collect();
    assert_eq!(left, ["We go,", "No,"]);
    ask(&mut corrector, &held[0], Request::Correct(Correction::Join { first: 0, second: 1 })).expect_err("no second");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn taking_all_back_gives_the_same_bytes(
        is_text in any::<bool>(),
        steps in proptest::collection::vec((0u8..4, 0usize..3, 0usize..3), 1..7),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let (name, before) = if is_text { ("a.txt", TEXT) } else { ("a.toml", TOML) };
        let (path, held) = opened(folder.path(), name, before);
        let first = held[0].now().article.clone();
        let mut corrector = Corrector::new(&held, ALL);
        let mut texts = vec![text(&path)];
        for (kind, one, other) in steps {
            let correction = match kind {
                0 => Correction::Speaker { quote: one, name: (other > 0).then(|| "Eve".repeat(other)) },
                1 => Correction::Reject { quote: one },
                2 => Correction::Join { first: one, second: one + 1 },
                _ => Correction::Merge { person: one, into: other },
            };
            if ask(&mut corrector, &held[0], Request::Correct(correction)).is_ok() {
                texts.push(text(&folder.path().join("a.toml")));
            }
        }
        while let Some(_last) = texts.pop() {
            let done = ask(&mut corrector, &held[0], Request::Undo);
            match texts.last() {
                None => prop_assert_eq!(done, Err(Refusal::NothingToUndo)),
                Some(_) if texts.len() == 1 => prop_assert_eq!(text(&path), before),
                Some(text_before) => prop_assert_eq!(&text(&folder.path().join("a.toml")), text_before),
            }
        }
        prop_assert_eq!(&held[0].now().article, &first);
        prop_assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
