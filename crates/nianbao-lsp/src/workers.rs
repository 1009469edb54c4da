//! The threads that think: a few, of which findings have the first use.
//!
//! Not the runtime's own threads for work that blocks: those read and write the streams too, and a
//! thousand requests at once would stand before the next message. And they become as many as there
//! ever was work at a time, each with a heap of its own that it keeps.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tracing::error;

/// One for findings and one for what is asked meanwhile.
const THREADS: usize = 2;

type Job = Box<dyn FnOnce() + Send>;

/// What is done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What an edit waits for.
    Findings,
    /// What a request waits for; a client sends many of them, and cancels many before they are begun.
    Answers,
    /// What nobody waits for: a thread does it that has done something else, none is woken for it.
    Waste,
}

#[derive(Default)]
struct Waiting {
    findings: VecDeque<Job>,
    answers: VecDeque<Job>,
    waste: VecDeque<Job>,
    /// Which threads wait for work.
    idle: [bool; THREADS],
    ended: bool,
}

impl Waiting {
    fn next(&mut self) -> Option<Job> {
        let next = self.findings.pop_front();
        next.or_else(|| self.answers.pop_front())
            .or_else(|| self.waste.pop_front())
    }
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    /// One of each thread. The first that is idle is woken, not the one that has been idle for longest:
    /// it has what it needs near it, and the others stay asleep.
    more: [Condvar; THREADS],
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what comes, until the end.
    fn work(&self, number: usize) {
        loop {
            let mut waiting = self.lock();
            let job = loop {
                if waiting.ended {
                    return;
                }
                if let Some(job) = waiting.next() {
                    break job;
                }
                waiting.idle[number] = true;
                waiting = self.more[number]
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner);
                waiting.idle[number] = false;
            };
            drop(waiting);
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                error!("a piece of work failed");
            }
        }
    }
}

/// Takes work and does it in the order of its lane. Threads end when the last handle is gone; what is
/// not begun by then is not done.
#[derive(Clone)]
pub(crate) struct Workers(Arc<Handle>);

struct Handle(Arc<Shared>);

impl Drop for Handle {
    fn drop(&mut self) {
        let mut waiting = self.0.lock();
        waiting.ended = true;
        let undone = (
            std::mem::take(&mut waiting.findings),
            std::mem::take(&mut waiting.answers),
            std::mem::take(&mut waiting.waste),
        );
        drop(waiting);
        self.0.more.iter().for_each(Condvar::notify_all);
        drop(undone);
    }
}

impl Workers {
    /// Starts the threads.
    pub(crate) fn start() -> Self {
        let shared = Arc::new(Shared::default());
        for number in 0..THREADS {
            let own = Arc::clone(&shared);
            let thread = std::thread::Builder::new().name("nianbao-work".to_owned());
            if let Err(error) = thread.spawn(move || own.work(number)) {
                error!("cannot start a thread: {error}");
            }
        }
        Self(Arc::new(Handle(shared)))
    }

    /// Does a piece of work when a thread is free. A panic ends that piece and nothing else.
    pub(crate) fn put(&self, lane: Lane, job: impl FnOnce() + Send + 'static) {
        let job: Job = Box::new(job);
        let mut waiting = self.0.0.lock();
        match lane {
            Lane::Findings => waiting.findings.push_back(job),
            Lane::Answers => waiting.answers.push_back(job),
            Lane::Waste => {
                waiting.waste.push_back(job);
                return;
            }
        }
        let Some(first) = waiting.idle.iter().position(|&idle| idle) else {
            return;
        };
        // So that what is put before it has woken wakes another.
        waiting.idle[first] = false;
        drop(waiting);
        self.0.0.more[first].notify_one();
    }
}

impl std::fmt::Debug for Workers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workers").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn findings_come_before_answers_and_a_panic_costs_one_piece() {
        let workers = Workers::start();
        let (told, heard) = channel();
        // Both threads are held until everything is put.
        let gates: Vec<_> = (0..THREADS)
            .map(|_| {
                let (open, gate) = channel::<()>();
                let (here, there) = channel();
                workers.put(Lane::Answers, move || {
                    here.send(()).unwrap();
                    let _ = gate.recv();
                });
                there.recv().unwrap();
                open
            })
            .collect();
        for lane in [Lane::Answers, Lane::Findings, Lane::Answers, Lane::Findings] {
            let told = told.clone();
            workers.put(lane, move || {
                told.send(lane).unwrap();
                assert_eq!(lane, Lane::Answers, "a defect");
            });
        }
        // One goes on, so that the order is the order of the work.
        gates[0].send(()).unwrap();
        let order: Vec<_> = heard.iter().take(4).collect();
        assert_eq!(
            order,
            [Lane::Findings, Lane::Findings, Lane::Answers, Lane::Answers]
        );
    }
}
