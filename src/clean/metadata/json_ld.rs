//! What the JSON-LD of a page says of its article: schema.org objects, in a graph, an array
//! or nested, of which one is the article and the others are lists, sites and persons.

use super::json::{ROOT, Tree, unescape};
use super::tables::LD_TYPES;
use crate::clean::html::entity;
use std::borrow::Cow;

/// Authors of one article that are looked up.
const MAX_AUTHORS: usize = 32;

/// What a schema.org object is to the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Other,
    Article,
    Page,
    Media,
    Product,
    Thread,
    Site,
    Organization,
    Person,
}

/// Keys whose objects are about something else than the page.
const ELSEWHERE: &[&str] = &[
    "itemListElement",
    "relatedLink",
    "hasPart",
    "mentions",
    "comment",
    "review",
    "citation",
    "isRelatedTo",
    "isSimilarTo",
    "about",
    "suggestedAnswer",
    "subjectOf",
    "blogPost",
    "dataFeedElement",
    "breadcrumb",
    "offers",
    "liveBlogUpdate",
    "workExample",
];

/// The JSON-LD of a page, read, and which of its objects is the article.
#[derive(Debug)]
pub(super) struct LinkedData<'a> {
    tree: Tree<'a>,
    roles: Vec<Role>,
    /// Whether the object is about something else than the page.
    elsewhere: Vec<bool>,
    main: Option<usize>,
}

impl<'a> LinkedData<'a> {
    /// Reads `scripts`. `url` tells the page's own article from others.
    pub(super) fn read(scripts: &'a [Cow<'a, str>], url: Option<&str>) -> Self {
        let mut tree = Tree::default();
        for script in scripts {
            tree.read(script);
        }
        let mut roles = vec![Role::Other; tree.objects.len()];
        let mut score = vec![0i32; tree.objects.len()];
        for value in &tree.values {
            match value.key {
                "@type" => {
                    let name = value.raw.rsplit(['/', ':']).next().unwrap_or(value.raw);
                    let found = LD_TYPES.binary_search_by(|(n, _)| n.cmp(&name));
                    if let Ok(i) = found
                        && roles[value.object] == Role::Other
                    {
                        roles[value.object] = LD_TYPES[i].1;
                    }
                }
                "headline" | "datePublished" => score[value.object] += 2,
                "articleBody" | "author" => score[value.object] += 1,
                "url" | "@id" | "mainEntityOfPage" if url.is_some_and(|u| same(u, value.raw)) => {
                    score[value.object] += 4;
                }
                _ => {}
            }
        }
        let mut elsewhere = Vec::with_capacity(tree.objects.len());
        for object in &tree.objects {
            let inherited = object.parent != ROOT && elsewhere[object.parent];
            elsewhere.push(inherited || ELSEWHERE.contains(&object.key));
        }
        let mut main: Option<(i32, usize)> = None;
        for (i, role) in roles.iter().enumerate().filter(|&(i, _)| !elsewhere[i]) {
            let base = match role {
                Role::Article => 20,
                Role::Thread => 16,
                Role::Product => 12,
                Role::Page => 10,
                Role::Media => 8,
                _ => continue,
            };
            if main.is_none_or(|(best, _)| base + score[i] > best) {
                main = Some((base + score[i], i));
            }
        }
        Self { tree, roles, elsewhere, main: main.map(|(_, i)| i) }
    }

    fn with_role(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        let here = move |&i: &usize| self.roles[i] == role && !self.elsewhere[i];
        (0..self.roles.len()).filter(here)
    }

    /// The value under the first of `keys` that the article has.
    pub(super) fn of_main(&self, keys: &[&str]) -> Option<String> {
        let main = self.main?;
        keys.iter().find_map(|key| self.tree.get(main, key)).map(|v| text(&v))
    }

    /// The article's headline.
    pub(super) fn title(&self) -> Option<String> {
        let main = self.main?;
        let keys: &[&str] = match self.roles[main] {
            Role::Page | Role::Other => &["headline"],
            _ => &["headline", "name"],
        };
        self.of_main(keys)
    }

    /// The value of `key` for the article, else for another object about the page.
    pub(super) fn date(&self, keys: &[&str]) -> Option<String> {
        self.of_main(keys).or_else(|| {
            [Role::Article, Role::Page, Role::Media]
                .into_iter()
                .flat_map(|role| self.with_role(role).take(4))
                .find_map(|object| keys.iter().find_map(|key| self.tree.get(object, key)))
                .map(|v| text(&v))
        })
    }

    /// The names of the article's authors.
    pub(super) fn authors(&self) -> Vec<String> {
        let Some(main) = self.main else { return Vec::new() };
        for key in ["author", "creator"] {
            let mut names: Vec<String> =
                self.tree.all(main, key).take(MAX_AUTHORS).map(|n| text(&unescape(n))).collect();
            for object in self.tree.children(main, key).take(MAX_AUTHORS) {
                names.extend(self.name(object));
            }
            if !names.is_empty() {
                return names;
            }
        }
        Vec::new()
    }

    /// The name of `object`, or of the one that it refers to by `@id`.
    fn name(&self, object: usize) -> Vec<String> {
        let named = |o| self.tree.all(o, "name").take(MAX_AUTHORS).map(|n| text(&unescape(n)));
        let names: Vec<String> = named(object).collect();
        if !names.is_empty() {
            return names;
        }
        let Some(id) = self.tree.all(object, "@id").next() else { return Vec::new() };
        let defined = self.tree.values.iter().filter(|v| v.key == "@id" && v.raw == id);
        defined
            .take(8)
            .map(|v| named(v.object).collect())
            .find(|n: &Vec<_>| !n.is_empty())
            .unwrap_or_default()
    }

    /// The name of the site, or of who publishes it.
    pub(super) fn site(&self) -> Option<String> {
        let site = self.with_role(Role::Site).find_map(|o| self.tree.get(o, "name"));
        site.map(|n| text(&n)).or_else(|| self.publisher())
    }

    /// The name of who publishes the article.
    pub(super) fn publisher(&self) -> Option<String> {
        let main = self.main?;
        let by_article = self.tree.children(main, "publisher").next();
        by_article.and_then(|o| self.name(o).into_iter().next())
    }

    /// The address of the article's image.
    pub(super) fn image(&self) -> Option<String> {
        let main = self.main?;
        let found = ["image", "thumbnailUrl"].iter().find_map(|key| {
            let inside = self.tree.children(main, key).next();
            let direct = self.tree.get(main, key);
            direct.or_else(|| inside.and_then(|o| self.tree.get(o, "url")))
        });
        found.map(|v| text(&v))
    }

    /// The address that the article gives itself.
    pub(super) fn url(&self) -> Option<String> {
        self.of_main(&["url", "mainEntityOfPage"]).filter(|u| u.starts_with("http"))
    }
}

