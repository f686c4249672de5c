//! A column of texts to a document-term matrix, in parallel.

use super::strings::{Texts, as_text};
use crate::batch;
use crate::count::{
    BagReader, BlockReader, Corpus, CountOptions, Matrix, Reader, Rows, Sorted, Stream, Terms,
    Vocabulary,
};
use crate::error::{Error, Result};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Weight of a word in a block: about the bytes that a text has for one.
const WORD: usize = 8;

/// The matrix of `texts` over the terms of `vocabulary`, or else over those that `options` keep. The
/// options have been checked.
///
/// # Errors
/// Where words or terms are more than four billion, and those of `poll`.
pub fn count<E: From<Error>>(
    texts: &Arc<dyn Texts>,
    options: &Arc<CountOptions>,
    vocabulary: Option<&Arc<Vocabulary>>,
    threads: Option<usize>,
    poll: impl FnMut() -> Result<(), E>,
) -> Result<Matrix, E> {
    match vocabulary {
        Some(vocabulary) => over(texts, options, vocabulary, threads, poll),
        None if options.longest == 1 => bags(texts, options, threads, poll),
        None => runs(texts, options, threads, poll),
    }
}

fn over<E: From<Error>>(
    texts: &Arc<dyn Texts>,
    options: &Arc<CountOptions>,
    vocabulary: &Arc<Vocabulary>,
    threads: Option<usize>,
    poll: impl FnMut() -> Result<(), E>,
) -> Result<Matrix, E> {
    let work = {
        let (texts, options) = (Arc::clone(texts), Arc::clone(options));
        let vocabulary = Arc::clone(vocabulary);
        move |block| Ok(vocabulary.count(&options, documents(&*texts, block)))
    };
    let rows = each(text_blocks(&**texts), threads, work, poll)?;
    Ok(Matrix::over(vocabulary, rows))
}

fn bags<E: From<Error>>(
    texts: &Arc<dyn Texts>,
    options: &Arc<CountOptions>,
    threads: Option<usize>,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<Matrix, E> {
    let readers = readers::<BagReader, E>(texts, options, threads, &mut poll)?;
    let (corpus, terms) = Corpus::merge(readers)?;
    let blocks = (0..corpus.blocks()).map(|block| block..block + 1).collect();
    let work = move |block: Range<usize>| Ok(corpus.rows(block.start));
    let rows = each(blocks, threads, work, &mut poll)?;
    Ok(Matrix::new(options, Arc::new(terms), rows))
}

fn runs<E: From<Error>>(
    texts: &Arc<dyn Texts>,
    options: &Arc<CountOptions>,
    threads: Option<usize>,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<Matrix, E> {
    let readers = readers::<Reader, E>(texts, options, threads, &mut poll)?;
    let stream = Arc::new(Stream::merge(&readers)?);
    drop(readers);
    let terms = Arc::new(terms(&stream, options, threads, &mut poll)?);
    let blocks = batch::blocks(stream.rows(), |row| stream.row_len(row) * WORD);
    let work = {
        let terms = Arc::clone(&terms);
        move |block| Ok(Rows::new(&stream, &terms, block))
    };
    let rows = each(blocks, threads, work, &mut poll)?;
    Ok(Matrix::new(options, terms, rows))
}

/// Readers that have read all texts between them, one for each thread, and the words of each in
/// order.
fn readers<R: BlockReader, E: From<Error>>(
    texts: &Arc<dyn Texts>,
    options: &Arc<CountOptions>,
    threads: Option<usize>,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<Vec<(R, Sorted)>, E> {
    let resting: Arc<Shared<R>> = Arc::default();
    let work = {
        let (texts, options) = (Arc::clone(texts), Arc::clone(options));
        let resting = Arc::clone(&resting);
        move |block: Range<usize>| {
            let mut reader = resting.take().unwrap_or_default();
            reader.read(&options, block.start, documents(&*texts, block));
            resting.put(reader);
            Ok(())
        }
    };
    each(text_blocks(&**texts), threads, work, &mut poll)?;
    let one_each = (0..resting.len()).map(|reader| reader..reader + 1).collect();
    let work = move |_| Ok(resting.take().map(R::sorted));
    Ok(each(one_each, threads, work, &mut poll)?.into_iter().flatten().collect())
}

fn terms<E: From<Error>>(
    stream: &Arc<Stream>,
    options: &Arc<CountOptions>,
    threads: Option<usize>,
    poll: impl FnMut() -> Result<(), E>,
) -> Result<Terms, E> {
    let places = Arc::new(stream.places(options));
    let blocks = batch::blocks(places.words(), |word| places.occurrences(word) * WORD);
    let work = {
        let (stream, options, places) =
            (Arc::clone(stream), Arc::clone(options), Arc::clone(&places));
        move |words| Ok(stream.branch(&options, &places, words))
    };
    let branches = each(blocks, threads, work, poll)?;
    Ok(Terms::new(options, places, branches)?)
}

/// What `work` makes of each of `blocks`, in their order.
fn each<R: Send + 'static, E: From<Error>>(
    blocks: Vec<Range<usize>>,
    threads: Option<usize>,
    work: impl Fn(Range<usize>) -> Result<R> + Send + Sync + 'static,
    poll: impl FnMut() -> Result<(), E>,
) -> Result<Vec<R>, E> {
    let mut made = Vec::with_capacity(blocks.len());
    let take = |part| {
        made.push(part);
        Ok(())
    };
    batch::run(blocks, threads, false, work, take, poll)?;
    Ok(made)
}

fn text_blocks(texts: &dyn Texts) -> Vec<Range<usize>> {
    batch::blocks(texts.len(), |row| texts.get(row).map_or(0, <[u8]>::len))
}

fn documents(
    texts: &dyn Texts,
    rows: Range<usize>,
) -> impl Iterator<Item = Option<std::borrow::Cow<'_, str>>> {
    rows.map(|row| texts.get(row).map(as_text))
}

/// What workers hand from block to block: as many as there are threads at work.
#[derive(Debug)]
struct Shared<T>(Mutex<Vec<T>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Shared<T> {
    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, one: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}
