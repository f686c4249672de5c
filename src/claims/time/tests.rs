//! Own sentences, each with its time expression and interval.

use super::time_expressions;
use crate::claims::lexicon::words::read;
use crate::tokens::tokens;

/// The expressions of a sentence against 2022-10-07, a Friday.
fn times(text: &str) -> Vec<String> {
    let (mut words, mut found) = (Vec::new(), Vec::new());
    read(text, &tokens(text, "en"), &[], &mut words);
    time_expressions(text, &mut words, Some("2022-10-07"), &mut found);
    let day = |d: &Option<String>| d.clone().unwrap_or_else(|| "..".to_owned());
    found
        .iter()
        .map(|t| format!("{} = {} {}", t.span.text(text), day(&t.start), day(&t.end)))
        .collect()
}

#[test]
fn dates_and_periods_have_their_days() {
    for (text, want) in [
        ("The bridge fell on Monday.", "on Monday = 2022-10-03 2022-10-03"),
        ("It closed last Friday for good.", "last Friday = 2022-09-30 2022-09-30"),
        (
            "Rain fell on September 13-14 in the hills.",
            "on September 13-14 = 2022-09-13 2022-09-14",
        ),
        ("Sales doubled in 2020.", "in 2020 = 2020 2020"),
        ("The mine has been shut since 2019.", "since 2019 = 2019 .."),
        ("Many moved there in the early 1990s.", "in the early 1990s = 1990 1993"),
        ("The market opened last week.", "last week = 2022-09-26 2022-10-02"),
        ("Yesterday the queue was short.", "Yesterday = 2022-10-06 2022-10-06"),
        ("It ran from Saturday to Thursday.", "from Saturday to Thursday = 2022-10-01 2022-10-06"),
        ("It ran from Monday to Saturday.", "from Monday to Saturday = 2022-09-26 2022-10-01"),
        (
            "Sales rose in the first quarter of 2023.",
            "in the first quarter of 2023 = 2023-01 2023-03",
        ),
        ("It paid in the final quarter of 2019.", "in the final quarter of 2019 = 2019-10 2019-12"),
        ("It shut on February 30, 2021.", "on February 30, 2021 = 2021-02 2021-02"),
        ("It has been open since January.", "since January = 2022-01 .."),
        ("Prices rose from 2010 to 2015.", "from 2010 to 2015 = 2010 2015"),
        ("The plant will open by 2030.", "by 2030 = .. 2030"),
        ("It began in March 2021.", "in March 2021 = 2021-03 2021-03"),
        ("They met on 4 July 2018 in Bonn.", "on 4 July 2018 = 2018-07-04 2018-07-04"),
        ("It happened a year ago.", "a year ago = 2021 2021"),
        ("The firm hired more people this month.", "this month = 2022-10 2022-10"),
    ] {
        assert_eq!(times(text), [want], "{text}");
    }
    for text in ["May I go?", "The 2016 campaign cost a lot.", "He ran the marathon in time.", ""] {
        assert!(times(text).is_empty(), "{text}: {:?}", times(text));
    }
}
