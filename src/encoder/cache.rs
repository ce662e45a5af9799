//! The vectors of words met before: what the input layer makes of a form does not depend on its neighbours.

/// Forms that are remembered. A power of two.
const FORMS: usize = 8192;

/// Rows by the hash of their form, each in the one place that its hash allows.
#[derive(Debug)]
pub(super) struct Cache {
    width: usize,
    /// The hash of the form in each place; 0 where there is none.
    hashes: Vec<u64>,
    rows: Vec<f32>,
}

impl Cache {
    /// An empty cache of rows of this width.
    pub fn new(width: usize) -> Self {
        Self { width, hashes: vec![0; FORMS], rows: vec![0.0; FORMS * width] }
    }

    /// Copies the row of a form; `make` writes it where it is not known yet.
    #[inline(always)]
    pub fn row(&mut self, hash: u64, into: &mut [f32], make: impl FnOnce(&mut [f32])) {
        let place = hash as usize % FORMS;
        let row = &mut self.rows[place * self.width..][..self.width];
        if self.hashes[place] != hash || hash == 0 {
            make(row);
            self.hashes[place] = hash;
        }
        into.copy_from_slice(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_made_once_until_another_takes_its_place() {
        let mut cache = Cache::new(2);
        let mut made = Vec::new();
        for hash in [5, 5, 5 + FORMS as u64, 5, 6, 0, 0] {
            let mut row = [0.0; 2];
            cache.row(hash, &mut row, |row| {
                made.push(hash);
                row.fill(hash as f32);
            });
            assert_eq!(row, [hash as f32; 2]);
        }
        assert_eq!(made, [5, 5 + FORMS as u64, 5, 6, 0, 0]);
    }
}
