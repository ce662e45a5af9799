//! AVX-512 with VNNI, which sums four products of bytes at once.

use super::{Job, Kernel, LANES, Lanes, Product, ROUND, STEP, Task, Tile, Vector, sweep};
use std::arch::x86_64::*;

/// The instructions of AVX-512.
pub(super) struct Avx512;

/// # Safety
/// The machine has AVX-512 F, BW, VL, DQ and VNNI.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub(super) unsafe fn run<T: Task>(task: T) -> T::Output {
    task.run::<Avx512>()
}

/// A register of AVX-512.
#[derive(Clone, Copy)]
pub(super) struct Wide(__m512);

// SAFETY: nobody but `Path::run` can name this type, and it has checked the machine; loads and stores need no alignment, and the arrays
// are as long as the register.
impl Vector for Wide {
    #[inline(always)]
    fn load(lanes: &Lanes) -> Self {
        unsafe { Self(_mm512_loadu_ps(lanes.as_ptr())) }
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes) {
        unsafe { _mm512_storeu_ps(lanes.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn splat(value: f32) -> Self {
        unsafe { Self(_mm512_set1_ps(value)) }
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        unsafe { Self(_mm512_add_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        unsafe { Self(_mm512_sub_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        unsafe { Self(_mm512_mul_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn over(self, other: Self) -> Self {
        unsafe { Self(_mm512_div_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        unsafe { Self(_mm512_max_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        unsafe { Self(_mm512_min_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn find(self, value: f32) -> usize {
        unsafe {
            // A mask of sixteen bits: none set counts as sixteen.
            _mm512_cmp_ps_mask::<_CMP_EQ_OQ>(self.0, _mm512_set1_ps(value)).trailing_zeros() as usize
        }
    }

    #[inline(always)]
    fn bytes(self, into: &mut [u8; LANES]) {
        unsafe {
            let base = _mm512_set1_epi32(ROUND.to_bits() as i32 - 64);
            let rounded = _mm512_castps_si512(self.plus(Self::splat(ROUND)).0);
            let bytes = _mm512_cvtepi32_epi8(_mm512_sub_epi32(rounded, base));
            _mm_storeu_si128(into.as_mut_ptr().cast(), bytes);
        }
    }
}

impl Kernel for Avx512 {
    type Vector = Wide;

    #[inline(always)]
    fn product(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
        unsafe fn run(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
            // SAFETY: this function has the instructions.
            unsafe { sweep::<Avx512>(product, rows, stride, count, out) }
        }
        // SAFETY: nobody but `Path::run` can name this type, and it has checked the machine.
        unsafe { run(product, rows, stride, count, out) }
    }
}

impl Tile for Avx512 {
    const ROWS: usize = 6;
    const BLOCKS: usize = 4;

    #[inline(always)]
    unsafe fn tile(job: &Job, row: usize, rows: usize, block: usize, blocks: usize) -> usize {
        // SAFETY: what the caller promises is what is asked for.
        unsafe {
            match (rows, blocks) {
                (6, 4) => tile::<6, 4>(job, row, block),
                (6, _) => tile::<6, 2>(job, row, block),
                (_, 4) => tile::<1, 4>(job, row, block),
                (_, _) => tile::<1, 2>(job, row, block),
            }
        }
        if rows == Self::ROWS { rows } else { 1 }
    }
}

/// Some rows by some blocks.
///
/// # Safety
/// As for [`Tile::tile`].
#[allow(clippy::needless_range_loop, reason = "rows and columns of a tile of registers")]
#[inline(always)]
unsafe fn tile<const R: usize, const C: usize>(job: &Job, row: usize, block: usize) {
    // SAFETY: the caller has checked that the tile lies inside the operands; loads and stores need no alignment.
    unsafe {
        let Job { product, .. } = job;
        let (first, size) = (block * LANES, product.inputs * LANES);
        let mut sums = [[_mm512_setzero_si512(); C]; R];
        for c in 0..C {
            let offsets = product.units.offsets.as_ptr().add(first + c * LANES);
            for sums in &mut sums {
                sums[c] = _mm512_loadu_si512(offsets.cast());
            }
        }
        for four in 0..product.inputs / 4 {
            let mut weights = [_mm512_setzero_si512(); C];
            for (c, weights) in weights.iter_mut().enumerate() {
                let at = product.weights.as_ptr().add((block + c) * size + four * STEP);
                *weights = _mm512_loadu_si512(at.cast());
            }
            for r in 0..R {
                let at = job.rows.add((row + r) * job.stride + 4 * four);
                let input = _mm512_set1_epi32(at.cast::<i32>().read_unaligned());
                for c in 0..C {
                    sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], input, weights[c]);
                }
            }
        }
        for c in 0..C {
            let at = first + c * LANES;
            let scales = _mm512_loadu_ps(product.units.scales.as_ptr().add(at));
            let biases = _mm512_loadu_ps(product.units.biases.as_ptr().add(at));
            for r in 0..R {
                let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sums[r][c]), scales);
                let out = job.out.add((row + r) * product.outputs + at);
                _mm512_storeu_ps(out, _mm512_add_ps(scaled, biases));
            }
        }
    }
}
