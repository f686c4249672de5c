//! HTML through [`tamis::clean`]: golden pages, structure, hostile input, the way back.

use proptest::prelude::*;
use std::fmt::Write;
use std::{env, fs};
use tamis::Span;
use tamis::clean::{Article, BlockKind, CleanOptions, Favor, Format, Role, With, visible_text};

fn html(source: &str) -> Article {
    let options = CleanOptions { format: Some(Format::Html), ..Default::default() };
    tamis::clean(source, &options)
}

fn notation(article: &Article) -> String {
    let mut out = String::new();
    for block in &article.blocks {
        let sign = if block.role == Role::Content { '+' } else { '-' };
        let _ = writeln!(out, "{sign} {}", block.text.replace('\n', " / "));
    }
    out
}

/// `TAMIS_ACCEPT=1 cargo test` writes what it found as what it should find.
#[test]
fn golden_pages() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/clean");
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    pages.retain(|p| p.extension().is_some_and(|e| e == "html"));
    pages.sort();
    assert!(pages.len() >= 3);
    for page in pages {
        let source = fs::read_to_string(&page).unwrap();
        let found = notation(&html(&source));
        let wanted = page.with_extension("txt");
        if env::var_os("TAMIS_ACCEPT").is_some() {
            fs::write(&wanted, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&wanted).unwrap(), "{}", page.display());
        check(&source);
    }
}

#[test]
fn readings_are_not_part_of_the_text() {
    for (page, want) in [
        ("<p><ruby>明日<rp>(</rp><rt>あした</rt><rp>)</rp></ruby>は雨です。", "明日は雨です。"),
        ("<p><ruby>明<rt>あ<rt>した</ruby>は雨です。", "明は雨です。"),
        ("<p><ruby>明日<rt>あした<p>雨です。", "明日\n\n雨です。"),
        ("<p>one <rt>two</rt> three", "one two three"),
    ] {
        assert_eq!(visible_text(page), want, "{page}");
    }
}

/// Every paragraph of a book on one page is kept, the last as the first.
#[test]
fn a_long_page_comes_back_whole() {
    let who = ["The keeper", "Her brother", "A stranger", "The old ferryman", "Mrs Tolland"];
    let did =
        ["counted the lamps", "looked out over the marsh", "closed the ledger", "said nothing"];
    let then = ["because the tide was late", "as on every other evening", "and went home alone"];
    let mut page = String::from(
        "<title>The Lamps</title><nav><a href=/>Home</a></nav><div><h1>The Lamps</h1>",
    );
    let count = 2000;
    for i in 0..count {
        let _ = write!(
            page,
            "<p>{} {} {}, in the {}th year of the harbour. Nobody wrote it down, but the {} boats \
             knew, and what the boats knew was soon told in every kitchen of the town.</p>",
            who[i % 5],
            did[i / 5 % 4],
            then[i / 20 % 3],
            i + 1,
            i * 7 % 90 + 3,
        );
    }
    page.push_str("</div><footer><p>© 2024 Marsh Press. All rights reserved.</p></footer>");
    let kept = html(&page).text.matches("year of the harbour").count();
    assert_eq!(kept, count);
}

/// What holds for every page: blocks in order, kept ones make the text, and every character
/// of the text leads back to itself in the source or to a character reference.
fn check(source: &str) {
    let article = html(source);
    let mut at = 0;
    for block in &article.blocks {
        assert!(block.span.start >= at && block.span.end >= block.span.start, "{:?}", block.span);
        assert!(source.get(block.span.start..block.span.end).is_some());
        assert!((0.0..=1.0).contains(&block.score));
        assert!(!block.text.trim().is_empty() && !block.reason.is_empty());
        at = block.span.end;
    }
    let mut rest = article.text.as_str();
    for block in article.blocks.iter().filter(|b| b.role == Role::Content) {
        let found = rest.find(&block.text).expect("a kept block is in the text");
        assert!(rest[..found].trim().is_empty());
        rest = &rest[found + block.text.len()..];
    }
    assert!(rest.is_empty());
    for (i, c) in article.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let place = article.locate(Span::new(i, i + c.len_utf8())).expect("from the source");
        let there = place.text(source);
        assert!(there.starts_with('&') || there.starts_with(c), "{c:?} came from {there:?}");
    }
    if !article.text.is_empty() {
        assert_eq!(article.method, "blocks");
    } else {
        assert!(article.method.starts_with("empty: "), "{}", article.method);
    }
}

