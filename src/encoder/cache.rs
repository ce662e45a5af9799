//! What is known of a form without its neighbours, remembered from one sentence to the next: what the input layer makes of it, and what it
//! adds to the convolution as the row before, the row itself and the row after.
//!
//! Forms that are new to a batch are made together; until then they have a place behind those that are remembered.

/// Forms that share a set: the one asked for less recently gives way.
const WAYS: usize = 2;
/// A power of two.
const SETS: usize = 2048;
const FORMS: usize = SETS * WAYS;

/// Rows by the hash of their form.
#[derive(Debug)]
pub(super) struct Cache {
    width: usize,
    /// The hashes of each set; 0 where there is none.
    hashes: Vec<[u64; WAYS]>,
    /// Which of each set was asked for last.
    last: Vec<u8>,
    hidden: Vec<f32>,
    parts: Vec<f32>,
    /// The hashes of forms that are new.
    fresh: Vec<u64>,
}

impl Cache {
    /// An empty cache of rows of this width.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            hashes: vec![[0; WAYS]; SETS],
            last: vec![0; SETS],
            hidden: vec![0.0; FORMS * width],
            parts: vec![0.0; FORMS * 3 * width],
            fresh: Vec::new(),
        }
    }

    /// The place of a form, and whether it has just been taken: then its rows are still to be made.
    pub fn place(&mut self, hash: u64) -> (usize, bool) {
        let set = hash as usize % SETS;
        if let Some(way) = self.hashes[set].iter().position(|&there| there == hash && hash != 0) {
            self.last[set] = way as u8;
            return (set * WAYS + way, false);
        }
        let known = self.fresh.iter().position(|&there| there == hash);
        let nth = known.unwrap_or(self.fresh.len());
        if known.is_none() {
            self.fresh.push(hash);
        }
        (FORMS + nth, known.is_none())
    }

    /// How many forms are new, and room for what is made of them: their rows, and their parts of the convolution.
    pub fn fresh(&mut self) -> (usize, &mut [f32], &mut [f32]) {
        let (count, width) = (self.fresh.len(), self.width);
        if self.hidden.len() < (FORMS + count) * width {
            self.hidden.resize((FORMS + count) * width, 0.0);
            self.parts.resize((FORMS + count) * 3 * width, 0.0);
        }
        let hidden = &mut self.hidden[FORMS * width..][..count * width];
        (count, hidden, &mut self.parts[FORMS * 3 * width..][..count * 3 * width])
    }

    /// The row of a place.
    #[inline(always)]
    pub fn row(&self, place: usize) -> &[f32] {
        &self.hidden[place * self.width..][..self.width]
    }

    /// What a place adds to the convolution: 0 for the row after it, 1 for itself, 2 for the row before it.
    #[inline(always)]
    pub fn part(&self, place: usize, nth: usize) -> &[f32] {
        &self.parts[(place * 3 + nth) * self.width..][..self.width]
    }

    /// Remembers the forms that are new. Places given out so far hold no longer.
    pub fn settle(&mut self) {
        for (nth, &hash) in self.fresh.iter().enumerate() {
            let set = hash as usize % SETS;
            let way = WAYS - 1 - usize::from(self.last[set]);
            let (from, to) = (FORMS + nth, set * WAYS + way);
            for (rows, width) in [(&mut self.hidden, self.width), (&mut self.parts, 3 * self.width)] {
                rows.copy_within(from * width..(from + 1) * width, to * width);
            }
            (self.hashes[set][way], self.last[set]) = (hash, way as u8);
        }
        self.fresh.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a batch of hashes: which were made, and the rows of all.
    fn read(cache: &mut Cache, hashes: &[u64]) -> (Vec<u64>, Vec<f32>) {
        let mut made = Vec::new();
        let places: Vec<_> = hashes
            .iter()
            .map(|&hash| {
                let (place, new) = cache.place(hash);
                made.extend(new.then_some(hash));
                place
            })
            .collect();
        let (count, hidden, parts) = cache.fresh();
        assert_eq!(count, made.len());
        for (nth, &hash) in made.iter().enumerate() {
            hidden[nth] = hash as f32;
            parts[3 * nth..3 * nth + 3].fill(hash as f32);
        }
        let rows = places.iter().map(|&place| cache.row(place)[0]).collect();
        assert!(places.iter().all(|&place| cache.part(place, 2) == cache.row(place)));
        cache.settle();
        (made, rows)
    }

    #[test]
    fn a_form_is_made_once_until_two_others_take_its_places() {
        let mut cache = Cache::new(1);
        let again = |nth: u64| 5 + nth * SETS as u64;
        assert_eq!(read(&mut cache, &[5, 6, 5]), (vec![5, 6], vec![5.0, 6.0, 5.0]));
        assert_eq!(read(&mut cache, &[again(1), 5]), (vec![again(1)], vec![again(1) as f32, 5.0]));
        assert!(read(&mut cache, &[5, again(1)]).0.is_empty());
        // What was asked for last stays.
        assert_eq!(read(&mut cache, &[again(2)]).0, [again(2)]);
        assert!(read(&mut cache, &[again(1)]).0.is_empty());
        assert_eq!(read(&mut cache, &[5]).0, [5]);
    }

    #[test]
    fn a_place_holds_while_its_batch_is_read() {
        let mut cache = Cache::new(1);
        let all: Vec<u64> = (0..9).map(|nth| 7 + nth * SETS as u64).collect();
        let rows: Vec<f32> = all.iter().map(|&hash| hash as f32).collect();
        assert_eq!(read(&mut cache, &all), (all.clone(), rows.clone()));
        assert_eq!(read(&mut cache, &all).1, rows);
        assert_eq!(read(&mut cache, &[0, 0]), (vec![0], vec![0.0, 0.0]));
    }
}
