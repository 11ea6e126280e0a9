//! Feeds are followed into the library: slowly, where sites let programs go, and so that
//! nothing is lost, written twice or written over, whatever a feed has in it.

use std::collections::HashMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::run::{Folder, Ran, command, finish};

const PLAIN: &str = "User-agent: *\nDisallow: /secret\n";

/// What a server has: for each path the head, without its first line's protocol, and the body.
type Pages = Arc<Mutex<HashMap<String, (String, String)>>>;

/// A site on this machine that answers one request after the other.
struct Site {
    port: u16,
    pages: Pages,
    asked: Arc<Mutex<Vec<(String, Instant)>>>,
}

impl Site {
    /// Has a page that names the feed.
    fn home(&self) {
        let page =
            "<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><p>Home";
        self.has("/", "200 OK\r\nContent-Type: text/html", page);
    }

    fn new() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let pages = Pages::default();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (has, log) = (pages.clone(), asked.clone());
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let mut request = Vec::new();
                let mut bytes = [0; 4096];
                while !request.ends_with(b"\r\n\r\n") {
                    match stream.read(&mut bytes) {
                        Ok(count) if count > 0 => request.extend_from_slice(&bytes[..count]),
                        _ => break,
                    }
                }
                let request = String::from_utf8_lossy(&request).into_owned();
                log.lock().expect("a log").push((request.clone(), Instant::now()));
                let path = request.split(' ').nth(1).unwrap_or_default();
                let (head, body) =
                    has.lock().expect("pages").get(path).cloned().unwrap_or(("404 No".into(), String::new()));
                // A head that wants to know is answered as it should be.
                let tag = head
                    .lines()
                    .find_map(|line| line.strip_prefix("ETag: "))
                    .map(|tag| format!("if-none-match: {tag}"));
                let (head, body) = match tag.filter(|tag| request.contains(tag.as_str())) {
                    Some(_) => ("304 Not Modified".to_string(), String::new()),
                    None => (head, body),
                };
                let answer = format!(
                    "HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                    head.trim_end(),
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        let site = Site { port, pages, asked };
        site.has("/robots.txt", "200 OK\r\nContent-Type: text/plain", PLAIN);
        site
    }

    fn has(&self, path: &str, head: &str, body: &str) {
        self.pages.lock().expect("pages").insert(path.to_string(), (head.to_string(), body.to_string()));
    }

    fn page(&self, path: &str, title: &str) {
        self.has(path, "200 OK\r\nContent-Type: text/html", &page(title));
    }

    fn feed(&self, items: &str) {
        self.has("/feed", "200 OK\r\nETag: \"1\"\r\nLast-Modified: Mon, 16 Sep 2024 00:30:00 GMT", &rss(items));
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn item(&self, path: &str, words: &str) -> String {
        format!(
            "<item><title>About {}</title><link>{}</link><description>{words}</description></item>",
            path,
            self.url(path)
        )
    }

    /// The paths that were asked since the last time.
    fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.asked.lock().expect("a log"));
        asked.iter().map(|(request, _)| request.split(' ').nth(1).unwrap_or_default().to_string()).collect()
    }
}

fn rss(items: &str) -> String {
    format!("<?xml version='1.0'?><rss version='2.0'><channel><title>The Paper</title>{items}</channel></rss>")
}

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav>Home</nav><article><h1>{title}</h1>\
        <p>Nobody in the village of Little Marsh had been told of it by then, and the bridge was closed to all.</p>\
        <p>“We will never raise the rent in this town,” said Ada Finch on Monday at the bridge, before a crowd.</p>\
        </article></body></html>"
    )
}

struct Home(Folder);

impl Home {
    fn new() -> Home {
        Home(Folder::new())
    }

    /// With a feed of this site in the list, called the-paper.
    fn following(site: &Site) -> Home {
        let home = Home::new();
        let list = format!("[[feed]]\nname = \"the-paper\"\naddress = \"{}\"\n", site.url("/feed"));
        fs::create_dir_all(home.path("data/pullquote")).expect("made");
        fs::write(home.path("data/pullquote/feeds.toml"), list).expect("written");
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = command(args);
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command.env("XDG_DATA_HOME", self.path("data")).env("XDG_CACHE_HOME", self.path("cache"));
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let ran = finish(self.command(args).output().expect("it runs"));
        ran.is_clean();
        ran
    }

