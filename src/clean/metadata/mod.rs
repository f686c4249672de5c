//! What a page says of its article: title, author, dates, site and the like, each with where
//! it was found.
//!
//! A [`Collector`] follows the scan of the page and fills [`Facts`]; [`metadata`] decides.
//! The order of trust is the same for every field: what the page states to machines about
//! the article itself (JSON-LD, `meta`, microdata), then its address, then what it shows.

mod address;
mod author;
mod collect;
mod date;
mod day;
mod facts;
mod json;
mod json_ld;
mod published;
mod stated;
mod tables;
mod title;

pub(crate) use address::{host, resolve};
pub(crate) use collect::Collector;
pub(crate) use facts::{Cues, Facts};
pub(crate) use json_ld::linked_text;

use crate::clean::html::entity;
use crate::clean::html::said::Said;
use crate::clean::html::scan::{Event, Scanner};
use crate::clean::html::words::Memory;
use crate::clean::{Field, Metadata};
use crate::lang;
use facts::{MetaField, MetaTag};
use json_ld::LinkedData;
use published::Dates;
use std::borrow::Cow;

/// Longer values are cut out: they are mistakes or attacks.
const MAX_VALUE: usize = 4000;
/// A shorter title may well be the name of the site.
const MIN_TITLE: usize = 16;
/// A text of so many bytes is believed before what the page states: shorter ones may be a
/// quotation.
const SURE_TEXT: usize = 400;

/// The metadata of the page in `source`, without its article: a fraction of the cost of
/// [`clean`](crate::clean()). `url` is where the page came from, where that is known.
///
/// ```
/// use tamis::clean::page_metadata;
/// let page = "<title>Bridge opens | The Example</title><h1>Bridge opens</h1>
///     <p>By Ann Falk <p>Published: 5 October 2022";
/// let found = page_metadata(page, Some("https://www.example.com/news/bridge"));
/// assert_eq!(found.title.unwrap().value, "Bridge opens");
/// assert_eq!(found.author.unwrap().value, "Ann Falk");
/// let published = found.published.unwrap();
/// assert_eq!((published.value.as_str(), published.origin), ("2022-10-05", "text"));
/// assert_eq!(found.site.unwrap().value, "example.com");
/// ```
pub fn page_metadata(source: &str, url: Option<&str>) -> Metadata {
    let mut scanner = Scanner::new(source);
    let mut collector = Collector::new(source);
    let mut memory = Memory::new();
    while let Some(event) = scanner.next() {
        match event {
            Event::Start { tag, span, .. } => {
                let said = Said::of(tag, scanner.attributes(), &mut memory);
                collector.start(tag, span, scanner.attributes(), &said);
            }
            Event::End { tag, .. } => collector.end(tag),
            Event::Text(span) => collector.text(span),
            Event::Raw { tag, span } => collector.raw(tag, span),
            Event::Comment(_) => {}
        }
    }
    metadata(&collector.finish(), url)
}

/// The day on which the article of the page in `source` was published, as [`page_metadata`] has
/// it. Where the page states it to machines, most of the page is only searched, which takes a
/// quarter of the time.
///
/// ```
/// use tamis::clean::published;
/// let page = r#"<meta property="article:published_time" content="2022-10-05T08:00:00+02:00">"#;
/// let found = published(page, None).unwrap();
/// assert_eq!((&*found.value, found.origin), ("2022-10-05", "article:published_time"));
/// assert_eq!(published("<p>Once upon a time", None), None);
/// ```
pub fn published(source: &str, url: Option<&str>) -> Option<Field> {
    let facts = stated::facts(source);
    let data = LinkedData::read(&facts.scripts, url);
    let canonical = canonical(&facts, &data, url);
    let lang = stated_lang(&facts, &data);
    let base = url.or(canonical.as_ref().map(|f| f.value.as_str()));
    let lang = lang.as_ref().map(|f| f.value.as_str());
    let dates = Dates { facts: &facts, data: &data, url: base, lang, headline: None };
    dates.stated().or_else(|| page_metadata(source, url).published)
}

/// Sets the language by the article's `text` where the page states none, or states another
/// than a text of this length is in: templates say `en` whatever they hold.
pub(crate) fn settle_lang(metadata: &mut Metadata, text: &str) {
    let stated = metadata.lang.as_ref().and_then(|f| f.value.split('-').next());
    let sure = stated.is_none() || text.len() >= SURE_TEXT;
    if let Some(told) =
        lang::guess(text).filter(|told| sure && stated != Some(told) && !related(stated, told))
    {
        metadata.lang = Some(Field { value: told.to_owned(), origin: "text" });
    }
}