#[test]
fn visible_text_is_what_a_browser_shows() {
    for (source, want) in [
        ("<p>a<p>b", "a\n\nb"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("  x \n\t y&nbsp;z ", "x y\u{a0}z"),
        ("<b>bo</b>ld <i> it</i>", "bold it"),
        ("<pre>  a\n   b</pre>", "  a\n   b"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\n\n2\n\n3"),
        ("<script>x</script><style>y</style>z<!-- c --><template>t</template>", "z"),
        ("<select><option>a<option>b</select><textarea>c</textarea>d", "d"),
        ("<svg><text>chart</text></svg>e<iframe>f</iframe>", "e"),
        ("<div hidden>a</div><div style='display: none'>b</div>c", "c"),
        ("<title>t</title><body>x", "x"),
        ("&lt;p&gt; &amp;amp; &notin;", "<p> &amp; ∉"),
        ("", ""),
    ] {
        assert_eq!(visible_text(source), want, "{source}");
    }
}

#[test]
fn a_page_without_text_says_so() {
    assert_eq!(html("").method, "empty: no text on the page");
    assert_eq!(html("<script>let a = 1</script>").method, "empty: no text on the page");
    let menu = "<nav><a href=/>Home</a><a href=/news>News</a></nav>".repeat(20);
    assert_eq!(html(&menu).method, "empty: no block reads like an article");
}

#[test]
fn json_ld_stands_in_for_missing_blocks() {
    let sentence = "The ferry left the quay at seven with forty passengers and a goat. ";
    let body = sentence.repeat(6);
    let page = format!(
        "<title>Ferry</title><script type=\"application/ld+json\">\
         {{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script><div id=root></div>"
    );
    let article = html(&page);
    assert_eq!(article.method, "json-ld");
    assert_eq!(article.text, body.trim());
    let place = article.locate(Span::new(4, article.text.len())).unwrap();
    assert_eq!(place.text(&page), &body.trim()[4..]);
    let escaped = page.replace("goat. ", "goat \\u2014 grey. ");
    let article = html(&escaped);
    let place = article.locate(Span::new(4, article.text.len())).unwrap();
    assert!(article.text.contains("goat — grey"));
    assert!(place.text(&escaped).contains("articleBody"), "the whole script");
}

/// Invariant 4, for pages: a few plain sentences come back whole, and so do thousands.
#[test]
fn pages_that_are_sentences_come_back_whole() {
    let sentence = |i: usize| format!("On day {i} the ferry left the quay at seven, with a goat.");
    for count in [1, 2, 5, 20, 2000] {
        let page: String = (0..count).map(|i| format!("<p>{}\n", sentence(i))).collect();
        let want: Vec<String> = (0..count).map(sentence).collect();
        assert_eq!(html(&page).text, want.join("\n\n"), "{count} paragraphs");
        let framed = format!("<nav><a href=/>Home</a></nav><article>{page}</article><p>© Ferry");
        let text = html(&framed).text;
        let kept = text.split("\n\n").filter(|p| p.starts_with("On day")).count();
        assert!(count < 100 || kept == count, "{kept} of {count} paragraphs beside a menu");
    }
}

#[test]
fn feeds_say_what_they_are() {
    let feed = "<rss version=\"2.0\"><channel><item><description>The ferry left the quay at seven, \
                with forty passengers and a goat.</description></item></channel></rss>";
    assert_eq!(html(feed).method, "RSS feed");
    assert_eq!(html("<feed></feed>").method, "empty: Atom feed without an article");
}

#[test]
fn forum_state_stands_in_for_missing_blocks() {
    let post = "<p>I moved the beehives behind the shed and since then the bees fly over \
                the fence, not through the garden, which suits the neighbours.</p>";
    let posts: Vec<_> = (0..4).map(|_| serde_json::json!({ "cooked": post })).collect();
    let topic = serde_json::json!({ "post_stream": { "posts": posts } }).to_string();
    let state = serde_json::json!({ "topic_7": topic }).to_string().replace('"', "&quot;");
    let article = html(&format!("<div class=hidden data-preloaded=\"{state}\"></div>"));
    assert_eq!(article.method, "forum-state");
    assert!(article.text.starts_with("I moved the beehives"));
}

#[test]
fn favor_moves_the_line() {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/clean/news.html"))
            .unwrap();
    let length = |favor| {
        let options = CleanOptions { format: Some(Format::Html), favor, ..Default::default() };
        tamis::clean(&page, &options).text.len()
    };
    assert!(length(Some(Favor::Precision)) <= length(None));
    assert!(length(None) <= length(Some(Favor::Recall)));
}

#[test]
fn structure_is_kept() {
    let text =
        "The brook leaves the upper pond and turns the wheel of the mill below it. ".repeat(4);
    let page = format!(
        "<article><h2>Water</h2><p>{text}</p><ol><li>{text}</li><li>{text}</li></ol>\
         <blockquote><p>{text}</p></blockquote><pre>let a = 1;\n  let b;</pre><p>{text}</p></article>"
    );
    let kinds: Vec<BlockKind> = html(&page).blocks.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Heading(2),
            BlockKind::Paragraph,
            BlockKind::ListItem { depth: 0, number: Some(1) },
            BlockKind::ListItem { depth: 0, number: Some(2) },
            BlockKind::Quote,
            BlockKind::Code,
            BlockKind::Paragraph,
        ]
    );
}

