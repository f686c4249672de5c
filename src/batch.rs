//! Many texts at once, order kept: the only file that names rayon.
//!
//! Documents are cut into blocks of about [`BLOCK`] bytes, whatever the number of threads, and
//! the results are taken in order, so that they never depend on it. The pool belongs to the
//! process that made it: rayon's global one hangs in a child after a fork.

use crate::error::{Error, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::{Duration, Instant};

/// Most bytes of text in a block: enough that handing it over costs nothing, few enough that the
/// results of those that are done do not fill the memory.
pub const BLOCK: usize = 256 << 10;

/// Least bytes of text in a block.
const SMALL: usize = 32 << 10;

/// Blocks that a small batch is cut into, so that the last of them keep all threads busy: engines
/// hand over a megabyte at once.
const MANY: usize = 8;

/// How often the caller looks whether it is to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// Bytes of stack of a thread for one long text: as many as the main thread has.
const STACK: usize = 8 << 20;

/// Blocks for each thread that are handed out or done before their turn: bounds the memory of
/// their results.
const AHEAD: usize = 4;

/// The rows `0..rows`, cut where their weights add up to [`BLOCK`], or to less in a small batch.
///
/// ```
/// use tamis::batch::{BLOCK, blocks};
/// assert_eq!(blocks(100, |_| BLOCK / 2)[..2], [0..2, 2..4]);
/// assert_eq!(blocks(3, |_| BLOCK / 5), [0..1, 1..2, 2..3]);
/// assert_eq!(blocks(3, |_| 20), [0..3]);
/// ```
pub fn blocks(rows: usize, weight: impl Fn(usize) -> usize) -> Vec<Range<usize>> {
    // A null weighs as well: its row costs a little.
    let weight = |row| weight(row) + 16;
    let size = ((0..rows).map(weight).sum::<usize>() / MANY).clamp(SMALL, BLOCK);
    let mut cut = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for row in 0..rows {
        sum += weight(row);
        if sum >= size {
            cut.push(start..row + 1);
            (start, sum) = (row + 1, 0);
        }
    }
    if start < rows {
        cut.push(start..rows);
    }
    cut
}

/// Runs `work` on every block and hands the results to `take` in order. `threads` is all cores
/// where it is `None`; one needs no pool, unless `long` says that a block may take so long that
/// the caller must be able to leave it. `poll` is asked every 50 ms, on the calling thread,
/// whether to go on; after its error no further block begins.
///
/// A panic inside `work` comes back as an error.
pub fn run<R, E>(
    blocks: Vec<Range<usize>>,
    threads: Option<usize>,
    long: bool,
    work: impl Fn(Range<usize>) -> Result<R> + Send + Sync + 'static,
    mut take: impl FnMut(R) -> Result<(), E>,
    poll: impl FnMut() -> Result<(), E>,
) -> Result<(), E>
where
    R: Send + 'static,
    E: From<Error>,
{
    match used(&blocks, threads) {
        1 if !long => in_turn(blocks, |block| take(guarded(|| work(block))?), poll),
        threads => spread(blocks, threads, !long, work, take, poll),
    }
}

/// How many threads [`run`] takes.
pub fn used(blocks: &[Range<usize>], threads: Option<usize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    threads.unwrap_or_else(cores).clamp(1, blocks.len().max(1))
}

/// Runs `work` on one block after another, on this thread; else as [`run`].
pub fn in_turn<E>(
    blocks: Vec<Range<usize>>,
    mut work: impl FnMut(Range<usize>) -> Result<(), E>,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<(), E> {
    let mut last = Instant::now();
    for block in blocks {
        work(block)?;
        if last.elapsed() >= PATIENCE {
            poll()?;
            last = Instant::now();
        }
    }
    Ok(())
}

/// What `work` gives, from a thread of its own, while `poll` is asked every 50 ms whether to wait
/// on. After its error the thread is left to end by itself.
pub fn watched<R, E>(
    work: impl FnOnce() -> R + Send + 'static,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<R, E>
where
    R: Send + 'static,
    E: From<Error>,
{
    let (send, receive) = channel();
    let run = move || {
        // The receiver is gone only after an error, which nobody waits for any more.
        let _ = send.send(guarded(|| Ok(work())));
    };
    let started = std::thread::Builder::new().stack_size(STACK).spawn(run);
    started.map_err(|e| Error::input(format!("no thread for a long text: {e}")))?;
    loop {
        match receive.recv_timeout(PATIENCE) {
            Ok(result) => return Ok(result?),
            Err(RecvTimeoutError::Timeout) => poll()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::input("the worker of a long text is gone").into());
            }
        }
    }
}

/// [`run`] on a pool. The caller's thread works, too, where it `helps`: a thread that only waits
/// for results takes a core from one that makes them whenever it wakes.
fn spread<R, E>(
    blocks: Vec<Range<usize>>,
    threads: usize,
    helps: bool,
    work: impl Fn(Range<usize>) -> Result<R> + Send + Sync + 'static,
    mut take: impl FnMut(R) -> Result<(), E>,
    mut poll: impl FnMut() -> Result<(), E>,
) -> Result<(), E>
where
    R: Send + 'static,
    E: From<Error>,
{
    let pool = pool(threads - usize::from(helps))?;
    let (send, receive) = channel();
    let (len, most) = (blocks.len(), threads * AHEAD);
    let queue = Stopping(Arc::new(Queue::new(blocks, work)));
    let mut done = BTreeMap::new();
    // Blocks handed to the pool, those of them whose results are awaited, and results taken.
    let (mut given, mut out, mut taken) = (0, 0, 0);
    let mut last = Instant::now();
    while taken < len {
        // By the clock: results that come one upon the other leave no pause to ask in.
        if last.elapsed() >= PATIENCE {
            poll()?;
            last = Instant::now();
        }
        while given < len && out + done.len() < most {
            let (queue, send) = (Arc::clone(&queue.0), send.clone());
            pool.spawn(move || {
                // The receiver is gone only after an error, which nobody waits for any more.
                let _ = queue.one().map(|result| send.send(result));
            });
            (given, out) = (given + 1, out + 1);
        }
        let own = (helps && done.len() < most).then(|| queue.0.one()).flatten();
        let waits = if own.is_none() { PATIENCE } else { Duration::ZERO };
        done.extend(own);
        let mut come = receive.recv_timeout(waits).ok();
        while let Some(result) = come {
            done.extend([result]);
            out -= 1;
            come = receive.try_recv().ok();
        }
        while let Some(result) = done.remove(&taken) {
            take(result?)?;
            taken += 1;
        }
    }
    Ok(())
}

/// The blocks of one call, for whoever comes for the next.
struct Queue<W> {
    blocks: Vec<Range<usize>>,
    next: AtomicUsize,
    stop: AtomicBool,
    work: W,
}

impl<R, W: Fn(Range<usize>) -> Result<R>> Queue<W> {
    fn new(blocks: Vec<Range<usize>>, work: W) -> Self {
        Self { blocks, next: AtomicUsize::new(0), stop: AtomicBool::new(false), work }
    }

    /// The number and the result of the next block, where one is left.
    fn one(&self) -> Option<(usize, Result<R>)> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let block = self.blocks.get(at)?.clone();
        Some((at, guarded(|| (self.work)(block))))
    }
}