/// Whether a page may state one and mean the other: written forms of one language, or a
/// language that the guess does not know and takes for its neighbour.
fn related(stated: Option<&str>, told: &str) -> bool {
    const NEAR: &[&[&str]] = &[
        &["hr", "sr", "bs", "sh", "sl", "mk"],
        &["no", "nb", "nn", "da"],
        &["id", "ms", "jv", "su"],
        &["zh", "yue", "wuu", "ja"],
        &["gl", "pt", "es", "ca", "oc", "ast"],
        &["de", "lb", "gsw", "nds"],
        &["nl", "af", "fy"],
        &["ru", "be", "uk", "bg", "mk", "kk", "ky", "tt"],
        &["tr", "az", "tk"],
        &["ar", "fa", "ur", "ps", "ckb"],
        &["hi", "mr", "ne", "sa"],
        &["en", "ga", "cy", "gd"],
        &["he", "iw", "yi"],
        &["tl", "fil"],
        &["ro", "mo"],
    ];
    stated.is_some_and(|s| NEAR.iter().any(|group| group.contains(&s) && group.contains(&told)))
}

/// The metadata of a page. `url` is where it came from, where the caller knows it.
pub(crate) fn metadata(facts: &Facts<'_>, url: Option<&str>) -> Metadata {
    let data = LinkedData::read(&facts.scripts, url);
    let canonical = canonical(facts, &data, url);
    let base = url.or(canonical.as_ref().map(|f| f.value.as_str()));
    let headline = title::headline(facts);
    // Some templates put the title of the page where the name of the site belongs.
    let shown = [headline.as_ref().map(|h| h.text.as_str()), facts.title.as_deref()];
    let shown = shown.map(|text| fold(&plain(text.unwrap_or(""))));
    let is_name = |name: &str| {
        let folded = fold(&plain(name));
        !shown.iter().any(|s| s.chars().count() >= MIN_TITLE && folded.contains(s.as_str()))
    };
    let site = site(facts, &data, base, &is_name);
    let sites = site_names(facts, &data, site.as_ref(), base, &is_name);
    let lang = stated_lang(facts, &data);
    let at = headline.as_ref().map(|h| h.at);
    let tag = lang.as_ref().map(|f| f.value.as_str());
    let dates = Dates { facts, data: &data, url: base, lang: tag, headline: at };
    let (published, modified) = (dates.published(), dates.modified());
    let title = title::title(facts, &data, &sites, headline.as_ref());
    let author = author::author(facts, &data, &sites, at);
    let description = description(facts, &data);
    let image = image(facts, &data, base);
    let license = license(facts, &data, base);
    Metadata {
        title,
        author,
        published,
        modified,
        site,
        url: canonical,
        description,
        image,
        license,
        lang,
    }
}

