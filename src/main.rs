fn main() {
    let articles: Vec<_> = std::env::args()
        .skip(1)
        .map(|f| {
            let s = std::fs::read_to_string(&f).unwrap();
            pullquote::library::Opened {
                file: f,
                article: pullquote::content::read(&s, pullquote::content::Rigour::Tolerant).article.unwrap(),
            }
        })
        .collect();
    let r = pullquote::ui::run(
        &articles,
        &pullquote::ui::Options {
            color: std::env::var_os("NO_COLOR").is_none(),
            panic: std::env::var_os("PANIC").is_some(),
            ..Default::default()
        },
    );
    match r {
        Ok(pullquote::ui::Outcome::Chosen(q)) => {
            for (a, i) in q {
                println!("{}", articles[a].article.quotes[i].words)
            }
        }
        r => eprintln!("{:?}", r.is_ok()),
    }
}
