//! Stage 1 in Python: clean and its Article.

use super::convert::{error, row_tuple, source, text, to_row, value, watched};
use super::options;
use super::repeats::Repeats;
use super::value::{Value, class};
use crate::arrow::record::{ARTICLE_WHOLE, BLOCK, COMMENT, Cell, Record, Row, SPAN};
use crate::arrow::{Origin, article_whole_row};
use crate::clean as stage;
use crate::clean::{Block, BlockKind, Field, Role, SourceMap, With};
use crate::offsets::CharCursor;
use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PySlice, PyString, PyTuple};

/// The article in `source`, a page of HTML or plain text as str or bytes: its text without
/// boilerplate, every block with its verdict and why, and what the page says of itself.
/// `format` is "html" or "text" (else told from the content), `url` where the page came from,
/// `encoding` that of the bytes where a header names it, `favor` "precision" or "recall";
/// blocks that recur by `repeats` are dropped.
///
/// >>> import tamis
/// >>> tamis.clean("").text
/// ''
#[pyfunction]
#[pyo3(signature = (source, *, format=None, url=None, encoding=None, favor=None, repeats=None, errors="replace"))]
pub(super) fn clean(
    source: &Bound<'_, PyAny>,
    format: Option<&str>,
    url: Option<String>,
    encoding: Option<String>,
    favor: Option<&str>,
    repeats: Option<&Repeats>,
    errors: &str,
) -> PyResult<Py<Article>> {
    let encoding = options::encoding(encoding)?;
    let options = options::clean(format, url, favor, repeats)?;
    let (text, origin) = self::source(source, encoding.as_deref(), errors)?;
    let found = watched(source.py(), &text, move |text| {
        Found::new(stage::clean(text, &options), text, &origin)
    })?;
    found.article(source_string(source, &text))
}

/// Everything that a reader of a page sees, top to bottom, parted by blank lines: all its blocks
/// but hidden ones. `source` is HTML as str or bytes, `encoding` that of the bytes where a header
/// names it. One pass over the page.
///
/// >>> import tamis
/// >>> tamis.visible_text("<nav>Home</nav><p>Tom &amp; Ann<br>are here.</p><p hidden>soon</p>")
/// 'Home\n\nTom & Ann\nare here.'
#[pyfunction]
#[pyo3(signature = (source, *, encoding=None, errors="replace"))]
pub(super) fn visible_text(
    source: &Bound<'_, PyAny>,
    encoding: Option<String>,
    errors: &str,
) -> PyResult<String> {
    let encoding = options::encoding(encoding)?;
    let (text, _) = self::source(source, encoding.as_deref(), errors)?;
    watched(source.py(), &text, stage::visible_text)
}

/// The day on which the article of a page was published, as in "2022-10-05", or None: that of
/// `clean(source).published`. `source` is HTML as str or bytes, `url` where it came from, `encoding`
/// that of the bytes where a header names it. Where the page states the day to machines (JSON-LD,
/// `<meta>`), most of it is only searched: some 1.3 GB a second, a third of that else.
///
/// >>> import tamis
/// >>> tamis.published("<h1>Bridge opens</h1><p>Published: 5 October 2022</p>")
/// '2022-10-05'
#[pyfunction]
#[pyo3(signature = (source, *, url=None, encoding=None, errors="replace"))]
pub(super) fn published(
    source: &Bound<'_, PyAny>,
    url: Option<String>,
    encoding: Option<String>,
    errors: &str,
) -> PyResult<Option<String>> {
    let encoding = options::encoding(encoding)?;
    let (text, _) = self::source(source, encoding.as_deref(), errors)?;
    let found = move |text: &str| stage::published(text, url.as_deref());
    Ok(watched(source.py(), &text, found)?.map(|day| day.value))
}

/// The text of bytes, and how it was read or why it is none: `utf-8 throughout`, `binary: PDF`.
#[pyfunction]
pub(super) fn _decode(source: &[u8]) -> (String, &'static str) {
    let found = stage::decode(source, None);
    (found.text.into_owned(), found.why)
}

/// The string that offsets in a source count in: the very one given, or the decoded bytes.
pub(super) fn source_string(source: &Bound<'_, PyAny>, text: &str) -> Py<PyString> {
    match source.cast::<PyString>() {
        Ok(string) => string.clone().unbind(),
        Err(_) => PyString::new(source.py(), text).unbind(),
    }
}