/// Tells the blocks that have not begun to leave it, however the call ends.
struct Stopping<W>(Arc<Queue<W>>);

impl<W> Drop for Stopping<W> {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// `work`, its panic as an error.
pub fn guarded<R>(work: impl FnOnce() -> Result<R>) -> Result<R> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Error::input(format!(
            "a defect in tamis stopped this call, please report it with the text: {}",
            message.unwrap_or_else(|| "no message".to_owned())
        )))
    })
}

struct Owned {
    process: u32,
    threads: usize,
    pool: Arc<ThreadPool>,
}

static POOL: Mutex<Option<Owned>> = Mutex::new(None);

/// This process's pool of so many threads; one of its own for this call where another thread
/// is just making it, or was when this process was forked.
fn pool(threads: usize) -> Result<Arc<ThreadPool>> {
    let mut slot = match POOL.try_lock() {
        Ok(slot) => slot,
        Err(TryLockError::Poisoned(slot)) => slot.into_inner(),
        Err(TryLockError::WouldBlock) => return build(threads),
    };
    let process = std::process::id();
    if let Some(owned) = slot.take() {
        if owned.process != process {
            // Its threads stayed in the parent: to wait for them would be to wait for ever.
            std::mem::forget(owned);
        } else if owned.threads == threads {
            let pool = Arc::clone(&owned.pool);
            *slot = Some(owned);
            return Ok(pool);
        }
    }
    let pool = build(threads)?;
    *slot = Some(Owned { process, threads, pool: Arc::clone(&pool) });
    Ok(pool)
}