    /// Without waiting, where the program was built for tests.
    fn fetch(&self) -> Ran {
        let args = ["feed", "fetch", "--private", "--gap=0"];
        self.run(if cfg!(debug_assertions) { &args } else { &args[..3] })
    }

    /// The names of the files of the feed, without what tells those of one title apart.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("data/pullquote/library/the-paper")).into_iter().flatten().flatten();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries
            .map(name)
            .filter(|name| !name.starts_with('.'))
            .map(|name| name[..name.len() - "-0123456789ab.toml".len()].to_string())
            .collect();
        names.sort();
        names
    }

    fn text(&self, name: &str) -> String {
        let entries = fs::read_dir(self.path("data/pullquote/library/the-paper")).expect("a folder").flatten();
        let mut paths = entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().contains(name));
        fs::read_to_string(paths.next().expect("a file")).expect("read")
    }
}

#[test]
fn what_is_new_becomes_articles_of_the_library() {
    let site = Site::new();
    site.feed(
        &[
            site.item("/one", "Short."),
            site.item("/two", &"Longer than the page. ".repeat(30)),
            site.item("/no", "Gone."),
        ]
        .concat(),
    );
    site.page("/one", "One");
    site.page("/two", "Two");
    let home = Home::following(&site);
    let ran = home.fetch();
    assert!(ran.err.ends_with("the-paper: 3 new (2 in the words of the feed only), 0 known\n"), "{}", ran.err);
    assert!(ran.err.contains("/no: the server answers 404 Not Found\n"), "{}", ran.err);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(home.files(), ["about-no", "about-two", "one"]);
    assert_eq!(site.asked(), ["/feed", "/robots.txt", "/one", "/two", "/no"]);
    let one = home.text("one-");
    for line in [&format!("from = \"{}\"", site.url("/one")), "name = \"The Paper\"", "Ada Finch", "Little Marsh"] {
        assert!(one.contains(line), "{line}: {one}");
    }
    assert!(home.text("about-two").contains("Longer than the page."));
    assert!(home.text("about-no").contains(&format!("from = \"{}\"", site.url("/feed"))));
    assert!(home.run(&["check", "data/pullquote/library/the-paper"]).code == Some(0));
    let said = home.run(&["said", "finch"]);
    assert!(said.out.contains("raise the rent"), "{said:?}");
}

#[test]
fn what_is_known_is_not_fetched_again_wherever_its_file_is() {
    let site = Site::new();
    site.feed(&site.item("/one", "Short."));
    site.page("/one", "One");
    let home = Home::following(&site);
    home.fetch().ends_well();
    site.asked();
    let again = home.fetch();
    assert_eq!((again.err.as_str(), again.code), ("the-paper: nothing new since it was last asked\n", Some(1)));
    assert_eq!(site.asked(), ["/feed"], "the server was asked whether there is something new");
    // Another answer, with another entry; the file is gone from where it was.
    fs::rename(home.path("data/pullquote/library/the-paper"), home.path("elsewhere")).expect("moved");
    let items = [site.item("/one", "Short."), site.item("/two", "Short.")].concat();
    site.has("/feed", "200 OK\r\nETag: \"2\"", &rss(&items));
    site.page("/two", "Two");
    assert_eq!(home.fetch().err, "the-paper: 1 new, 1 known\n");
    assert_eq!(
        (site.asked(), home.files()),
        (vec!["/feed".into(), "/robots.txt".into(), "/two".into()], vec!["two".to_string()])
    );
}

#[test]
fn an_article_that_is_in_two_feeds_is_written_once() {
    let site = Site::new();
    site.feed(&site.item("/one", "Short."));
    let items = [site.item("/one", "Short as well."), site.item("/two", "Short.")].concat();
    // One of no address, by an id that another feed may have as well.
    let own = "<item><title>Own</title><guid isPermaLink='false'>7</guid><description>Words.</description></item>";
    site.has("/other", "200 OK", &rss(&[&items, own].concat()));
    site.has("/third", "200 OK", &rss(&[&site.item("/two", ""), own].concat()));
    ["/one", "/two"].iter().for_each(|path| site.page(path, &path[1..]));
    let home = Home::following(&site);
    let list = home.path("data/pullquote/feeds.toml");
    let feed = |name: &str| format!("[[feed]]\nname = \"{name}\"\naddress = \"{}\"\n", site.url(&format!("/{name}")));
    let first = fs::read_to_string(&list).expect("a list");
    fs::write(&list, format!("{first}{}", feed("other"))).expect("written");
    assert_eq!(
        home.fetch().err,
        "the-paper: 1 new, 0 known\nother: 2 new (1 in the words of the feed only), 1 known\n"
    );
    // Nor in a later run.
    fs::write(&list, format!("{first}{}{}", feed("other"), feed("third"))).expect("written");
    let told = home.fetch().err;
    assert!(told.ends_with("third: 1 new (1 in the words of the feed only), 1 known\n"), "{told}");
    let asked = site.asked();
    assert_eq!(asked.iter().filter(|path| ["/one", "/two"].contains(&path.as_str())).count(), 2, "{asked:?}");
    let said = home.run(&["said", "finch"]);
    assert_eq!(said.out.lines().count(), 1, "{said:?}");
}