#[test]
fn hostile_pages_come_back() {
    let many = 100_000;
    for source in [
        "<div>".repeat(many) + "deep",
        "<div>".repeat(many) + &"</p></span></div>".repeat(many),
        "<b><p>".repeat(many) + "x",
        "<table><td>".repeat(many),
        "<ul><li>x".repeat(many),
        "<a href=\"".repeat(many),
        "<!--".repeat(many),
        "<title>".repeat(many),
        "<script></scrip".repeat(many),
        "</".repeat(many),
        "<".repeat(many),
        "&".repeat(many),
        "&#".repeat(many),
        "<a ".to_owned() + &"b=c ".repeat(many) + ">x",
        "<p>".to_owned() + &"word ".repeat(many),
        "\0".repeat(many),
        "<p>a\u{301}\u{200b}\u{feff}</p>".repeat(1000),
        "%PDF-1.4 <<>> stream \u{fffd}\u{fffd}".repeat(1000),
    ] {
        let article = html(&source);
        assert!(article.blocks.iter().all(|b| b.span.end <= source.len()));
        assert!(!article.method.is_empty());
    }
}

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='entry-content'>",
    "</div>",
    "<br>",
    "<a href=/x>",
    "</a>",
    "<b>",
    "</b>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<h1>",
    "</h1>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "&amp;",
    "&#8217;",
    "&nbsp;",
    "&bogus;",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\t",
    "word",
    "The sea is calm today, said the pilot.",
    "größer",
    "海は静かだ。",
    "\u{a0}",
    "\u{200b}",
    "\0",
    "<svg>",
    "</svg>",
    "<noscript>",
    "<button>",
    "<article>",
    "</article>",
    "<nav>",
    "<body>",
    "<x-y>",
    "<img alt=a src=b>",
    "</br>",
    "<hr>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_markup_leads_back(picks in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let source: String = picks.iter().map(|&i| PIECES[i]).collect();
        check(&source);
        visible_text(&source);
        let article = html(&source);
        let linked = article.html_with(&source, With { links: true, images: false });
        article.markdown_with(&source, With { links: true, images: true });
        prop_assert_eq!(linked.replace("<a href=\"/x\">", "").replace("</a>", ""), article.html());
    }

    #[test]
    fn any_text_is_an_article(source in "\\PC{0,200}") {
        check(&source);
    }
}

/// A page with links and images of every sort, whose article is the three long paragraphs.
fn illustrated() -> String {
    let filler = "The tide tables of the harbour are read aloud every morning by the keeper, and \
                  have been for as long as anybody in the town can remember.";
    format!(
        "<html><head><link rel=canonical href='https://tides.example/news/a.html'></head><body>
        <nav><a href=/><img src=/logo.png width=200></a> <a href=/more>More</a></nav>
        <article><h1>The harbour floods twice a day</h1>
        <figure><img data-src='/flood (1).jpg' src='data:image/gif;base64,AAAA' alt='The [old] quay'>
        </figure><noscript><img src='/flood (1).jpg'></noscript>
        <p>{filler} It is <a href='b.html'>set out <b>in full</a></b> below [1], he said.</p>
        <p>{filler} <a href='javascript:alert(1)'>Nobody</a> <a href='#n'>minds</a>
        <img src=pixel.gif width=1 height=1>the <a href='https://w.example/a|b?c=1&amp;d=\"2\"'>water
        [2]</a>.</p><ul><li><a href='//x.example/'>One more</a> thing that the keeper reads.
        <li><img src=two.png alt=''>Another thing that the keeper reads.</ul><p>{filler}</p></article>
        <aside><a href=/next><img src=/next.jpg> Next: a bridge opens</a></aside></body></html>"
    )
}

#[test]
fn links_and_images_are_written_where_asked() {
    let page = illustrated();
    let article = html(&page);
    let (links, images) = (true, true);
    let plain = article.markdown_with(&page, With::default());
    assert_eq!(plain, article.markdown());
    let written = article.markdown_with(&page, With { links, images });
    let must = [
        "![The \\[old\\] quay](https://tides.example/flood%20%281%29.jpg)\n\n",
        " It is [set out in full](https://tides.example/news/b.html) below \\[1], he said.",
        " Nobody minds the [water \\[2\\]](https://w.example/a%7Cb?c=1&d=%222%22).",
        "- [One more](https://x.example/) thing",
        "- ![](https://tides.example/news/two.png)Another thing",
    ];
    for must in must {
        assert!(written.contains(must), "{must} in {written}");
    }
    for never in ["logo", "pixel", "next.jpg", "javascript", "data:", "#n"] {
        assert!(!written.contains(never), "{never} in {written}");
    }
    assert_eq!(written.matches("flood%20").count(), 1, "{written}");
    let only_links = article.markdown_with(&page, With { links, images: false });
    assert!(only_links.contains("](https://x.example/)") && !only_links.contains("!["));
    let html = article.html_with(&page, With { links, images });
    let must = [
        "<p><img src=\"https://tides.example/flood%20%281%29.jpg\" alt=\"The [old] quay\"></p>\n",
        "<a href=\"https://tides.example/news/b.html\">set out in full</a> below",
        "<a href=\"https://w.example/a%7Cb?c=1&amp;d=%222%22\">water [2]</a>",
        "<li><img src=\"https://tides.example/news/two.png\" alt=\"\">Another",
    ];
    for must in must {
        assert!(html.contains(must), "{must} in {html}");
    }
}
