//! AVX2, which sums two products of bytes in 16 bits and four in 32.

use super::{GROUP, Job, Kernel, LANES, Lanes, Product, ROUND, STEP, Task, Tile, Vector, sweep};
use std::arch::x86_64::*;

/// The instructions of AVX2.
pub(super) struct Avx2;

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) unsafe fn run<T: Task>(task: T) -> T::Output {
    task.run::<Avx2>()
}

/// Two registers of AVX2.
#[derive(Clone, Copy)]
pub(super) struct Pair(__m256, __m256);

// SAFETY: nobody but `Path::run` can name this type, and it has checked the machine; loads and stores need no alignment, and the arrays
// are as long as the registers.
impl Vector for Pair {
    #[inline(always)]
    fn load(lanes: &Lanes) -> Self {
        unsafe { Self(_mm256_loadu_ps(lanes.as_ptr()), _mm256_loadu_ps(lanes.as_ptr().add(8))) }
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes) {
        unsafe {
            _mm256_storeu_ps(lanes.as_mut_ptr(), self.0);
            _mm256_storeu_ps(lanes.as_mut_ptr().add(8), self.1);
        }
    }

    #[inline(always)]
    fn splat(value: f32) -> Self {
        unsafe { Self(_mm256_set1_ps(value), _mm256_set1_ps(value)) }
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        unsafe { Self(_mm256_add_ps(self.0, other.0), _mm256_add_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        unsafe { Self(_mm256_sub_ps(self.0, other.0), _mm256_sub_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        unsafe { Self(_mm256_mul_ps(self.0, other.0), _mm256_mul_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn over(self, other: Self) -> Self {
        unsafe { Self(_mm256_div_ps(self.0, other.0), _mm256_div_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        unsafe { Self(_mm256_max_ps(self.0, other.0), _mm256_max_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        unsafe { Self(_mm256_min_ps(self.0, other.0), _mm256_min_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn find(self, value: f32) -> usize {
        unsafe {
            let value = _mm256_set1_ps(value);
            let low = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_EQ_OQ>(self.0, value)) as u32;
            let high = _mm256_movemask_ps(_mm256_cmp_ps::<_CMP_EQ_OQ>(self.1, value)) as u32;
            (1 << LANES | high << 8 | low).trailing_zeros() as usize
        }
    }

    #[inline(always)]
    fn bytes(self, into: &mut [u8; LANES]) {
        unsafe {
            let base = _mm256_set1_epi32(ROUND.to_bits() as i32 - 64);
            let round = Self::splat(ROUND);
            let Self(low, high) = self.plus(round);
            let low = _mm256_sub_epi32(_mm256_castps_si256(low), base);
            let high = _mm256_sub_epi32(_mm256_castps_si256(high), base);
            // Packing takes the halves of its operands in turn.
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(low, high));
            let bytes = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(into.as_mut_ptr().cast(), bytes);
        }
    }
}

impl Kernel for Avx2 {
    type Vector = Pair;

    #[inline(always)]
    fn product(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
        #[target_feature(enable = "avx2")]
        unsafe fn run(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
            // SAFETY: this function has the instructions.
            unsafe { sweep::<Avx2>(product, rows, stride, count, out) }
        }
        // SAFETY: nobody but `Path::run` can name this type, and it has checked the machine.
        unsafe { run(product, rows, stride, count, out) }
    }
}

impl Tile for Avx2 {
    const ROWS: usize = 3;
    const BLOCKS: usize = 1;

    #[inline(always)]
    unsafe fn tile(job: &Job, row: usize, rows: usize, block: usize, _: usize) -> usize {
        // SAFETY: what the caller promises is what is asked for.
        unsafe {
            match rows {
                3 => tile::<3>(job, row, block),
                2 => tile::<2>(job, row, block),
                _ => tile::<1>(job, row, block),
            }
        }
        rows
    }
}

/// Some rows by one block of outputs, which is two registers wide.
///
/// # Safety
/// As for [`Tile::tile`].
#[allow(clippy::needless_range_loop, reason = "rows and columns of a tile of registers")]
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn tile<const R: usize>(job: &Job, row: usize, block: usize) {
    // SAFETY: the caller has checked that the tile lies inside the operands; loads and stores need no alignment.
    unsafe {
        let Job { product, stride, .. } = *job;
        let (first, steps) = (block * LANES, product.inputs / 4);
        let weights = product.weights.as_ptr().add(block * steps * STEP);
        let operands = Operands { rows: job.rows.add(row * stride), stride, weights };
        let groups = product.groups.block(block);
        let mut sums = spread::<R>(groups.starts.as_ptr().cast());
        let mut step = 0;
        let centres = &groups.centres[..groups.narrow.len()];
        for nth in 0..centres.len() {
            if groups.narrow[nth] {
                let mut group = spread::<R>(centres[nth].as_ptr().cast());
                for nth in 0..GROUP {
                    for r in 0..R {
                        for half in 0..2 {
                            let pairs = operands.pairs(step + nth, r, half);
                            group[r][half] = in_order(_mm256_add_epi16(group[r][half], pairs));
                        }
                    }
                }
                add(&mut sums, |r, half| group[r][half]);
            } else {
                for nth in 0..GROUP {
                    add(&mut sums, |r, half| operands.pairs(step + nth, r, half));
                }
            }
            step += GROUP;
        }
        for step in step..steps {
            add(&mut sums, |r, half| operands.pairs(step, r, half));
        }
        for half in 0..2 {
            let at = first + half * 8;
            let scales = _mm256_loadu_ps(product.units.scales.as_ptr().add(at));
            let biases = _mm256_loadu_ps(product.units.biases.as_ptr().add(at));
            for r in 0..R {
                let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[r][half]), scales);
                let out = job.out.add((row + r) * product.outputs + at);
                _mm256_storeu_ps(out, _mm256_add_ps(scaled, biases));
            }
        }
    }
}

/// What a tile multiplies: its first row, and the weights of its block.
#[derive(Clone, Copy)]
struct Operands {
    rows: *const u8,
    stride: usize,
    weights: *const u8,
}

impl Operands {
    /// The sums of two products each, of four inputs of a row and their weights for half a block of outputs.
    ///
    /// # Safety
    /// The operands have this step and this row.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn pairs(self, step: usize, row: usize, half: usize) -> __m256i {
        // SAFETY: as the caller promises; loads need no alignment.
        unsafe {
            let inputs = self.rows.add(row * self.stride + 4 * step).cast::<i32>().read_unaligned();
            let weights = _mm256_loadu_si256(self.weights.add(step * STEP + half * 32).cast());
            _mm256_maddubs_epi16(_mm256_set1_epi32(inputs), weights)
        }
    }
}

/// Two registers' worth of memory, for each row.
///
/// # Safety
/// There are 64 bytes.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn spread<const R: usize>(from: *const u8) -> [[__m256i; 2]; R] {
    // SAFETY: as the caller promises; loads need no alignment.
    unsafe { [[_mm256_loadu_si256(from.cast()), _mm256_loadu_si256(from.add(32).cast())]; R] }
}

/// Adds sums in 16 bits, two by two, to sums in 32.
#[allow(clippy::needless_range_loop, reason = "rows and columns of a tile of registers")]
#[inline]
#[target_feature(enable = "avx2")]
fn add<const R: usize>(sums: &mut [[__m256i; 2]; R], pairs: impl Fn(usize, usize) -> __m256i) {
    let ones = _mm256_set1_epi16(1);
    for r in 0..R {
        for half in 0..2 {
            sums[r][half] = _mm256_add_epi32(sums[r][half], _mm256_madd_epi16(pairs(r, half), ones));
        }
    }
}

/// The same register, but sums through it stay in their order: regrouped by the compiler they need more registers than there are.
#[inline]
#[target_feature(enable = "avx2")]
fn in_order(mut register: __m256i) -> __m256i {
    // SAFETY: no instruction is added.
    unsafe {
        std::arch::asm!("/* {0} */", inout(ymm_reg) register, options(pure, nomem, nostack, preserves_flags));
    }
    register
}
