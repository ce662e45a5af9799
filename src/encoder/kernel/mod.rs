//! Products of bytes, and the choice of an instruction set: the one folder of griot that needs `unsafe`.
//!
//! A [`Product`] is a linear layer in integers: 7-bit unsigned activations times 8-bit signed weights, summed in 32 bits, then scaled. Integer
//! sums do not depend on their order, 7 bits keep AVX2's 16-bit sums of two products from saturating (2 × 127 × 127 < 32,768), and what
//! follows multiplies and adds in one order without fusing: every instruction set yields the same bits.
//!
//! Whatever else is worth vectorising is written in [`Vector`]s: sixteen floats, whose operations are those of IEEE 754 on every path. A
//! [`Task`] inlines it, and is compiled once for each [`Path`].

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod groups;
mod portable;
#[cfg(test)]
mod tests;

#[cfg(target_arch = "x86_64")]
use groups::{GROUP, Groups};
use portable::Portable;
use std::borrow::Cow;

/// Outputs of a block: the 32-bit lanes of the widest register.
pub(super) const LANES: usize = 16;
/// The number of blocks of a product is a multiple of this.
pub(super) const BLOCKS: usize = 2;
/// Weights of four inputs and a block of outputs, which lie together.
const STEP: usize = 4 * LANES;

/// A linear layer, from a row of activations to a row of numbers.
#[derive(Debug)]
pub(super) struct Product {
    /// Inputs, a multiple of four.
    pub inputs: usize,
    /// Outputs, a multiple of `LANES * BLOCKS`.
    pub outputs: usize,
    /// Signed bytes: a block of outputs after the other; in it, four inputs of each of its outputs, then the next four.
    weights: Cow<'static, [u8]>,
    units: Units,
    #[cfg(target_arch = "x86_64")]
    groups: Groups,
}

/// What the sums of a product begin with, and what is made of them: a number for each output.
#[derive(Debug)]
pub(super) struct Units {
    /// What each sum begins with: −64 times the sum of the output's weights, for an activation of 64 stands for zero.
    pub offsets: Vec<i32>,
    /// What one unit of each sum is worth.
    pub scales: Vec<f32>,
    /// What is added to each output.
    pub biases: Vec<f32>,
}

impl Product {
    /// A product of so many inputs; `None` where the lengths do not fit each other.
    pub fn new(inputs: usize, weights: Cow<'static, [u8]>, units: Units) -> Option<Self> {
        let outputs = units.offsets.len();
        let fits = inputs.is_multiple_of(4)
            && outputs.is_multiple_of(LANES * BLOCKS)
            && weights.len() == inputs * outputs
            && [units.scales.len(), units.biases.len()] == [outputs; 2];
        fits.then(|| Self {
            #[cfg(target_arch = "x86_64")]
            groups: Groups::new(inputs, &weights, &units.offsets),
            inputs,
            outputs,
            weights,
            units,
        })
    }

    /// The weights of a block of outputs, from four inputs to the next.
    fn block(&self, nth: usize) -> &[[u8; STEP]] {
        let size = self.inputs * LANES;
        self.weights[nth * size..][..size].as_chunks().0
    }
}

/// Work that is compiled for each instruction set.
///
/// `run` and all that it calls in its loops are to be `#[inline(always)]`, so that they are compiled with the instructions of the path.
pub(super) trait Task {
    /// What comes of it.
    type Output;
    /// Does it.
    fn run<K: Kernel>(self) -> Self::Output;
}

/// Sixteen numbers, one a lane.
pub(super) type Lanes = [f32; LANES];

/// Sixteen numbers in registers. Each operation rounds as IEEE 754 says, so that all paths agree.
pub(super) trait Vector: Copy {
    fn load(lanes: &Lanes) -> Self;
    fn store(self, lanes: &mut Lanes);
    /// The same number in each lane.
    fn splat(value: f32) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn over(self, other: Self) -> Self;
    /// The greater number in each lane; `other` where neither is.
    fn greater(self, other: Self) -> Self;
    /// The smaller number in each lane; `other` where neither is.
    fn smaller(self, other: Self) -> Self;
    /// Each number rounded to the nearest whole one (of two, the even one), plus 64. All lie between −64 and 63.
    fn bytes(self, into: &mut [u8; LANES]);

    /// The first lane that holds a number equal to this one; [`LANES`] where none does.
    fn find(self, value: f32) -> usize;