/// The kept text of a source, and what was found out on the way.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Article {
    /// Both sides in code points.
    map: SourceMap,
    /// Of each block.
    kinds: Vec<BlockKind>,
    source: Py<PyString>,
}

/// An [`Article`] before Python is needed for it.
pub(super) struct Found {
    row: Row,
    map: SourceMap,
    kinds: Vec<BlockKind>,
}

impl Found {
    pub(super) fn new(article: stage::Article, source: &str, origin: &Origin) -> Self {
        let (mut text_at, mut source_at) =
            (CharCursor::new(&article.text), CharCursor::new(source));
        let mut map = SourceMap::default();
        for (text, source) in article.map.runs() {
            map.push(text_at.to_chars(text), source_at.to_chars(source));
        }
        let kinds = article.blocks.iter().map(|block| block.kind).collect();
        Self { row: article_whole_row(article, source, origin), map, kinds }
    }

    /// The object, with the string that offsets in its source count in.
    pub(super) fn article(self, source: Py<PyString>) -> PyResult<Py<Article>> {
        Python::attach(|py| {
            let base = PyClassInitializer::from(Value { record: &ARTICLE_WHOLE, row: self.row });
            let Self { map, kinds, .. } = self;
            Py::new(py, base.add_subclass(Article { map, kinds, source }))
        })
    }
}

/// The value objects of a list in the row of an article.
fn values<'py>(
    slf: &Bound<'py, Article>,
    name: &str,
    record: &'static Record,
) -> PyResult<Bound<'py, PyTuple>> {
    let Cell::List(rows) = &slf.as_super().get().row[ARTICLE_WHOLE.position(name)] else {
        return Ok(PyTuple::empty(slf.py()));
    };
    let values = rows.iter().map(|row| value(slf.py(), record, row.clone()));
    PyTuple::new(slf.py(), values.collect::<PyResult<Vec<_>>>()?)
}

type Runs = Vec<(usize, usize, usize, usize)>;
type State<'py> = (Bound<'py, PyTuple>, Runs, String, Py<PyString>);

class! {
    Article {
        /// The kept text.
        field text,
        /// The headline, or None.
        field title,
        /// Who wrote it, several parted by "; ", or None.
        field author,
        /// When it was published, ISO 8601, or None.
        field published,
        /// When it was last changed, ISO 8601, or None.
        field modified,
        /// The name of the site, or None.
        field site,
        /// The language, as BCP 47, or None.
        field lang,
        /// The canonical address, or None.
        field url,
        /// The summary that the page gives of itself, or None.
        field description,
        /// The address of the main image, or None.
        field image,
        /// The licence of the text, or None.
        field license,
        /// What the source was read as: "html" or "text".
        field format,
        /// The encoding of a source of bytes; None for a str.
        field encoding,
        /// How the text was found, or why there is none ("empty: ...").
        field method,
    }

