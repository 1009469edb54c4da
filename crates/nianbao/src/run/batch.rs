//! Many files in parallel, their results in order, few of them alive at a time.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use anyhow::{Context, Result};

use crate::inputs::ReadError;

/// How many files per thread may be begun before the first of them is handed on: enough that a long
/// file does not keep the other threads waiting, few enough to keep memory flat.
const AHEAD_PER_THREAD: usize = 8;
/// More threads than any machine can use; starting them would only cost memory.
const MAX_THREADS: usize = 256;

/// Applies `work` to every item and gives the results to `take` in the order of the items.
pub(crate) fn in_order<I: Sync, T: Send>(
    items: &[I],
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> Result<()>,
) -> Result<()> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = jobs
        .filter(|&jobs| jobs > 0)
        .unwrap_or_else(cores)
        .min(MAX_THREADS)
        .min(items.len());
    // A thread is not worth starting for one file, as an editor or a hook checks it.
    if threads <= 1 {
        return items.iter().try_for_each(|item| take(item, work(item)));
    }
    let next = AtomicUsize::new(0);
    let (results, received) = mpsc::channel();
    // One permit per file under way. Dropping the sender ends the threads.
    let (permits, permitted) = mpsc::channel();
    let permitted = Mutex::new(permitted);
    let _ = (0..threads * AHEAD_PER_THREAD).try_for_each(|_| permits.send(()));
    thread::scope(|scope| {
        for _ in 0..threads {
            let results = results.clone();
            let (next, permitted, work) = (&next, &permitted, &work);
            thread::Builder::new()
                .name("check".to_owned())
                .spawn_scoped(scope, move || {
                    loop {
                        let permit = permitted.lock().map(|permitted| permitted.recv());
                        if !matches!(permit, Ok(Ok(()))) {
                            break;
                        }
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(item) = items.get(index) else { break };
                        // A thread that ended silently would be waited for in vain.
                        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                        if results.send((index, result)).is_err() {
                            break;
                        }
                    }
                })
                .context("the threads could not be started")?;
        }
        drop(results);
        // Moved in, so that an early end takes the permits away from the threads.
        let permits = permits;
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (index, result) in received {
            waiting.insert(index, result.unwrap_or_else(|panic| resume_unwind(panic)));
            while let Some(result) = waiting.remove(&wanted) {
                take(&items[wanted], result)?;
                wanted += 1;
                let _ = permits.send(());
            }
            if wanted == items.len() {
                break;
            }
        }
        Ok(())
    })
}

/// Runs the work on one file so that a defect of ours costs that file and not the whole run.
pub(crate) fn isolated<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    // Nothing that the work may have left half done is used afterwards.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(ReadError::Defect))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_costs_one_file() {
        let broken: Result<(), _> = isolated(|| panic!("a defect"));
        assert!(matches!(broken, Err(ReadError::Defect)));
        assert!(matches!(isolated(|| Ok(1)), Ok(1)));
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        for jobs in [None, Some(1), Some(3)] {
            let mut seen = Vec::new();
            in_order(
                &items,
                jobs,
                |&item| item,
                |_, item| {
                    seen.push(item);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, items);
        }
    }

    #[test]
    fn an_early_end_ends_the_threads() {
        let items: Vec<usize> = (0..1000).collect();
        let ended = in_order(
            &items,
            Some(3),
            |&item| item,
            |_, item| {
                anyhow::ensure!(item < 10, "enough");
                Ok(())
            },
        );
        assert!(ended.is_err());
    }

    #[test]
    fn few_results_wait_for_the_first() {
        // The first item is done last; nobody runs far ahead of it.
        let items: Vec<usize> = (0..1000).collect();
        let begun = AtomicUsize::new(0);
        let most = 2 * AHEAD_PER_THREAD;
        in_order(
            &items,
            Some(2),
            |&item| {
                let begun = begun.fetch_add(1, Ordering::SeqCst) + 1;
                (item, begun)
            },
            |_, (item, begun)| {
                assert!(begun <= item + most, "{begun} begun at {item}");
                Ok(())
            },
        )
        .unwrap();
    }
}
