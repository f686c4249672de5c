//! What a page says of itself: golden pages, hostile pages, and the cost of large ones.

use proptest::prelude::*;
use std::fmt::Write;
use tamis::clean::{Field, Metadata, page_metadata, published};

fn shown(m: &Metadata) -> String {
    let mut out = String::new();
    let fields: [(&str, &Option<Field>); 10] = [
        ("title", &m.title),
        ("author", &m.author),
        ("published", &m.published),
        ("modified", &m.modified),
        ("site", &m.site),
        ("lang", &m.lang),
        ("url", &m.url),
        ("description", &m.description),
        ("image", &m.image),
        ("license", &m.license),
    ];
    for (name, field) in fields {
        if let Some(Field { value, origin }) = field {
            writeln!(out, "= {name} [{origin}] {value}").expect("a String takes any text");
        }
    }
    out
}

#[test]
fn golden_pages() {
    let cases = include_str!("golden/clean/meta-cases.txt");
    let mut count = 0;
    for case in cases.split("\n\n").map(str::trim).filter(|c| !c.is_empty() && !c.starts_with('#'))
    {
        let (url, rest) = match case.strip_prefix("@ ") {
            Some(rest) => rest.split_once('\n').map(|(u, r)| (Some(u), r)).expect("a page follows"),
            None => (None, case),
        };
        let (page, want) = rest.split_at(rest.find("\n= ").expect("a field follows") + 1);
        assert_eq!(shown(&page_metadata(page, url)).trim_end(), want.trim_end(), "{page}");
        assert_eq!(published(page, url), page_metadata(page, url).published, "{page}");
        count += 1;
    }
    assert_eq!(count, 9);
}

/// Pages that are large in one way each.
fn hostile(size: usize) -> Vec<(&'static str, String)> {
    let script =
        |content: String| format!("<script type=\"application/ld+json\">{content}</script>");
    vec![
        ("metas", "<meta name=author content=x>".repeat(size / 28)),
        ("unknown metas", "<meta name=x content=y>".repeat(size / 24)),
        ("metas of one element", format!("<meta {}>", "property=og:title ".repeat(size / 18))),
        ("open marks", "<span class=author>".repeat(size / 19)),
        ("open regions", "<div class=related>".repeat(size / 19)),
        ("times", "<time datetime=2020-01-01>x</time>".repeat(size / 34)),
        ("long mark", format!("<h1 class=author>{}</h1>", "<b>a </b>".repeat(size / 9))),
        (
            "headings",
            format!(
                "<title>{}</title>{}",
                "abcdefgh ".repeat(40),
                "<h2>abcdefgh</h2>".repeat(size / 17)
            ),
        ),
        ("nested json", script("{\"a\":[".repeat(size / 6))),
        (
            "articles",
            script(format!(
                "[{}]",
                "{\"@type\":\"Article\",\"author\":{\"@id\":\"x\"}},".repeat(size / 43)
            )),
        ),
        (
            "authors",
            script(format!(
                "{{\"@type\":\"Article\",\"author\":[{}]}}",
                "{\"@id\":\"x\"},".repeat(size / 12)
            )),
        ),
        ("open string", script(format!("{{\"a\":\"{}", "x\" ".repeat(size / 3)))),
        ("escapes", script(format!("{{\"headline\":\"{}\"}}", "\\u00e9".repeat(size / 6)))),
        ("blank", script(format!("{{\"a\"{}", " ".repeat(size)))),
        ("quotes", script("\"".repeat(size))),
        ("entities", format!("<title>{}</title>", "&amp;".repeat(size / 5))),
        ("digits", format!("<p>{}</p><p>{}</p>", "1".repeat(190), "1/".repeat(size / 2))),
        ("separators", format!("<title>{}</title>", "a - ".repeat(size / 4))),
    ]
}

/// A cost that grew with the square of the size would keep each of these for hours.
#[test]
fn hostile_pages_cost_no_more_than_their_size() {
    for (name, page) in hostile(4 << 20) {
        let url = Some("https://example.com/a");
        assert_eq!(published(&page, url), page_metadata(&page, url).published, "{name}");
        let found = shown(&page_metadata(&page, url));
        assert!(found.len() < 20_000, "{name}: {} bytes of metadata", found.len());
    }
}

#[test]
fn what_only_looks_like_a_statement_is_none() {
    let script = r#"<script type="application/ld+json">{"@type":"Article","datePublished":"2022-10-05"}</script>"#;
    let cases = [
        (format!("<p>a = b{script}"), true),
        (format!("<p>{script}"), true),
        (format!("<p>she said \"no\" {script}"), true),
        (format!("<!-- {script} -->"), false),
        (format!("<textarea>{script}</textarea>"), false),
        (format!("<a title='{script}'>x</a>"), false),
        (format!("<a title='x > {script}'>x</a>"), false),
        (format!("<a title= {script} b>x</a>"), false),
        (format!("<a title=b{script}>x</a>"), false),
        (format!("<a {script}>x</a>"), false),
        (format!("<a title=\"it's {}\">x</a>", script.replace('"', "")), false),
    ];
    for (page, stated) in cases {
        let found = published(&page, None);
        assert_eq!(found, page_metadata(&page, None).published, "{page}");
        assert_eq!(found.is_some_and(|field| field.origin == "json-ld"), stated, "{page}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_day_is_the_same_with_and_without_the_rest(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":\"2022-10-05\"}</script>"),
                Just("<meta property=article:published_time content=2021-03-04>"), Just("<meta name=date content='2020-01-02"),
                Just("<html lang=de>"), Just("<!--"), Just("-->"), Just("<style>"), Just("</style>"), Just("<svg>"), Just("</svg>"),
                Just("<p class=\"a\">"), Just("<a title='x > y'>"), Just("<a title='<b>'>"), Just("<a title=x"), Just("<a "), Just("'"),
                Just("\""), Just("="), Just(" "), Just("<"), Just(">"), Just("it's text"), Just("<ScRiPt>"), Just("</script >"),
                Just("<link rel=canonical href=https://example.com/2019/02/03/a>"),
            ], 0..12),
    ) {
        let page = parts.concat();
        prop_assert_eq!(published(&page, None), page_metadata(&page, None).published);
    }

    #[test]
    fn any_page_has_metadata(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("<h1>"), Just("</h1>"), Just("<title>"), Just("</title>"), Just("<meta name=author content='"),
                Just("<time datetime="), Just("'>"), Just("<span class=byline>"), Just("</span>"), Just("By "), Just("\\"),
                Just("<script type=application/ld+json>"), Just("</script>"), Just("{\"@type\":\"Article\",\"datePublished\":\""),
                Just("\\ud800"), Just("2022-10-"), Just("年5月٣"), Just("é&#x110000;"), Just(" - "), Just("|"), Just("\0"), Just("İstanbul ß"),
            ], 0..40),
        url in proptest::option::of("[a-z:/.?#0-9é-]{0,24}"),
    ) {
        let found = page_metadata(&parts.concat(), url.as_deref());
        for day in [found.published, found.modified].into_iter().flatten() {
            prop_assert_eq!(day.value.len(), 10);
        }
    }
}
