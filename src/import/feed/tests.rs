use super::*;
use crate::article::{Article, Kind};

fn rss(items: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='iso-8859-1'?>\n<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The &amp; Paper</title><language>en</language>{items}</channel></rss>"
    )
}

fn import(feed: &str) -> Result<Import, Misfit> {
    super::read(feed.as_bytes(), None, Some("utf-8"))
}

fn one(item: &str) -> Article {
    import(&rss(&format!("<item>{item}</item>"))).expect("read").articles.remove(0)
}

fn words(article: &Article) -> Vec<&str> {
    article.blocks.iter().filter(|b| !matches!(b.kind, Kind::Title | Kind::Byline)).map(|b| b.words.as_str()).collect()
}

#[test]
fn an_entry_says_who_wrote_it() {
    let article = one(
        "<title>A &amp;#8220;title&amp;#8221; &lt;i&gt;x&lt;/i&gt;</title><link>https://a.example/b?utm_source=x&amp;p=1#c</link>\
        <dc:creator>Ada</dc:creator><author>a@b.example (The desk)</author><author>c@b.example</author>\
        <pubDate>Mon, 16 Sep 2024 00:30:00 +0200</pubDate><description>Words.</description>",
    );
    assert_eq!(article.title, "A “title” x");
    assert_eq!(article.authors, ["Ada", "The desk"]);
    assert_eq!(article.published.as_deref(), Some("2024-09-16"), "the day that is written");
    assert_eq!((article.source.name.as_deref(), article.language.as_deref()), (Some("The & Paper"), Some("en")));
    assert_eq!(article.source.url.as_deref(), Some("https://a.example/b?p=1#c"));
    let article = one(
        "<link>https://a.example/b?ref=rss</link><guid>https://a.example/b</guid><description>Words.</description>",
    );
    assert_eq!(article.source.url.as_deref(), Some("https://a.example/b"));
    let article = one("<link>javascript:alert(1)</link><guid>12</guid><description>Words.</description>");
    assert_eq!(article.source.url, None);
}

#[test]
fn all_of_an_article_is_taken_not_its_beginning() {
    let both = "<description>Begin […]</description><content:encoded><![CDATA[<p>All &amp; more</p><p>x<br>y</p>]]></content:encoded>";
    assert_eq!(words(&one(both)), ["All & more", "x\ny"]);
    let empty =
        "<description>Summary.</description><content:encoded><![CDATA[<p> </p><script>x</script>]]></content:encoded>";
    assert_eq!(words(&one(empty)), ["Summary."]);
}

#[test]
fn plain_text_has_paragraphs_too() {
    let text = "<description>One &amp; two\nlines, 3 &lt; 4.\n\nSecond &amp;amp; last.</description>";
    assert_eq!(words(&one(text)), ["One & two lines, 3 < 4.", "Second & last."]);
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='text'>a &lt;b&gt; &amp;amp; c\n\nd</content></entry></feed>";
    assert_eq!(words(&import(atom).expect("read").articles[0]), ["a <b> &amp; c", "d"]);
}

#[test]
fn what_is_set_below_each_entry_is_left_out() {
    let item = "<description>&lt;p&gt;Words, and a &lt;a href='https://a.example'&gt;link&lt;/a&gt;&lt;/p&gt;\
        &lt;p&gt;The post &lt;a href='https://a.example'&gt;T&lt;/a&gt; appeared first on &lt;a href='https://a.example'&gt;P&lt;/a&gt;.&lt;/p&gt;\
        &lt;p&gt;&lt;a href='https://a.example/1'&gt;5 comments&lt;/a&gt; | &lt;a href='https://a.example/2'&gt;Share&lt;/a&gt;&lt;/p&gt;</description>";
    let import = import(&rss(&format!("<item>{item}</item><item><title>Empty</title></item>"))).expect("read");
    assert_eq!(words(&import.articles[0]), ["Words, and a link"]);
    assert_eq!(import.notes, [Note::Dropped(1, "empty entry"), Note::Dropped(2, "closing line")]);
}

#[test]
fn a_line_with_a_credit_is_the_caption() {
    let item = "<description>&lt;p&gt;&lt;img src='https://a.example/x.jpg' alt='A duck'&gt;&lt;br&gt;&lt;small&gt;The bird. Photo: R. H.&lt;/small&gt;&lt;/p&gt;&lt;p&gt;Words.&lt;/p&gt;</description>";
    assert_eq!(words(&one(item)), ["The bird. Photo: R. H.", "Words."]);
}

#[test]
fn a_feed_is_told_by_its_first_element() {
    for yes in [
        "<rss version='2.0'>",
        "\u{FEFF} <?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- a > b --><!DOCTYPE rss>\n<rss>",
        "<feed\nxmlns='x'>",
        "<rdf:RDF xmlns:rdf='x'>",
        "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
    ] {
        assert!(is_plainly(yes.as_bytes()), "{yes}");
    }
    for no in ["", "<rssx>", "<html><feed>", "<!DOCTYPE html><rss>x", "feed", "{\"a\": 1}", "<!-- <rss> ", "<feedback>"]
    {
        assert!(!is_plainly(no.as_bytes()) || no.starts_with("<!DOCTYPE"), "{no}");
    }
}

#[test]
fn what_a_feed_defines_is_not_expanded() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>\
        <rss version='2.0'><channel><item><description>x &b; &f; y</description></item></channel></rss>";
    let said = match import(bomb) {
        Ok(import) => words(&import.articles[0]).join(" "),
        Err(misfit) => misfit.to_string(),
    };
    assert!(!said.contains("haha") && !said.contains("root"), "{said}");
}

#[test]
fn json_feeds_are_feeds() {
    let feed = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"P\", \"items\": [{\"id\": \"1\", \"title\": \"T\", \
        \"content_html\": \"<p>Words.</p>\", \"date_published\": \"2020-09-10T23:30:00-08:00\", \"authors\": [{\"name\": \"Ada\"}]}]}";
    let article = &import(feed).expect("read").articles[0];
    assert_eq!((article.title.as_str(), article.published.as_deref()), ("T", Some("2020-09-10")));
    assert_eq!((words(article), article.authors.as_slice()), (vec!["Words."], &["Ada".to_string()][..]));
}

#[test]
fn a_declaration_in_the_middle_is_none() {
    let late = rss("<item><description>Words.</description></item><?xml version='1.0' encoding='utf-16'?>");
    assert_eq!(words(&import(&late).expect("read").articles[0]), ["Words."]);
}

#[test]
fn what_is_no_feed_is_told() {
    assert!(matches!(import("<rss><chan"), Err(Misfit::NoFeed(_))));
    assert!(matches!(import("<html/>"), Err(Misfit::NoFeed(_))));
    assert_eq!(import(&rss("")).err(), Some(Misfit::Blank));
    assert_eq!(import(&"<item/>".repeat(600_000)).err(), Some(Misfit::Feed(Limit::Nodes(500_000))));
    assert_eq!(import(&" ".repeat(33 << 20)).err(), Some(Misfit::Feed(Limit::Megabytes(32))));
}
