//! An [`Article`] written out: as Markdown, as plain HTML, with links and images where asked.

mod html;
mod markdown;
mod marks;

use super::article::{Article, Block, BlockKind, Format, Role};
use marks::{Mark, Marks};

/// What an article is written with besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct With {
    /// Links, with absolute addresses where the page's own is known.
    pub links: bool,
    /// Images of the article, with what stands for them in text.
    pub images: bool,
}

impl Article {
    /// The article as Markdown: headings, lists, quotes, code, tables. Costs one pass over the
    /// kept blocks.
    ///
    /// ```
    /// use tamis::clean::CleanOptions;
    /// let article = tamis::clean("## Tides\n\nThe harbour floods twice a day.", &CleanOptions::default());
    /// assert!(article.markdown().contains("The harbour floods twice a day."));
    /// ```
    pub fn markdown(&self) -> String {
        markdown::article(self, &Marks::default())
    }

    /// [`Article::markdown`] with the links and images of `source`, the page that the article
    /// is of. Images stand where the page has them; those of dropped blocks, icons and whatever
    /// has no address on the web are left out. Costs a second pass over the page.
    ///
    /// ```
    /// use tamis::clean::{CleanOptions, Format, With};
    /// let page = "<p>The harbour floods <a href='https://tides.example/'>twice a day</a>, \
    ///     as everybody in the town has known for as long as there has been a town.";
    /// let options = CleanOptions { format: Some(Format::Html), ..CleanOptions::default() };
    /// let written = tamis::clean(page, &options).markdown_with(page, With { links: true, images: false });
    /// assert!(written.starts_with("The harbour floods [twice a day](https://tides.example/), as"));
    /// ```
    pub fn markdown_with(&self, source: &str, with: With) -> String {
        markdown::article(self, &Marks::new(self, source, with))
    }

    /// The article as HTML that holds nothing but headings, paragraphs, lists, quotes, code
    /// and tables: no attribute, no address, no script, every text escaped.
    ///
    /// ```
    /// use tamis::clean::Article;
    /// assert_eq!(Article::whole("1 < 2").html(), "<p>1 &lt; 2</p>\n");
    /// ```
    pub fn html(&self) -> String {
        html::article(self, &Marks::default())
    }

    /// [`Article::html`] with the links and images of `source` (see
    /// [`Article::markdown_with`]): of attributes it holds `href`, `src` and `alt`, of addresses
    /// those of `http` and `https` and relative ones.
    pub fn html_with(&self, source: &str, with: With) -> String {
        html::article(self, &Marks::new(self, source, with))
    }

    fn kept(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.role == Role::Content)
    }
}
