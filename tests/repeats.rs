//! Blocks that recur across documents: golden corpora, and what holds of any.

use proptest::prelude::*;
use std::sync::Arc;
use tamis::clean;
use tamis::clean::{By, CleanOptions, Repeats};

const NOTICE: &str = "We use your sign-up to provide content in the ways you have agreed to, and \
                      to learn more about what our readers want to read.";
const PLACES: [&str; 8] =
    ["Velmar", "Oster", "Lund", "Harrow", "Pell", "Tamsin Bay", "Corrin", "Estry"];

fn at(url: &str) -> CleanOptions {
    CleanOptions { url: Some(url.to_owned()), ..CleanOptions::default() }
}

fn learned(by: By, documents: &[(String, &str)]) -> Repeats {
    let mut repeats = Repeats::new(by);
    documents.iter().for_each(|(text, url)| repeats.learn(text, &at(url)));
    repeats
}

fn cleaned(text: &str, url: &str, repeats: &Repeats) -> Vec<(String, String)> {
    let options = CleanOptions { repeats: Some(Arc::new(repeats.clone())), ..at(url) };
    let blocks = clean(text, &options).blocks;
    blocks.into_iter().map(|block| (block.text, block.reason.to_owned())).collect()
}

fn repeated(text: &str, url: &str, repeats: &Repeats) -> Vec<String> {
    let blocks = cleaned(text, url, repeats).into_iter();
    blocks.filter(|(_, reason)| reason == "repeated").map(|(text, _)| text).collect()
}

fn article(place: &str) -> String {
    format!(
        "A ferry with forty people on board ran aground off {place} on Friday, and all of them \
         were brought to land within two hours.\n\nThe harbour master of {place} said that fog \
         had come up faster than anybody had foreseen."
    )
}

#[test]
fn a_notice_on_every_page_of_a_site_goes_and_the_article_stays() {
    let text = |place| format!("{}\n\n{NOTICE}", article(place));
    let site: Vec<_> = PLACES.iter().map(|p| (text(p), "https://news.example/a")).collect();
    let repeats = learned(By::Site, &site);
    assert_eq!(repeated(&text("Velmar"), "https://www.news.example/b", &repeats), [NOTICE]);
    assert!(repeated(&text("Velmar"), "https://other.example/", &repeats).is_empty());
    assert_eq!(repeated(&text("Velmar"), "", &learned(By::Corpus, &site)), [NOTICE]);
}

#[test]
fn the_same_on_pages_that_state_their_address() {
    let page = |place: &str| {
        let paragraphs = article(place).replace("\n\n", "</p><p>");
        format!(
            "<html><head><link rel=canonical href='https://news.example/{}'></head><body><article>\
             <h1>Ferry aground</h1><p>{paragraphs}</p><p>{NOTICE}</p></article></body></html>",
            place.len()
        )
    };
    let mut repeats = Repeats::new(By::Site);
    PLACES.iter().for_each(|place| repeats.learn(&page(place), &CleanOptions::default()));
    let options = CleanOptions { repeats: Some(Arc::new(repeats)), ..CleanOptions::default() };
    let article = clean(&page("Velmar"), &options);
    assert!(!article.text.contains("sign-up") && article.text.contains("harbour master"));
    let dropped = article.blocks.iter().find(|b| b.text == NOTICE).expect("the notice is a block");
    assert_eq!((dropped.reason, dropped.role.as_str()), ("repeated", "boilerplate"));
}

#[test]
fn case_space_and_figures_do_not_matter() {
    let notice = |n| format!("Subscribe to our   Letter: {n} readers get it every week already.");
    let text = |i: usize| format!("{}\n\n{}", article(PLACES[i]), notice(11 * (i * 100 + 1)));
    let site: Vec<_> = (0..8).map(|i| (text(i), "https://news.example")).collect();
    let repeats = learned(By::Site, &site);
    let other = "subscribe to our letter: 4,512 readers get it every week already";
    let text = format!("{}\n\n{other}", article("Velmar"));
    assert_eq!(repeated(&text, "https://news.example", &repeats), [other]);
}

#[test]
fn a_quotation_told_again_in_a_few_articles_of_many_stays() {
    let quote = "“We shall not go back to sea before every lamp has been mended,” the pilot said.";
    let text = |i: usize| {
        let body = article(&format!("{} {}", PLACES[i % 8], "N".repeat(1 + i / 8)));
        if i < 3 { format!("{body}\n\n{quote}") } else { body }
    };
    let site: Vec<_> = (0..40).map(|i| (text(i), "https://news.example")).collect();
    assert!(repeated(&text(0), "https://news.example", &learned(By::Site, &site)).is_empty());
}

#[test]
fn a_refrain_and_a_document_that_comes_again_count_once() {
    let refrain = "Row, row, row your boat, gently down the stream.\n\n".repeat(9);
    let song = format!("{refrain}{}", article("Velmar"));
    let songs = vec![(song.clone(), "https://news.example"); 9];
    let repeats = learned(By::Site, &songs);
    assert_eq!(repeats.documents(), 1);
    assert!(repeated(&song, "https://news.example", &repeats).is_empty());
}

#[test]
fn versions_of_one_article_are_left_as_they_are() {
    let text = |i: usize| format!("{}\n\nUpdate by {}.", article("Velmar"), PLACES[i]);
    let site: Vec<_> = (0..5).map(|i| (text(i), "https://news.example")).collect();
    assert!(repeated(&text(0), "https://news.example", &learned(By::Site, &site)).is_empty());
}

#[test]
fn parts_of_another_kind_do_not_merge_and_damaged_bytes_do_not_load() {
    let mut sites = Repeats::new(By::Site);
    assert!(sites.merge(Repeats::new(By::Corpus)).unwrap_err().to_string().contains("learn both"));
    let bytes = learned(By::Site, &[(article("Velmar"), "https://a.example")]).to_bytes();
    assert!(Repeats::from_bytes(&bytes).is_ok());
    assert!(Repeats::from_bytes(&bytes[..bytes.len() - 8]).is_err());
    assert!(Repeats::from_bytes(b"tamis").is_err());
}

proptest! {
    #[test]
    fn parts_learned_apart_merge_to_the_whole(
        documents in prop::collection::vec(("[a-c]{10,14}( [a-c]{10,14}){0,3}(\n\n[a-c]{12,14}){0,4}", 0usize..3), 0..24),
        cuts in prop::collection::vec(0usize..24, 0..4),
    ) {
        let hosts = ["https://a.example", "https://b.example", ""];
        let documents: Vec<_> = documents.into_iter().map(|(text, h)| (text, hosts[h])).collect();
        let whole = learned(By::Site, &documents);
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(documents.len())).collect();
        cuts.sort_unstable();
        let mut parts = Vec::new();
        let mut start = 0;
        for cut in cuts.into_iter().chain([documents.len()]) {
            parts.push(learned(By::Site, &documents[start..cut]));
            start = cut;
        }
        let mut merged = Repeats::new(By::Site);
        for part in parts.into_iter().rev() {
            merged.merge(Repeats::from_bytes(&part.to_bytes()).unwrap()).unwrap();
        }
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.to_bytes(), whole.to_bytes());
    }
}
