//! Many files in parallel, their results in order, few of them alive at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::inputs::ReadError;

/// Files per thread that are worked on before their results are handed on: enough to keep the
/// threads busy, few enough to keep memory flat.
const CHUNK_PER_THREAD: usize = 32;
/// More threads than any machine can use; starting them would only cost memory.
const MAX_THREADS: usize = 256;

/// Applies `work` to every item and gives the results to `take` in the order of the items.
pub(crate) fn in_order<I: Sync, T: Send>(
    items: &[I],
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(&I, T) -> Result<()>,
) -> Result<()> {
    // A pool of threads is not worth starting for one file, as an editor or a hook checks it.
    if items.len() <= 1 || jobs == Some(1) {
        return items.iter().try_for_each(|item| take(item, work(item)));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0).min(MAX_THREADS))
        .build()
        .context("the threads could not be started")?;
    for chunk in items.chunks(pool.current_num_threads() * CHUNK_PER_THREAD) {
        let results: Vec<T> = pool.install(|| chunk.par_iter().map(&work).collect());
        for (item, result) in chunk.iter().zip(results) {
            take(item, result)?;
        }
    }
    Ok(())
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
}
