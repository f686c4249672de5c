//! What tells the type of a page: an article, a shop, a forum, a list.

use super::features::{TELLING, share};
use super::outline::{LEVELS, Outline};
use super::up_to;
use super::words::Labels;

impl Outline<'_> {
    /// Gathers what the page states, and what its elements are called.
    pub(super) fn find_hints(&mut self, source: &str) {
        let signals = &self.page.signals;
        let mut types = [0.0; 5];
        for span in &signals.json_ld {
            let text = span.text(source);
            let text = up_to(text, 20_000);
            for (hint, names) in types.iter_mut().zip([
                &["NewsArticle\""][..],
                &["Article\"", "BlogPosting\""],
                &["\"Product\""],
                &["DiscussionForumPosting\"", "QAPage\""],
                &["ItemList\"", "CollectionPage\""],
            ]) {
                if names
                    .iter()
                    .any(|n| memchr::memmem::find(text.as_bytes(), n.as_bytes()).is_some())
                {
                    *hint = 1.0;
                }
            }
        }
        let kind = signals.og_type.map_or("", |s| s.text(source));
        self.hints = [
            types[0],
            types[1],
            types[2],
            types[3],
            types[4],
            f32::from(u8::from(kind == "article")),
            f32::from(u8::from(kind.starts_with("product"))),
        ];
        let mut shares = [0.0; 12];
        let containers = &self.page.containers;
        // Of each container the labels of it and of all above it.
        let mut all: Vec<Labels> = Vec::with_capacity(containers.len());
        for container in containers {
            let above = all.get(container.parent as usize).copied().unwrap_or_default();
            all.push(container.labels | above);
        }
        for (i, block) in self.page.blocks.iter().enumerate() {
            let mut labels = block.inline;
            let mut at = block.container as usize;
            if usize::from(containers[at].depth) < LEVELS {
                labels |= all[at];
            } else {
                for _ in 0..LEVELS {
                    labels |= containers[at].labels;
                    at = containers[at].parent as usize;
                }
            }
            let size = self.stats[i].size * (1.0 - self.density[i]);
            for (mask, share) in TELLING.iter().zip(&mut shares) {
                if labels & mask != 0 {
                    *share += size;
                }
            }
        }
        self.shares = shares.map(|s| share(s, self.total.size - self.total.link_size));
    }
}
