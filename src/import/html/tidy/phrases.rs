//! Words by which a page speaks of itself, in many languages.
//!
//! All are folded: in lower case, without signs. They are set by hand, as one phrase a
//! line would be a long way to scroll.

/// Whole lines that are parts of the page's machinery.
#[rustfmt::skip]
pub const LABELS: &[&str] = &[
    "advertisement", "advertisment", "ad", "ads", "sponsored", "caption", "close", "share", "share this",
    "share this article", "share this story", "share on facebook", "text size", "comments", "comment", "print",
    "email", "subscribe", "sign up", "by", "read more", "continue reading", "story continues below",
    "story continues below advertisement", "article continues below", "article continues below advertisement",
    "continue reading below", "continued below", "advertisement story continues below", "ad feedback", "tweet",
    "pin it", "view comments", "show comments", "hide caption", "toggle caption", "enlarge this image",
    "click to enlarge", "expand", "play video", "watch video", "loading", "skip advertisement", "view gallery",
    "fullscreen", "advert", "learn more", "post comment", "post a comment", "leave a comment", "menu", "search", "next", "previous", "back to top", "view photos", "iklan", "anzeige", "werbung",
    "teilen", "drucken", "weiterlesen", "kommentare", "mehr lesen", "publicité", "partager", "lire la suite",
    "imprimer", "publicidad", "compartir", "leer más", "seguir leyendo", "imprimir", "publicidade", "compartilhar",
    "partilhar", "continua após a publicidade", "continue lendo", "leia mais", "pubblicità", "condividi", "stampa",
    "leggi tutto", "advertentie", "delen", "lees meer", "lees verder", "reclame", "広告", "シェア", "続きを読む", "реклама",
    "поделиться", "читать далее", "reklama", "annons", "annonse", "mainos", "annonce", "reklam", "광고", "广告", "分享",
    "廣告",
];

/// Words of lines with nothing but ways to share a page.
#[rustfmt::skip]
pub const SHARES: &[&str] = &[
    "whatsapp", "facebook", "twitter", "pinterest", "linkedin", "telegram", "reddit", "tumblr", "google", "email",
    "mail", "print", "share", "tweet", "pin", "like", "flipboard", "messenger", "line", "hatena", "pocket", "copy",
    "link", "pint", "baixar", "sms", "vk", "xing", "bluesky", "mastodon", "threads", "instagram", "youtube",
];

/// Beginnings of lines that lead to other articles.
#[rustfmt::skip]
pub const LEADS: &[&str] = &[
    "related", "related article", "related articles", "related story", "related stories", "related coverage",
    "related content", "read more", "read also", "also read", "read next", "read this", "read", "see also",
    "see more", "more", "more on this", "also see", "dont miss", "recommended", "you may also like",
    "you might also like", "you may like", "watch", "watch now", "up next", "must read", "click here", "listen",
    "more from", "more stories", "trending", "now read", "also on", "in pictures", "lesen sie auch",
    "lesen sie mehr", "mehr zum thema", "mehr dazu", "auch interessant", "zum thema", "siehe auch", "lire aussi",
    "à lire aussi", "a lire aussi", "voir aussi", "à lire", "lisez aussi", "sur le même sujet", "lea también",
    "lee también", "lee además", "leer también", "te puede interesar", "ver también", "mira también", "además",
    "más información", "leia também", "leia mais", "veja também", "saiba mais", "leia ainda", "ler também",
    "confira também", "leggi anche", "vedi anche", "ti potrebbe interessare", "lees ook", "bekijk ook", "zie ook",
    "関連記事", "関連", "関連リンク", "あわせて読みたい", "читайте также", "читайте ещё", "по теме", "czytaj też", "zobacz też",
    "czytaj także", "läs även", "läs också", "les også", "lue myös", "baca juga", "ayrıca oku", "相关阅读", "延伸閱讀",
    "관련기사",
];

/// Headings after which nothing is the article's.
#[rustfmt::skip]
pub const ENDS: &[&str] = &[
    "related", "related articles", "related stories", "related posts", "related coverage", "related content",
    "more from", "read next", "recommended", "recommended for you", "recommended reading", "you may also like",
    "you might also like", "want more stories", "comments", "leave a comment", "leave a reply", "add a comment",
    "post a comment", "about the author", "about the authors", "trending", "most read", "most popular",
    "around the web", "sponsored content", "more stories", "latest news", "latest stories", "popular posts",
    "recent posts", "share this", "share this article", "follow us", "editors picks", "mehr zum thema",
    "das könnte sie auch interessieren", "auch interessant", "lesen sie auch", "kommentare", "meistgelesen",
    "über den autor", "über die autorin", "verwandte artikel", "weitere artikel", "sur le même sujet",
    "à lire aussi", "lire aussi", "commentaires", "les plus lus", "articles similaires", "laisser un commentaire",
    "relacionados", "noticias relacionadas", "artículos relacionados", "te puede interesar", "comentarios",
    "deja un comentario", "lo más leído", "veja também", "leia também", "notícias relacionadas",
    "artigos relacionados", "comentários", "deixe um comentário", "mais lidas", "leggi anche",
    "potrebbe interessarti", "articoli correlati", "commenti", "lascia un commento", "lees ook", "reacties",
    "gerelateerde artikelen", "meest gelezen", "関連記事", "関連ニュース", "コメント", "ランキング", "おすすめ記事", "この記事に関連",
    "читайте также", "комментарии", "похожие статьи", "czytaj także", "komentarze", "kommentarer", "相关阅读", "评论",
];

