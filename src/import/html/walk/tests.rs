use super::*;
use crate::markdown;

/// The blocks of a page, as Markdown.
#[track_caller]
fn shows(html: &str, expected: &str) {
    let blocks = blocks(html, Some("https://site.example/a/b.html")).expect("a page");
    let found = markdown::write(&blocks);
    assert_eq!(found.trim_end(), expected, "{html}");
}

#[test]
fn words_are_set_as_a_browser_would() {
    shows("<p> a \n b <b> c </b>d<p>e<span>f</span> <i>g</i>", "a b **c** d\n\nef *g*");
    shows("one<div>two<div>three</div>four</div>five", "one\n\ntwo\n\nthree\n\nfour\n\nfive");
    shows("a <br> b<br><br>c", "a\\\nb\n\nc");
}

#[test]
fn blocks_have_their_kinds() {
    shows(
        "<h1>A</h1><h3>B <div>c</div></h3><hr><pre>a\n  <b>b</b></pre>",
        "# A\n\n### B c\n\n* * *\n\n```\na\n  b\n```",
    );
    shows("<blockquote><p>a</p><p>b</p><cite>- N. N.</cite></blockquote>c", "> a\n>\n> b\n>\n> — N. N.\n\nc");
    shows("<blockquote>see <cite>A Book</cite> there</blockquote>", "> see *A Book* there");
    shows("<blockquote>a<footer><p><cite>N</cite>, B</p></footer></blockquote>", "> a\n>\n> — *N*, B");
    shows("<figure><blockquote>a</blockquote><figcaption>N</figcaption></figure>", "> a\n>\n> — N");
    shows("<ul><li>a<ul><li><p>b</ul><li>c</ul><ol start=3><li>d<li>e</ol>", "- a\n  - b\n- c\n3. d\n4. e");
    shows("<dl><dt>a<dd>b</dl><details><summary>c</summary>d</details>", "**a**\n\nb\n\n**c**\n\nd");
}

#[test]
fn inline_elements_have_their_styles() {
    shows("<em>a</em><i>b</i> <strong>c</strong> <code>d  e</code> <cite>f</cite>", "*ab* **c** `d e` *f*");
    shows("<q>a <q>b</q></q>", "“a ‘b’”");
    shows("10<sup>6</sup> m<sub>2</sub> 5<sup>th</sup>", "10⁶ m₂ 5th");
    shows("a<sup><a href='#n1'>1</a></sup>", "a[[1](https://site.example/a/b.html#n1)\\]");
    shows("note <a href='#r1'>↩︎</a>", "note");
    shows("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>字", "漢字");
    shows(
        "<a href='/x y'>a</a> <a href='../c'>b</a> <a href='javascript:x'>c</a> <a>d</a>",
        "[a](https://site.example/x%20y) [b](https://site.example/c) c d",
    );
}

#[test]
fn pictures_have_captions_or_say_something() {
    let caption = "![A man.](https://site.example/a/p.jpg)";
    shows("<figure><img src=p.jpg alt='Other words here'><figcaption><p>A man.</p></figcaption></figure>", caption);
    shows("<figure><figcaption>A man.</figcaption><img data-src=p.jpg src='data:x'></figure>", caption);
    shows("<div><img src=p.jpg alt='Words for this one'><p class='wp-caption-text'>A man.</p></div>", caption);
    shows("<p><img src=p.jpg alt='A man walks'></p><p>a", "![A man walks](https://site.example/a/p.jpg)\n\na");
    shows("<p>a <img src=p.jpg alt='A man walks'> b", "a b\n\n![A man walks](https://site.example/a/p.jpg)");
    shows("<img src=a.jpg alt=logo><img src=a.jpg alt='a b c.jpg'>a<img src=s.png alt='☺'>", "a☺");
    shows(
        "<img src=p.jpg alt='A man walks'><noscript><img src=p.jpg alt='A man walks'></noscript>x",
        "![A man walks](https://site.example/a/p.jpg)\n\nx",
    );
    shows("<img src=p.jpg alt='海辺に立つ人々'>", "![海辺に立つ人々](https://site.example/a/p.jpg)");
}

#[test]
fn only_tables_of_data_are_tables() {
    shows(
        "<table><caption>C</caption><tr><th>a<th>b<tr><td>c<br>d<td>e</table>",
        "C\n\n| a | b |\n|---|---|\n| c d | e |",
    );
    shows("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "| | |\n|---|---|\n| a | b |\n|  | c |");
    shows(
        "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>",
        "| | | |\n|---|---|---|\n| a |  | b |\n| c | d | e |",
    );
    shows("<table><tr><td>a<tr><td>b</table>", "a\n\nb");
    shows("<table><tr><td><p>a<p>b<td>c<tr><td>d<td>e</table>", "a\n\nb\n\nc\n\nd\n\ne");
}

#[test]
fn what_is_hidden_or_nobodys_words_is_dropped() {
    for dropped in [
        "<p hidden>x",
        "<p aria-hidden=true>x",
        "<p style='color:red; display : none'>x",
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<svg><text>x</text></svg>",
        "<noscript>x</noscript>",
        "<nav>x</nav>",
        "<button>x</button>",
        "<select><option>x</select>",
        "<!-- x -->",
        "<iframe>x</iframe>",
    ] {
        shows(&format!("<p>a</p>{dropped}</p>"), "a");
    }
}