fn build(threads: usize) -> Result<Arc<ThreadPool>> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|at| format!("tamis-{at}"))
        .build()
        .map_err(|e| Error::input(format!("no threads to be had ({e}): try threads=1")))?;
    Ok(Arc::new(pool))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(rows: usize, threads: Option<usize>, long: bool) -> Vec<usize> {
        let mut all = Vec::new();
        run(
            blocks(rows, |_| BLOCK / 3),
            threads,
            long,
            |block| Ok(block.map(|row| row * row).collect::<Vec<_>>()),
            |part| {
                all.extend(part);
                Ok::<_, Error>(())
            },
            || Ok(()),
        )
        .unwrap();
        all
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let want: Vec<_> = (0..1000).map(|x| x * x).collect();
        for threads in [None, Some(1), Some(2), Some(7)] {
            assert_eq!(squares(1000, threads, false), want);
            assert_eq!(squares(1000, threads, true), want);
        }
        assert!(squares(0, None, false).is_empty());
    }

    #[test]
    fn a_panic_is_an_error() {
        for threads in [1, 2] {
            let result = run(
                blocks(9, |_| BLOCK),
                Some(threads),
                threads == 1,
                |block| if block.start == 4 { panic!("planted") } else { Ok(()) },
                |()| Ok::<_, Error>(()),
                || Ok(()),
            );
            assert!(result.unwrap_err().to_string().contains("planted"));
        }
    }

    /// Also where results come one upon the other, without a pause to ask in.
    #[test]
    fn polling_stops_the_rest() {
        for pause in [5, 60] {
            let begun = Arc::new(std::sync::atomic::AtomicUsize::new(0));
            let count = Arc::clone(&begun);
            let result = run(
                blocks(1000, |_| BLOCK),
                Some(2),
                false,
                move |_| {
                    count.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(pause));
                    Ok(())
                },
                |()| Ok(()),
                || Err(Error::input("stop")),
            );
            assert_eq!(result, Err(Error::input("stop")));
            assert!(begun.load(Ordering::Relaxed) < 500);
        }
    }

    /// However slow one is: the results of those behind it wait in memory.
    #[test]
    fn few_blocks_go_ahead_of_their_turn() {
        for threads in [2, 3] {
            let begun = Arc::new(AtomicUsize::new(0));
            let work = move |block: Range<usize>| {
                begun.fetch_add(1, Ordering::Relaxed);
                if block.start == 7 {
                    std::thread::sleep(Duration::from_millis(200));
                    return Ok(begun.load(Ordering::Relaxed));
                }
                Ok(0)
            };
            let mut most = 0;
            let take = |begun: usize| {
                most = most.max(begun);
                Ok::<_, Error>(())
            };
            run(blocks(1000, |_| BLOCK), Some(threads), false, work, take, || Ok(())).unwrap();
            assert!((1..8 + 2 * threads * AHEAD).contains(&most), "{most} of {threads} threads");
        }
    }

    #[test]
    fn one_long_block_can_be_left() {
        let sleep = || std::thread::sleep(Duration::from_secs(5));
        let begun = Instant::now();
        let stop = || Err(Error::input("stop"));
        let work = move |_| {
            sleep();
            Ok(())
        };
        let result = run(blocks(1, |_| BLOCK), Some(1), true, work, |()| Ok(()), stop);
        assert_eq!(result, Err(Error::input("stop")));
        assert_eq!(watched(sleep, stop), Err(Error::input("stop")));
        assert_eq!(watched(|| 1, stop), Ok(1));
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
}