#[test]
fn a_feed_that_has_moved_for_good_is_followed_to_its_new_address() {
    let site = Site::new();
    site.feed(&site.item("/one", "Short."));
    site.page("/one", "One");
    let home = Home::following(&site);
    home.fetch().ends_well();
    site.asked();
    let list = || fs::read_to_string(home.path("data/pullquote/feeds.toml")).expect("a list");
    let before = list();
    // Not what moves for a while, nor what leads to a page.
    for (head, code) in [("302 Found", Some(1)), ("301 Moved", Some(2))] {
        site.has("/feed", &format!("{head}\r\nLocation: /new"), "");
        site.has("/new", "200 OK", if code == Some(1) { rss("") } else { page("Parked") }.as_str());
        assert_eq!((home.fetch().code, list()), (code, before.clone()), "{head}");
    }
    let items = [site.item("/one", "Short."), site.item("/two", "Short.")].concat();
    site.has("/feed", "308 Moved\r\nLocation: /new", "");
    site.has("/new", "200 OK", &rss(&items));
    site.page("/two", "Two");
    let told = format!("the-paper: it has moved for good; its address is now {}\n", site.url("/new"));
    assert_eq!(home.fetch().err, format!("{told}the-paper: 1 new, 1 known\n"));
    site.asked();
    assert_eq!(home.fetch().err, "the-paper: 0 new, 2 known\n");
    assert_eq!(site.asked(), ["/new"]);
    // Its files are known by their names also without the list of what is known.
    fs::remove_file(home.path("data/pullquote/feeds/the-paper.known")).expect("removed");
    assert_eq!(home.fetch().err, "the-paper: 0 new, 2 known\n");
    let again = home.run(&["feed", "add", "--private", &site.url("/feed")]);
    assert!(again.err.contains("it is followed already (the-paper)"), "{again:?}");
}

#[test]
fn of_two_feeds_that_have_become_one_that_is_said() {
    let site = Site::new();
    site.has("/feed", "301 Moved\r\nLocation: /new", "");
    site.has("/new", "200 OK", &rss(&site.item("/one", "Short.")));
    site.page("/one", "One");
    let home = Home::following(&site);
    let path = home.path("data/pullquote/feeds.toml");
    let list = fs::read_to_string(&path).expect("a list");
    let list = format!("{list}[[feed]]\nname = \"new\"\naddress = \"{}\"\n", site.url("/new"));
    fs::write(&path, &list).expect("written");
    let told = home.fetch().err;
    let expected = format!("the-paper: it has moved to {}, which is followed already (new)\n", site.url("/new"));
    assert!(told.contains(&expected) && told.ends_with("new: 0 new, 1 known\n"), "{told}");
    assert_eq!(fs::read_to_string(&path).expect("a list"), list);
}

const UNCHANGED: &str = "the-paper: nothing new since it was last asked";

#[test]
fn what_has_only_the_words_of_the_feed_waits_for_its_page() {
    let site = Site::new();
    site.feed(&[site.item("/one", "Short."), site.item("/secret/1", "Own words.")].concat());
    let home = Home::following(&site);
    home.fetch().ends_well();
    assert_eq!(home.files(), ["about-one", "about-secret-1"]);
    site.asked();
    assert_eq!(home.fetch().err, format!("{UNCHANGED}\n"));
    assert_eq!(site.asked(), ["/feed", "/robots.txt", "/one"], "also where nothing is new");
    site.page("/one", "One");
    site.page("/secret/1", "Free by now");
    site.has("/robots.txt", "404 None", "");
    assert_eq!(home.fetch().err, format!("{UNCHANGED}, 2 with the words of the page now\n"));
    // In the same files, with what only the feed tells.
    assert_eq!(home.files(), ["about-one", "about-secret-1"]);
    let one = home.text("about-one");
    for line in [&format!("from = \"{}\"", site.url("/one")), "name = \"The Paper\"", "Ada Finch", "Little Marsh"] {
        assert!(one.contains(line), "{line}: {one}");
    }
    assert!(home.run(&["said", "finch"]).out.contains("raise the rent"));
    site.asked();
    assert_eq!(home.fetch().err, format!("{UNCHANGED}\n"));
    assert_eq!(site.asked(), ["/feed"], "nothing waits any more");
}