/// What JSON-LD holds of the page's own text, for pages whose markup holds none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkedText {
    /// The `articleBody`, or `text` of a discussion's first post. May hold markup.
    pub(crate) article_body: Option<String>,
    /// The description of a product or a video.
    pub(crate) description: Option<String>,
    /// The posts or answers of a discussion, in order.
    pub(crate) discussion: Vec<String>,
}

/// The texts that the JSON-LD `scripts` of a page hold. Reads them anew: for fallbacks only.
pub(crate) fn linked_text(scripts: &[Cow<'_, str>]) -> LinkedText {
    let data = LinkedData::read(scripts, None);
    let role = data.main.map_or(Role::Other, |m| data.roles[m]);
    let mut discussion = Vec::new();
    let has_thread = data.roles.contains(&Role::Thread);
    for value in data.tree.values.iter().filter(|v| has_thread && v.key == "text") {
        discussion.push(unescape(value.raw).into_owned());
    }
    let main = |key: &str| data.main.and_then(|m| data.tree.get(m, key)).map(Cow::into_owned);
    // Some sites put the body on an object that is not the article's first.
    let bodies = data.tree.values.iter().filter(|v| v.key == "articleBody");
    let longest = bodies.filter(|v| !data.elsewhere[v.object]).max_by_key(|v| v.raw.len());
    LinkedText {
        article_body: main("articleBody")
            .or_else(|| longest.map(|v| unescape(v.raw).into_owned()))
            .or_else(|| main("text")),
        description: (matches!(role, Role::Product | Role::Media))
            .then(|| main("description"))
            .flatten(),
        discussion,
    }
}

fn same(url: &str, raw: &str) -> bool {
    let bare = |u: &str| {
        let u = u.trim().trim_start_matches("https").trim_start_matches("http").to_owned();
        u.split(['#', '?']).next().unwrap_or("").trim_end_matches('/').to_owned()
    };
    !raw.is_empty() && raw.len() < url.len() + 64 && bare(url) == bare(&unescape(raw))
}

/// Decoded and trimmed: sites put character references into JSON as well.
fn text(value: &str) -> String {
    let once = entity::decode(value.trim());
    if once.contains('&') { entity::decode(&once).into_owned() } else { once.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Option<String>, Vec<String>, Option<String>, Option<String>) {
        let scripts = [Cow::Borrowed(source)];
        let data = LinkedData::read(&scripts, None);
        (data.title(), data.authors(), data.date(&["datePublished"]), data.site())
    }

    #[test]
    fn the_article_of_a_graph_is_found() {
        let source = r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "The Example"},
            {"@type": "WebPage", "name": "Bridge opens", "datePublished": "2020-01-01"},
            {"@type": ["NewsArticle"], "headline": "Bridge &amp; tunnel open",
             "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Lind"}],
             "datePublished": "2022-10-05T08:30:00Z"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Falk"}]}"##;
        let (title, authors, date, site) = read(source);
        assert_eq!(title.as_deref(), Some("Bridge & tunnel open"));
        assert_eq!(authors, ["Ann Falk", "Bo Lind"]);
        assert_eq!(date.as_deref(), Some("2022-10-05T08:30:00Z"));
        assert_eq!(site.as_deref(), Some("The Example"));
    }

    #[test]
    fn listed_articles_are_not_the_pages_own() {
        let source = r#"{"@type": "ItemList", "itemListElement": [
            {"@type": "NewsArticle", "headline": "Other", "datePublished": "2019-01-01"}]}"#;
        assert_eq!(read(source), (None, vec![], None, None));
    }

    #[test]
    fn texts_for_fallbacks() {
        let source = r#"{"@type": "QAPage", "mainEntity": {"@type": "Question", "text": "Why?",
            "suggestedAnswer": [{"@type": "Answer", "text": "Because."}]}}"#;
        let found = linked_text(&[Cow::Borrowed(source)]);
        assert_eq!(found.discussion, ["Why?", "Because."]);
        let source = r#"{"@type": "Product", "name": "Pan", "description": "A pan."}"#;
        assert_eq!(linked_text(&[Cow::Borrowed(source)]).description.as_deref(), Some("A pan."));
    }
}