/// What readers are asked to do.
#[rustfmt::skip]
pub const ACTIONS: &[&str] = &[
    "we may earn", "by signing up", "sign up", "subscribe", "get the", "get our", "get breaking", "click here",
    "follow us", "follow him", "follow her", "follow them", "like us", "download", "join our", "join us",
    "want more", "start your day", "stay up to date", "never miss", "register", "enter your email", "find us",
    "support", "become a", "every day we send", "every morning we send", "have a tip", "check out", "listen to",
    "theres plenty more", "abonnieren sie", "abonnieren", "melden sie sich", "jetzt abonnieren", "folgen sie",
    "inscrivez vous", "abonnez vous", "recevez", "suivez nous", "téléchargez", "suscríbete", "suscribirse",
    "suscríbase", "síguenos", "regístrate", "inscreva se", "assine", "siga o", "siga nos", "receba", "cadastre se",
    "iscriviti", "abbonati", "seguici", "schrijf je in", "meld je aan", "volg ons", "abonneer", "подпишитесь",
    "подписывайтесь", "登録", "フォロー", "会員登録", "zapisz się", "prenumerera", "订阅",
];

/// What they would get, or where.
#[rustfmt::skip]
pub const OBJECTS: &[&str] = &[
    "commission", "affiliate", "terms", "newsletter", "newsletters", "inbox", "email", "emails", "e mail",
    "twitter", "facebook", "instagram", "youtube", "telegram", "whatsapp", "app", "alerts", "podcast",
    "subscription", "subscribe", "subscriber", "member", "membership", "updates", "headlines", "postfach",
    "boîte mail", "infolettre", "correo", "boletín", "notificaciones", "canal", "aplicativo", "nieuwsbrief",
    "рассылку", "канал", "メールマガジン", "ニュースレター", "メルマガ", "会員", "公式", "free trial", "rss", "apple news", "google news",
    "linkedin",
];

/// Beginnings of lines that say whose picture it is.
#[rustfmt::skip]
pub const CREDITS: &[&str] = &[
    "photo", "photos", "photo by", "photo credit", "photograph", "photograph by", "image", "images", "image credit",
    "image source", "image via", "picture", "credit", "credits", "courtesy", "getty", "ap photo", "illustration",
    "illustration by", "video", "foto", "fotos", "bild", "bilder", "bildquelle", "quelle", "crédit", "crédits",
    "crédit photo", "imagen", "crédito", "imagem", "immagine", "beeld", "写真", "画像", "фото", "zdjęcie", "图片来源",
];

/// Beginnings of lines that tell how long it takes to read.
#[rustfmt::skip]
pub const READING: &[&str] = &[
    "reading time", "read time", "estimated reading time", "lesezeit", "lesedauer", "temps de lecture", "lecture",
    "tiempo de lectura", "tempo de leitura", "tempo di lettura", "leestijd", "読了時間", "время чтения",
    "czas czytania", "lästid",
];

/// Who else worked on it.
#[rustfmt::skip]
pub const REPORTED: &[&str] = &[
    "reporting by", "additional reporting", "contributed to this report", "contributed to this story",
    "contributed to this article", "contributed reporting", "write to", "reach the reporter", "reach the reporters",
    "editing by", "this article was originally published", "this story was originally published",
    "this article originally appeared", "this post originally appeared", "appeared first on", "copyright",
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "todos os direitos reservados", "tutti i diritti riservati", "無断転載", "mit material von", "avec afp",
    "con información de", "source news agencies", "with post wires", "follow aps full coverage",
];

/// What the notes on an author with an address say.
#[rustfmt::skip]
pub const WHO_IS: &[&str] = &[
    "follow", "twitter", "reached at", "email", "e mail", "contact", "tip", "tips", "writes", "reporter", "editor",
    "folgen", "kontakt", "suivez", "contacter", "sígueme", "siga", "contato", "segui", "volg",
];

/// Beginnings of lines of tags.
#[rustfmt::skip]
pub const TAGS: &[&str] = &[
    "tags", "tag", "filed under", "filed in", "topics", "topic", "categories", "category", "posted in", "tagged",
    "in this article", "more about", "keywords", "schlagworte", "schlagwörter", "themen", "mots clés", "thèmes",
    "etiquetas", "temas", "categorías", "marcadores", "assuntos", "categoria", "argomenti", "trefwoorden", "タグ",
    "カテゴリ", "теги", "метки",
];

/// Whether the words are one of these.
pub fn is_one_of(words: &str, phrases: &[&str]) -> bool {
    phrases.contains(&words)
}

/// Whether the words begin with one of these.
pub fn begins(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| words.strip_prefix(phrase).is_some_and(|rest| ends_word(phrase, rest)))
}

/// Whether one of these is among the words.
pub fn contains(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        words.match_indices(phrase).any(|(at, _)| {
            let begins = at == 0 || words[..at].ends_with(' ') || !phrase.is_ascii();
            begins && ends_word(phrase, &words[at + phrase.len()..])
        })
    })
}

/// Whether a phrase ends where a word does; in scripts without spaces it may end
/// anywhere.
fn ends_word(phrase: &str, rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ') || phrase.chars().next_back().is_some_and(|c| c >= '\u{3000}')
}