#[test]
fn a_page_that_stays_away_is_tried_some_times_only() {
    let site = Site::new();
    site.feed(&site.item("/no", "Short."));
    let home = Home::following(&site);
    (0..8).for_each(|_| drop(home.fetch()));
    let tried = site.asked().iter().filter(|path| *path == "/no").count();
    assert_eq!(tried, 1 + 5);
    site.page("/no", "Too late");
    assert_eq!(home.fetch().err, format!("{UNCHANGED}\n"));
    // A page that is there and says no more is not asked for again either.
    let site = Site::new();
    site.feed(&site.item("/brief", &"Longer than the page. ".repeat(30)));
    let home = Home::following(&site);
    home.fetch();
    site.page("/brief", "Brief");
    (0..3).for_each(|_| drop(home.fetch()));
    assert_eq!(site.asked().iter().filter(|path| *path == "/brief").count(), 2);
    assert!(home.text("about-brief").contains("Longer than the page."));
}

#[test]
fn what_somebody_has_changed_is_not_written_over() {
    let site = Site::new();
    let paths = ["/edited", "/noted", "/moved", "/linked"];
    site.feed(&paths.map(|path| site.item(path, "Short.")).concat());
    let home = Home::following(&site);
    home.fetch();
    let folder = home.path("data/pullquote/library/the-paper");
    let path = |name: &str| {
        let mut entries = fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path());
        entries.find(|path| path.to_string_lossy().contains(name)).expect("a file")
    };
    let [edited, noted, moved, linked] = ["edited", "noted", "moved", "linked"].map(path);
    let mine = fs::read_to_string(&edited).expect("read") + "# mine\n";
    fs::write(&edited, &mine).expect("written");
    fs::write(noted.with_extension("notes.toml"), "").expect("written");
    let before = fs::read_to_string(&noted).expect("read");
    fs::rename(&moved, home.path("moved.toml")).expect("moved");
    fs::rename(&linked, home.path("linked.toml")).expect("moved");
    std::os::unix::fs::symlink(home.path("linked.toml"), &linked).expect("linked");
    paths.iter().for_each(|path| site.page(path, path));
    site.asked();
    assert_eq!(home.fetch().err, format!("{UNCHANGED}\n"));
    assert_eq!(site.asked(), ["/feed"]);
    assert_eq!(fs::read_to_string(&edited).expect("read"), mine);
    assert_eq!(fs::read_to_string(&noted).expect("read"), before);
    assert!(!moved.exists() && !fs::read_to_string(&linked).expect("read").contains("Ada Finch"));
}

#[test]
fn a_server_is_asked_by_what_it_said() {
    let site = Site::new();
    site.feed(&site.item("/one", "Short."));
    let home = Home::following(&site);
    home.fetch().ends_well();
    site.asked.lock().expect("a log").clear();
    home.fetch();
    let asked = site.asked.lock().expect("a log").clone();
    for header in
        ["if-none-match: \"1\"\r\n", "if-modified-since: Mon, 16 Sep 2024 00:30:00 GMT\r\n", "user-agent: pullquote/"]
    {
        assert!(asked[0].0.contains(header), "{header}: {}", asked[0].0);
    }
}

#[test]
fn where_robots_txt_bars_the_way_pages_are_not_asked() {
    let site = Site::new();
    site.feed(
        &[site.item("/secret/1", ""), site.item("/secret/2", "Own words."), site.item("/moved", "Moved words.")]
            .concat(),
    );
    site.has("/moved", "302 Found\r\nLocation: /secret/3", "");
    let home = Home::following(&site);
    let ran = home.fetch();
    let told = "the-paper: 2 new (2 in the words of the feed only), 0 known, 3 refused by robots.txt\n";
    assert_eq!((ran.err.as_str(), ran.code), (told, Some(0)));
    assert_eq!(site.asked(), ["/feed", "/robots.txt", "/moved"]);
}