    /// Every block of the source in order, kept or dropped.
    #[getter]
    fn blocks<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        values(slf, "blocks", &BLOCK)
    }

    /// Readers' comments, apart from the text.
    #[getter]
    fn comments<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        values(slf, "comments", &COMMENT)
    }

    /// The kept blocks as Markdown: headings, lists, quotes, code, tables; `links` and `images`
    /// of a page where asked, with absolute addresses where the page's own is known.
    ///
    /// >>> import tamis
    /// >>> page = "<p>It rained <a href='/rain'>for three days</a>, as it does every April here."
    /// >>> tamis.clean(page, format="html", url="https://a.example/b").markdown(links=True)
    /// 'It rained [for three days](https://a.example/rain), as it does every April here.'
    #[pyo3(signature = (*, links=false, images=false))]
    fn markdown(slf: &Bound<'_, Self>, links: bool, images: bool) -> PyResult<String> {
        Self::written(slf, With { links, images }, stage::Article::markdown_with)
    }

    /// The kept blocks as HTML that is safe to show: headings, paragraphs, lists, quotes, code
    /// and tables, without scripts and every text escaped; without attributes and addresses too,
    /// unless `links` or `images` of a page are asked for, whose addresses are those of the web.
    ///
    /// >>> import tamis
    /// >>> tamis.clean("1 < 2 and 2 < 3, as every child knows.").html()
    /// '<p>1 &lt; 2 and 2 &lt; 3, as every child knows.</p>\n'
    #[pyo3(signature = (*, links=false, images=false))]
    fn html(slf: &Bound<'_, Self>, links: bool, images: bool) -> PyResult<String> {
        Self::written(slf, With { links, images }, stage::Article::html_with)
    }

    /// The place in the source of `x`, which has `start` and `end` in `text` (a Span, a Token, a
    /// Claim): one Span from its first to its last character.
    fn locate<'py>(&self, x: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        self.place(x)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, State<'py>)> {
        let (py, this) = (slf.py(), slf.get());
        let restore = py.import("tamis._tamis")?.getattr("_restore_article")?;
        let runs = this.map.runs();
        let runs = runs.map(|(t, s)| (t.start, t.end, s.start, s.end)).collect();
        let row = row_tuple(py, &ARTICLE_WHOLE, &slf.as_super().get().row)?;
        let kinds = serde_json::to_string(&this.kinds).map_err(|e| error(e.to_string()))?;
        Ok((restore, (row, runs, kinds, this.source.clone_ref(py))))
    }
}

impl Article {
    /// What `write` makes of the blocks, and of the source where that is asked for.
    fn written(
        slf: &Bound<'_, Self>,
        with: With,
        write: fn(&stage::Article, &str, With) -> String,
    ) -> PyResult<String> {
        let row = &slf.as_super().get().row;
        let mut article = stage::Article::default();
        if row[ARTICLE_WHOLE.position("format")] == Cell::text("html") {
            article.format = stage::Format::Html;
        }
        if let Cell::Text(url) = &row[ARTICLE_WHOLE.position("url")] {
            article.metadata.url = Some(Field { value: url.to_string(), origin: "" });
        }
        let Cell::List(blocks) = &row[ARTICLE_WHOLE.position("blocks")] else {
            return Ok(String::new());
        };
        let (text, role) = (BLOCK.position("text"), BLOCK.position("role"));
        let content = Cell::text(Role::Content.as_str());
        for (block, kind) in blocks.iter().zip(&slf.get().kinds) {
            let Cell::Text(text) = &block[text] else { continue };
            let mut found = Block::content(text, *kind);
            if block[role] != content {
                found.role = Role::Boilerplate;
            }
            article.blocks.push(found);
        }
        if with == With::default() {
            return Ok(write(&article, "", with));
        }
        let source = slf.get().source.bind(slf.py());
        let source = self::text(source, "replace")?;
        watched(slf.py(), &source, move |source| write(&article, source, with))
    }

    fn place<'py>(&self, x: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = x.py();
        let at = |name: &str| x.getattr(name).and_then(|n| n.extract::<usize>()).ok();
        let (Some(start), Some(end)) = (at("start"), at("end")) else {
            let of = x.get_type().name()?;
            return Err(error(format!("locate takes what has start and end in text, not {of}")));
        };
        let Some(place) = self.map.locate(Span::new(start, end.max(start))) else {
            return Err(error(format!("no character of {start}..{end} came from the source")));
        };
        let slice = PySlice::new(py, place.start as isize, place.end as isize, 1);
        let text = self.source.bind(py).as_any().get_item(slice)?;
        let text = self::text(text.cast()?, "replace")?.into_owned();
        value(py, &SPAN, vec![Cell::offset(place.start), Cell::offset(place.end), text.into()])
    }
}

/// The article that was pickled so.
#[pyfunction]
pub(super) fn _restore_article(
    fields: &Bound<'_, PyTuple>,
    runs: Runs,
    kinds: &str,
    source: Py<PyString>,
) -> PyResult<Py<Article>> {
    let row = to_row(&ARTICLE_WHOLE, fields)?;
    let mut map = SourceMap::default();
    for (text_start, text_end, start, end) in runs {
        map.push(Span::new(text_start, text_end), Span::new(start, end));
    }
    let kinds = serde_json::from_str(kinds).map_err(|e| error(e.to_string()))?;
    Found { row, map, kinds }.article(source)
}