    /// The greatest number of all lanes.
    #[inline(always)]
    fn greatest(self) -> f32 {
        let mut lanes = [0.0; LANES];
        self.store(&mut lanes);
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                let (one, other) = (lanes[lane], lanes[lane + half]);
                lanes[lane] = if one > other { one } else { other };
            }
        }
        lanes[0]
    }

    /// The sum of all lanes, as a tree.
    #[inline(always)]
    fn sum(self) -> f32 {
        let mut lanes = [0.0; LANES];
        self.store(&mut lanes);
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                lanes[lane] += lanes[lane + half];
            }
        }
        lanes[0]
    }
}

/// Adding it leaves a float between −2²² and 2²² rounded to the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;

/// What one instruction set offers.
pub(super) trait Kernel {
    /// Its registers.
    type Vector: Vector;

    /// Sets `out`, row after row, to `product` of `count` rows of activations, which begin `stride` bytes apart and may overlap.
    ///
    /// # Panics
    /// Where the lengths do not fit.
    fn product(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]);
}

/// A set of instructions that this machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Path(Set);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Path {
    /// All that this machine has, the fastest last.
    pub fn all() -> Vec<Self> {
        #[allow(unused_mut)]
        let mut paths = vec![Self(Set::Portable)];
        #[cfg(target_arch = "x86_64")]
        {
            if std::is_x86_feature_detected!("avx2") {
                paths.push(Self(Set::Avx2));
            }
            if ["avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512vnni"].iter().all(|&set| has(set)) {
                paths.push(Self(Set::Avx512));
            }
        }
        paths
    }

    /// The fastest that this machine has.
    pub fn best() -> Self {
        Self::all().pop().unwrap_or(Self(Set::Portable))
    }

    /// Does a task with these instructions.
    pub fn run<T: Task>(self, task: T) -> T::Output {
        match self.0 {
            Set::Portable => task.run::<Portable>(),
            // SAFETY: only `all` makes a path, and it has found its instructions on this machine.
            #[cfg(target_arch = "x86_64")]
            Set::Avx2 => unsafe { avx2::run(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => unsafe { avx512::run(task) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
fn has(set: &str) -> bool {
    match set {
        "avx512f" => std::is_x86_feature_detected!("avx512f"),
        "avx512bw" => std::is_x86_feature_detected!("avx512bw"),
        "avx512vl" => std::is_x86_feature_detected!("avx512vl"),
        "avx512dq" => std::is_x86_feature_detected!("avx512dq"),
        "avx512vnni" => std::is_x86_feature_detected!("avx512vnni"),
        _ => false,
    }
}

/// A part of a product that fits the registers: some rows by some blocks of outputs.
#[cfg(target_arch = "x86_64")]
trait Tile {
    /// The most rows of a tile.
    const ROWS: usize;
    /// The most blocks of a tile; [`BLOCKS`] is a multiple of it, or it of [`BLOCKS`].
    const BLOCKS: usize;

    /// Computes a tile of at most so many rows and exactly so many blocks; returns its rows, at least one.
    ///
    /// # Safety
    /// The machine has the instructions; the rows, the blocks and their outputs lie inside what `job` points to.
    unsafe fn tile(job: &Job, row: usize, rows: usize, block: usize, blocks: usize) -> usize;
}

/// A product and its operands, once their lengths are known to fit.
#[cfg(target_arch = "x86_64")]
struct Job<'a> {
    product: &'a Product,
    rows: *const u8,
    stride: usize,
    out: *mut f32,
}

/// Walks the tiles of a product.
///
/// # Safety
/// The machine has the instructions of `T`.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
unsafe fn sweep<T: Tile>(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
    if count == 0 {
        return;
    }
    assert!(rows.len() >= (count - 1) * stride + product.inputs, "a row lacks activations");
    assert!(out.len() >= count * product.outputs, "a row has no room");
    let job = Job { product, rows: rows.as_ptr(), stride, out: out.as_mut_ptr() };
    let all = product.outputs / LANES;
    let mut block = 0;
    while block < all {
        let blocks = if all - block >= T::BLOCKS { T::BLOCKS } else { BLOCKS };
        let mut row = 0;
        while row < count {
            // SAFETY: what is left holds the tile, by the conditions of the loops and the assertions above.
            row += unsafe { T::tile(&job, row, (count - row).min(T::ROWS), block, blocks) };
        }
        block += blocks;
    }
}