#[test]
fn what_does_not_answer_for_its_rules_may_have_any() {
    let site = Site::new();
    site.feed(&site.item("/one", ""));
    site.page("/one", "One");
    site.has("/robots.txt", "503 Later", "");
    let home = Home::following(&site);
    let ran = home.fetch();
    assert!(
        ran.err.contains("robots.txt, which may forbid to read this, cannot be had: the server answers 503"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("the-paper: 0 new, 0 known, 1 left for the next run\n"), "{}", ran.err);
    assert_eq!((site.asked(), ran.code), (vec!["/feed".to_string(), "/robots.txt".into()], Some(1)));
    // The next time it has none at all; the feed is had again, although it is what it was.
    site.has("/robots.txt", "404 None", "");
    assert_eq!(home.fetch().err, "the-paper: 1 new, 0 known\n");
}

#[test]
fn a_host_is_asked_once_a_second() {
    let site = Site::new();
    site.feed("");
    let home = Home::following(&site);
    site.has("/robots.txt", "302 Found\r\nLocation: /feed", "");
    site.feed(&site.item("/one", "Words."));
    // Up to the second request is enough; no more is waited for.
    let mut child = home.command(&["feed", "fetch", "--private"]).stderr(Stdio::null()).spawn().expect("it runs");
    let end = Instant::now() + Duration::from_secs(20);
    while site.asked.lock().expect("a log").len() < 2 && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    let asked = site.asked.lock().expect("a log").clone();
    let apart = asked[1].1 - asked[0].1;
    assert!(apart > Duration::from_millis(900), "{apart:?}");
}

#[test]
fn a_run_that_is_killed_loses_and_doubles_nothing() {
    let site = Site::new();
    let paths: Vec<String> = (0..12).map(|n| format!("/page-{n}")).collect();
    paths.iter().for_each(|path| site.page(path, path));
    site.feed(&paths.iter().map(|path| site.item(path, "")).collect::<String>());
    let home = Home::following(&site);
    for _ in 0..4 {
        let before = home.files().len();
        let args = ["feed", "fetch", "--private", "--gap=30"];
        let mut child = home.command(if cfg!(debug_assertions) { &args } else { &args[..3] });
        let mut child = child.stderr(Stdio::null()).spawn().expect("it runs");
        let end = Instant::now() + Duration::from_secs(10);
        while home.files().len() == before && Instant::now() < end {
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    assert!(home.files().len() >= 4, "{:?}", home.files());
    // As if the last one had been killed between the file and the list.
    let list = home.path("data/pullquote/feeds/the-paper.known");
    let known = fs::read_to_string(&list).expect("a list");
    fs::write(&list, &known[..known.len().saturating_sub(5)]).expect("written");
    home.fetch();
    let mut expected: Vec<String> = paths.iter().map(|path| path[1..].to_string()).collect();
    expected.sort();
    assert_eq!(home.files(), expected);
    let known = fs::read_to_string(&list).expect("a list");
    assert!(paths.iter().all(|path| known.lines().any(|line| line == site.url(path))), "{known}");
    let left = fs::read_dir(home.path("data/pullquote/library/the-paper")).expect("a folder").flatten();
    assert!(left.count() <= 16, "at most what each killed run was writing");
}

#[test]
fn a_feed_may_be_hostile() {
    let site = Site::new();
    let home = Home::following(&site);
    let many = "<item/>".repeat(100_000);
    site.feed(&many);
    let ran = home.fetch();
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let bomb = "<!DOCTYPE rss [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]>";
    let item = "<item><title>../../x\u{202e}&#27;[2J</title><guid>../../../etc/passwd</guid><description>Words &b;.</description></item>";
    site.has("/feed", "200 OK", &format!("{bomb}<rss version='2.0'><channel>{item}{item}</channel></rss>"));
    let ran = home.fetch();
    assert!(ran.code < Some(2) || ran.err.contains("this is no feed"), "{ran:?}");
    assert!(!home.path("data/pullquote/x").exists() && !home.path("data/x").exists());
    site.has(
        "/feed",
        "200 OK",
        &rss(&format!(
            "{item}{item}<item><title>\u{1f}</title><link>file:///etc/passwd</link><description>W</description></item>"
        )),
    );
    let ran = home.fetch();
    assert!(ran.err.contains(" new (") && ran.code == Some(0), "{ran:?}");
    for file in fs::read_dir(home.path("data/pullquote/library/the-paper")).expect("a folder").flatten() {
        let text = fs::read_to_string(file.path()).expect("read");
        assert!(!text.contains("root:") && !text.contains("haha") && !text.contains('\u{1b}'), "{text}");
    }
}

#[test]
fn not_more_than_some_hundred_are_new_in_one_run() {
    let site = Site::new();
    let item = |n: usize| format!("<item><guid>{n}</guid><title>T</title><description>Words {n}.</description></item>");
    site.feed(&(0..400).map(item).collect::<String>());
    let home = Home::following(&site);
    let first = home.fetch();
    assert!(
        first.err.ends_with("300 new (300 in the words of the feed only), 0 known, 100 left for the next run\n"),
        "{first:?}"
    );
    assert!(home.fetch().err.ends_with(": 100 new (100 in the words of the feed only), 300 known\n"));
    assert_eq!(home.files().len(), 400);
}

#[test]
fn one_bad_feed_does_not_stop_the_others() {
    let (site, home) = (Site::new(), Home::new());
    site.feed(&site.item("/one", "Words."));
    let list = format!(
        "[[feed]]\nname = \"bad\"\naddress = \"{}\"\n[[feed]]\nname = \"the-paper\"\naddress = \"{}\"\n",
        site.url("/nothing"),
        site.url("/feed")
    );
    fs::create_dir_all(home.path("data/pullquote")).expect("made");
    fs::write(home.path("data/pullquote/feeds.toml"), list).expect("written");
    let ran = home.fetch();
    let bad = format!("bad: error: {}: the server answers 404 Not Found\n", site.url("/nothing"));
    assert!(
        ran.err.starts_with(&bad) && ran.err.ends_with("the-paper: 1 new (1 in the words of the feed only), 0 known\n"),
        "{}",
        ran.err
    );
    assert_eq!((ran.code, home.files().len()), (Some(2), 1));
    home.run(&["feed", "fetch", "the-paper"]).refuses(2, &["is not a public address", "--private"]);
    home.run(&["feed", "fetch", "nobody"]).refuses(2, &["nobody: error: no feed of this name"]);
}

#[test]
fn feeds_are_added_and_removed() {
    let (site, home) = (Site::new(), Home::new());
    site.feed(&site.item("/one", "Words."));
    site.home();
    home.run(&["feed", "list"]).refuses(1, &["no feed is followed"]);
    let feed = site.url("/feed");
    let added = home.run(&["feed", "add", "--private", &feed]);
    assert_eq!((added.err, added.code), (format!("added the-paper: {feed}\n"), Some(0)));
    let file = home.0.file("own.xml", rss(&site.item("/two", "Words.")));
    let list =
        home.0.file("list.opml", "<opml><body><outline text='Other' xmlUrl='https://a.example/f'/></body></opml>");
    let added = home.run(&["feed", "add", &file, &list]);
    assert_eq!(
        added.err.lines().collect::<Vec<_>>(),
        [&format!("added the-paper-2: {file}"), "added other: https://a.example/f"]
    );
    let expected =
        format!("the-paper\tThe Paper\t{feed}\nthe-paper-2\tThe Paper\t{file}\nother\tOther\thttps://a.example/f\n");
    assert_eq!(home.run(&["feed", "list"]).out, expected);
    assert_eq!(home.run(&["feed", "remove", "the-paper", &file, "other"]).code, Some(0));
    home.run(&["feed", "remove", "the-paper"]).refuses(2, &["no feed of this name or address"]);
    let none = home.0.file("none.txt", "Words.");
    home.run(&["feed", "add", &none]).refuses(2, &["none.txt: error: this is no feed, and names none"]);
    home.run(&["feed", "add", "nowhere.xml"]).refuses(2, &["nowhere.xml: error: there is no such file"]);
    let foreign = "x = = 1\n";
    fs::write(home.path("data/pullquote/feeds.toml"), foreign).expect("written");
    home.run(&["feed", "add", &file]).refuses(2, &["feeds.toml", "line 1", "nothing was changed"]);
    assert_eq!(fs::read_to_string(home.path("data/pullquote/feeds.toml")).expect("read"), foreign);
}

#[test]
fn a_page_leads_to_its_feed() {
    let (site, home) = (Site::new(), Home::new());
    site.feed(&site.item("/one", "Words."));
    site.home();
    let added = home.run(&["feed", "add", "--private", &site.url("/")]);
    assert_eq!((added.err, added.code), (format!("added the-paper: {}\n", site.url("/feed")), Some(0)));
}
