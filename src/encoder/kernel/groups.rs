//! Steps whose sums of pairs fit 16 bits together, so that AVX2 widens one sum where it would widen four.
//!
//! A step multiplies four inputs, of which AVX2 sums two and two, in 16 bits. Activations lie between 0 and 127, 64 stands for zero: around a
//! *centre*, −64 times the weights of a sum, they lie between −64 and 63. A sum that begins with its centre fits 16 bits at its end if its
//! weights come to no more than 511 without their signs, and what it wraps around on the way does not matter.

use super::{LANES, STEP};

/// Steps of a group.
pub(super) const GROUP: usize = 4;
/// The sums of two products that a step has for each block.
const PAIRS: usize = 2 * LANES;
/// The most that weights of a sum may come to.
const NARROW: u16 = (i16::MAX / 64) as u16;

/// What the sums of a group begin with, at the beginning of a cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Centres([i16; PAIRS]);

impl Centres {
    /// Where they lie.
    #[inline(always)]
    pub fn as_ptr(&self) -> *const i16 {
        self.0.as_ptr()
    }
}

/// The groups of a product.
#[derive(Debug)]
pub(super) struct Groups {
    /// Of each block.
    count: usize,
    centres: Vec<Centres>,
    narrow: Vec<bool>,
    starts: Vec<i32>,
}

/// The groups of one block of outputs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    /// What each sum of a group begins with.
    pub centres: &'a [Centres],
    /// Whether a group fits 16 bits; where it does not, it has no centres.
    pub narrow: &'a [bool],
    /// What the sum of each output begins with: its offset, without the centres.
    pub starts: &'a [i32],
}

impl Groups {
    /// The groups of a product with these inputs, weights and offsets.
    pub fn new(inputs: usize, weights: &[u8], offsets: &[i32]) -> Self {
        let count = inputs / 4 / GROUP;
        let blocks = offsets.len() / LANES;
        let mut groups = Self {
            count,
            centres: Vec::with_capacity(blocks * count),
            narrow: Vec::with_capacity(blocks * count),
            starts: offsets.to_vec(),
        };
        let starts = groups.starts.as_chunks_mut::<LANES>().0;
        for (block, starts) in weights.chunks_exact((inputs * LANES).max(1)).zip(starts) {
            for group in block.as_chunks::<STEP>().0.chunks_exact(GROUP) {
                let (mut centres, mut sizes) = ([0i16; PAIRS], [0u16; PAIRS]);
                for step in group {
                    for (pair, weights) in step.as_chunks::<2>().0.iter().enumerate() {
                        let [a, b] = weights.map(|weight| i16::from(weight as i8));
                        // Of use only where it fits.
                        centres[pair] = i16::wrapping_sub(centres[pair], 64 * (a + b));
                        sizes[pair] += a.unsigned_abs() + b.unsigned_abs();
                    }
                }
                let narrow = sizes.iter().all(|&size| size <= NARROW);
                if narrow {
                    for (start, centres) in starts.iter_mut().zip(centres.as_chunks::<2>().0) {
                        *start -= i32::from(centres[0]) + i32::from(centres[1]);
                    }
                }
                groups.centres.push(Centres(centres));
                groups.narrow.push(narrow);
            }
        }
        groups
    }

    /// The groups of a block.
    #[inline(always)]
    pub fn block(&self, nth: usize) -> Block<'_> {
        let range = nth * self.count..(nth + 1) * self.count;
        Block {
            centres: &self.centres[range.clone()],
            narrow: &self.narrow[range],
            starts: &self.starts[nth * LANES..][..LANES],
        }
    }
}