/// Character references decoded, white space folded, ends trimmed.
fn plain(text: &str) -> String {
    let decoded = entity::decode(text);
    let bare = decoded.trim_matches([' ', '\n', '\t', '\r']);
    let folds = |pair: &[u8]| matches!(pair, [b' ', b' ']) || !matches!(pair[0], b' '..0x7f);
    let last = bare.as_bytes().last().is_none_or(|b| matches!(b, b' '..0x7f));
    if last && !bare.as_bytes().windows(2).any(folds) {
        return bare.to_owned();
    }
    let mut out = String::with_capacity(decoded.len());
    for word in decoded.split(|c: char| c.is_whitespace() || c == '\u{200b}') {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// The letters and digits of `text` in lower case: names that differ by case, blanks and
/// marks are the same name.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The `meta` elements that state `field`, the most trusted first.
fn metas<'f, 'a>(facts: &'f Facts<'a>, field: MetaField) -> Vec<&'f MetaTag<'a>> {
    let mut tags: Vec<_> = facts.metas.iter().filter(|t| t.field == field).collect();
    tags.sort_by_key(|t| t.rank);
    tags.retain(|t| t.content.len() <= MAX_VALUE);
    tags
}

fn meta(facts: &Facts<'_>, field: MetaField) -> Option<Field> {
    let tags = metas(facts, field);
    let values = tags.iter().map(|t| Field { value: plain(&t.content), origin: t.key });
    values.into_iter().find(|f| !f.value.is_empty())
}

fn stated(value: Option<String>, origin: &'static str) -> Option<Field> {
    let value = plain(&value?);
    (!value.is_empty() && value.len() <= MAX_VALUE).then_some(Field { value, origin })
}

fn canonical(facts: &Facts<'_>, data: &LinkedData<'_>, url: Option<&str>) -> Option<Field> {
    let absolute = |href: &str| {
        address::resolve(&plain(href), url)
            .filter(|u| u.starts_with("http") && u.len() <= MAX_VALUE)
    };
    let link = facts.links.iter().find(|l| has_rel(&l.rel, "canonical"));
    let found =
        link.and_then(|l| absolute(&l.href)).map(|value| Field { value, origin: "canonical" });
    let tags = metas(facts, MetaField::Url);
    let mut by_meta =
        tags.iter().filter_map(|t| Some(Field { value: absolute(&t.content)?, origin: t.key }));
    // A canonical link to the home page of the site is a mistake of its template.
    let home = |f: &Field| f.value.split('/').skip(3).all(str::is_empty);
    found
        .filter(|f| !home(f) || url.is_none())
        .or_else(|| by_meta.find(|f| !home(f) || url.is_none()))
        .or_else(|| stated(data.url(), "json-ld"))
        .or_else(|| stated(url.map(str::to_owned), "given"))
}

fn has_rel(rel: &str, wanted: &str) -> bool {
    rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case(wanted))
}

fn site(
    facts: &Facts<'_>,
    data: &LinkedData<'_>,
    url: Option<&str>,
    is_name: &dyn Fn(&str) -> bool,
) -> Option<Field> {
    let short =
        |f: &Field| f.value.chars().count() <= 80 && !f.value.contains("://") && is_name(&f.value);
    let strip = |mut f: Field| {
        f.value = f.value.trim_start_matches('@').to_owned();
        f
    };
    let tags = metas(facts, MetaField::Site);
    let ranked = |low: bool| {
        let of = tags.iter().filter(move |t| (t.rank == 0) == low);
        of.map(|t| strip(Field { value: plain(&t.content), origin: t.key })).find(&short)
    };
    ranked(true)
        .or_else(|| stated(data.site(), "json-ld").filter(short))
        .or_else(|| ranked(false))
        .or_else(|| {
            let host = address::host(url?)?;
            Some(Field { value: host.to_owned(), origin: "url" })
        })
}

/// Every name of the site, folded: what can be cut from a title and is no author.
fn site_names(
    facts: &Facts<'_>,
    data: &LinkedData<'_>,
    site: Option<&Field>,
    url: Option<&str>,
    is_name: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut push = |name: &str| {
        let folded = fold(&plain(name));
        if folded.chars().count() >= 2
            && is_name(name)
            && folded.len() <= 80
            && !names.contains(&folded)
        {
            names.push(folded);
        }
    };
    for name in [data.site(), data.publisher()].into_iter().flatten() {
        push(&name);
    }
    for tag in metas(facts, MetaField::Site).into_iter().filter(|t| t.rank <= 2) {
        push(&tag.content);
    }
    if let Some(site) = site {
        push(&site.value);
    }
    if let Some(host) = url.and_then(address::host) {
        push(host);
        push(address::owner(host));
    }
    for i in 0..names.len() {
        if let Some(bare) = names[i].strip_prefix("the").filter(|b| b.len() >= 4) {
            names.push(bare.to_owned());
        }
    }
    names
}

fn stated_lang(facts: &Facts<'_>, data: &LinkedData<'_>) -> Option<Field> {
    let html = facts.html_lang.as_deref().map(Cow::Borrowed);
    let html = html.and_then(|l| tag(&l)).map(|value| Field { value, origin: "html lang" });
    let tags = metas(facts, MetaField::Lang);
    html.or_else(|| {
        tags.iter().find_map(|t| Some(Field { value: tag(&t.content)?, origin: t.key }))
    })
    .or_else(|| Some(Field { value: tag(&data.of_main(&["inLanguage"])?)?, origin: "json-ld" }))
}

/// A language tag as BCP 47 writes it; `None` where it is none.
fn tag(value: &str) -> Option<String> {
    let value = value.trim().split([',', ';', ' ']).next()?;
    let mut parts = value.split(['-', '_']);
    let primary = parts.next().filter(|p| (2..=3).contains(&p.len()))?.to_ascii_lowercase();
    if !primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let rest = parts.take(3).filter(|p| p.bytes().all(|b| b.is_ascii_alphanumeric())).map(|p| {
        match p.len() {
            2 => p.to_ascii_uppercase(),
            4 => p[..1].to_ascii_uppercase() + &p[1..].to_ascii_lowercase(),
            _ => p.to_ascii_lowercase(),
        }
    });
    Some(std::iter::once(primary).chain(rest).collect::<Vec<_>>().join("-"))
}

fn description(facts: &Facts<'_>, data: &LinkedData<'_>) -> Option<Field> {
    meta(facts, MetaField::Description)
        .or_else(|| stated(data.of_main(&["description"]), "json-ld"))
}

fn image(facts: &Facts<'_>, data: &LinkedData<'_>, base: Option<&str>) -> Option<Field> {
    let link = facts.links.iter().find(|l| has_rel(&l.rel, "image_src"));
    let found = meta(facts, MetaField::Image)
        .or_else(|| stated(data.image(), "json-ld"))
        .or_else(|| link.and_then(|l| stated(Some(l.href.to_string()), "image_src")))?;
    let base = facts.base.as_deref().filter(|b| b.contains("://")).or(base);
    Some(Field { value: address::resolve(&found.value, base)?, origin: found.origin })
}

fn license(facts: &Facts<'_>, data: &LinkedData<'_>, base: Option<&str>) -> Option<Field> {
    let link =
        facts.links.iter().find(|l| has_rel(&l.rel, "license") || has_rel(&l.rel, "licence"));
    let by_link = || {
        let value = address::resolve(&plain(&link?.href), base)?;
        Some(Field { value, origin: "rel=license" })
    };
    let data = || stated(data.of_main(&["license"]), "json-ld");
    by_link().or_else(data).or_else(|| meta(facts, MetaField::License))
}
