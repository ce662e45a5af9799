//! A bound on the bytes that are under way between reader and writer.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many bytes may be under way, and how many are.
///
/// Articles leave in the order in which they came, so the oldest is always being worked on and the reader never waits for ever.
pub(super) struct Budget {
    limit: usize,
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, used: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until there is room. What is larger than the bound goes alone.
    pub(super) fn take(&self, bytes: usize) {
        let full = |used: &mut usize| *used > 0 && *used + bytes > self.limit;
        let mut used = self.freed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
    }

    /// Gives room back.
    pub(super) fn give(&self, bytes: usize) {
        *self.lock() -= bytes;
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        // A count is whole whatever happened to the thread that held it.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread, time::Duration};

    #[test]
    fn what_does_not_fit_waits() {
        let budget = Budget::new(10);
        budget.take(99);
        thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            let budget = &budget;
            scope.spawn(move || {
                budget.take(1);
                tell.send(()).unwrap();
            });
            assert!(told.recv_timeout(Duration::from_millis(30)).is_err());
            budget.give(99);
            assert!(told.recv_timeout(Duration::from_secs(5)).is_ok());
        });
    }
}
