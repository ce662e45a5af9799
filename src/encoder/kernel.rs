//! Products of bytes, and the choice of an instruction set: the one module of griot that needs `unsafe`.
//!
//! A [`Product`] is a linear layer in integers: 7-bit unsigned activations times 8-bit signed weights, summed in 32 bits, then scaled. Integer
//! sums do not depend on their order, 7 bits keep AVX2's 16-bit sums of two products from saturating (2 × 127 × 127 < 32,768), and what
//! follows multiplies and adds in one order without fusing: every instruction set yields the same bits.
//!
//! Whatever else is worth vectorising is written in [`Vector`]s: sixteen floats, whose operations are those of IEEE 754 on every path. A
//! [`Task`] inlines it, and is compiled once for each [`Path`].

#![allow(unsafe_code)]

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
    pub weights: &'static [u8],
    /// What each sum begins with: −64 times the sum of the output's weights, for an activation of 64 stands for zero.
    pub offsets: Vec<i32>,
    /// What one unit of each sum is worth.
    pub scales: Vec<f32>,
    /// What is added to each output.
    pub biases: Vec<f32>,
}

impl Product {
    /// True where the lengths fit each other.
    pub fn fits(&self) -> bool {
        let outputs = [self.offsets.len(), self.scales.len(), self.biases.len()];
        self.inputs.is_multiple_of(4)
            && self.outputs.is_multiple_of(LANES * BLOCKS)
            && self.weights.len() == self.inputs * self.outputs
            && outputs == [self.outputs; 3]
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
            Set::Avx2 => unsafe { x86::avx2(task) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Set::Avx512 => unsafe { x86::avx512(task) },
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
trait Tile {
    /// Rows of a whole tile; rows that are left are done one by one.
    const ROWS: usize;
    /// Blocks of a whole tile; what is left is a multiple of [`BLOCKS`].
    const BLOCKS: usize;

    /// Computes a tile of `R` rows and `C` blocks.
    ///
    /// # Safety
    /// The machine has the instructions; the rows, the blocks and their outputs lie inside what `job` points to.
    unsafe fn tile<const R: usize, const C: usize>(job: &Job, row: usize, block: usize);
}

/// A product and its operands, once their lengths are known to fit.
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
#[inline(always)]
unsafe fn sweep<T: Tile>(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
    if count == 0 {
        return;
    }
    assert!(product.fits(), "a product has been checked when it was loaded");
    assert!(rows.len() >= (count - 1) * stride + product.inputs, "a row lacks activations");
    assert!(out.len() >= count * product.outputs, "a row has no room");
    let job = Job { product, rows: rows.as_ptr(), stride, out: out.as_mut_ptr() };
    let blocks = product.outputs / LANES;
    let mut block = 0;
    while block < blocks {
        let wide = blocks - block >= T::BLOCKS;
        let mut row = 0;
        while row < count {
            let whole = count - row >= T::ROWS;
            // SAFETY: `row` and `block` leave room for the tile, by the conditions here and the assertions above.
            unsafe {
                match (whole, wide) {
                    (true, true) if T::BLOCKS == 4 => T::tile::<6, 4>(&job, row, block),
                    (false, true) if T::BLOCKS == 4 => T::tile::<1, 4>(&job, row, block),
                    (true, _) if T::ROWS == 6 => T::tile::<6, 2>(&job, row, block),
                    (true, _) => T::tile::<2, 2>(&job, row, block),
                    (false, _) => T::tile::<1, 2>(&job, row, block),
                }
            }
            row += if whole { T::ROWS } else { 1 };
        }
        block += if wide { T::BLOCKS } else { BLOCKS };
    }
}

/// Plain Rust, for any machine.
struct Portable;

impl Vector for Lanes {
    #[inline(always)]
    fn load(lanes: &Lanes) -> Self {
        *lanes
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes) {
        *lanes = self;
    }

    #[inline(always)]
    fn splat(value: f32) -> Self {
        [value; LANES]
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] + other[lane])
    }

    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] - other[lane])
    }

    #[inline(always)]
    fn times(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] * other[lane])
    }

    #[inline(always)]
    fn over(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane] / other[lane])
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        std::array::from_fn(|lane| if self[lane] > other[lane] { self[lane] } else { other[lane] })
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        std::array::from_fn(|lane| if self[lane] < other[lane] { self[lane] } else { other[lane] })
    }

    #[inline(always)]
    fn bytes(self, into: &mut [u8; LANES]) {
        for lane in 0..LANES {
            into[lane] =
                ((self[lane] + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(64)) as u8;
        }
    }
}

impl Kernel for Portable {
    type Vector = Lanes;

    fn product(product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
        assert!(out.len() >= count * product.outputs, "a row has no room");
        let size = product.inputs * LANES;
        for (row, out) in out.chunks_exact_mut(product.outputs).take(count).enumerate() {
            let input = &rows[row * stride..][..product.inputs];
            for (block, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let first = block * LANES;
                let mut sums = [0; LANES];
                sums.copy_from_slice(&product.offsets[first..first + LANES]);
                let weights = product.weights[block * size..][..size].as_chunks::<STEP>().0;
                for (four, weights) in input.as_chunks::<4>().0.iter().zip(weights) {
                    let four = four.map(i32::from);
                    for (sum, weight) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                        let weight = weight.map(|byte| i32::from(byte as i8));
                        *sum += four[0] * weight[0]
                            + four[1] * weight[1]
                            + four[2] * weight[2]
                            + four[3] * weight[3];
                    }
                }
                let (scales, biases) = (&product.scales[first..][..LANES], &product.biases[first..][..LANES]);
                for lane in 0..LANES {
                    out[lane] = sums[lane] as f32 * scales[lane] + biases[lane];
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    //! AVX2, which sums two products of bytes in 16 bits and four in 32, and AVX-512 with VNNI, which sums four at once.

    use super::{Job, Kernel, LANES, Lanes, Product, ROUND, STEP, Task, Tile, Vector, sweep};
    use std::arch::x86_64::*;

    pub(super) struct Avx2;
    pub(super) struct Avx512;

    /// # Safety
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn avx2<T: Task>(task: T) -> T::Output {
        task.run::<Avx2>()
    }

    /// # Safety
    /// The machine has AVX-512 F, BW, VL, DQ and VNNI.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    pub(super) unsafe fn avx512<T: Task>(task: T) -> T::Output {
        task.run::<Avx512>()
    }

    /// Two registers of AVX2.
    #[derive(Clone, Copy)]
    pub(super) struct Pair(__m256, __m256);

    // SAFETY, here and for AVX-512: nobody but `Path::run` can name these types, and it has checked the machine; loads and stores need no
    // alignment, and the arrays are as long as the registers.
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
        fn bytes(self, into: &mut [u8; LANES]) {
            unsafe {
                let base = _mm256_set1_epi32(ROUND.to_bits() as i32 - 64);
                let round = Self::splat(ROUND);
                let Self(low, high) = self.plus(round);
                let low = _mm256_sub_epi32(_mm256_castps_si256(low), base);
                let high = _mm256_sub_epi32(_mm256_castps_si256(high), base);
                // Packing takes the halves of its operands in turn.
                let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(low, high));
                let bytes =
                    _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
                _mm_storeu_si128(into.as_mut_ptr().cast(), bytes);
            }
        }
    }

    /// A register of AVX-512.
    #[derive(Clone, Copy)]
    pub(super) struct Wide(__m512);

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
        fn bytes(self, into: &mut [u8; LANES]) {
            unsafe {
                let base = _mm512_set1_epi32(ROUND.to_bits() as i32 - 64);
                let rounded = _mm512_castps_si512(self.plus(Self::splat(ROUND)).0);
                let bytes = _mm512_cvtepi32_epi8(_mm512_sub_epi32(rounded, base));
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

    #[allow(clippy::needless_range_loop, reason = "rows and columns of a tile of registers")]
    impl Tile for Avx2 {
        const ROWS: usize = 2;
        const BLOCKS: usize = 2;

        #[inline(always)]
        unsafe fn tile<const R: usize, const C: usize>(job: &Job, row: usize, block: usize) {
            // SAFETY: the caller has checked that the tile lies inside the operands; loads and stores need no alignment.
            unsafe {
                let Job { product, .. } = job;
                let (first, size) = (block * LANES, product.inputs * LANES);
                let ones = _mm256_set1_epi16(1);
                // A block is two registers wide.
                let mut sums = [[[_mm256_setzero_si256(); 2]; C]; R];
                for c in 0..C {
                    for half in 0..2 {
                        let offsets = product.offsets.as_ptr().add(first + c * LANES + half * 8);
                        for sums in &mut sums {
                            sums[c][half] = _mm256_loadu_si256(offsets.cast());
                        }
                    }
                }
                for four in 0..product.inputs / 4 {
                    let mut inputs = [_mm256_setzero_si256(); R];
                    for (r, input) in inputs.iter_mut().enumerate() {
                        let at = job.rows.add((row + r) * job.stride + 4 * four);
                        *input = _mm256_set1_epi32(at.cast::<i32>().read_unaligned());
                    }
                    for c in 0..C {
                        for half in 0..2 {
                            let at =
                                product.weights.as_ptr().add((block + c) * size + four * STEP + half * 32);
                            let weights = _mm256_loadu_si256(at.cast());
                            for r in 0..R {
                                let pairs = _mm256_maddubs_epi16(inputs[r], weights);
                                let sum = &mut sums[r][c][half];
                                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                            }
                        }
                    }
                }
                for c in 0..C {
                    for half in 0..2 {
                        let at = first + c * LANES + half * 8;
                        let scales = _mm256_loadu_ps(product.scales.as_ptr().add(at));
                        let biases = _mm256_loadu_ps(product.biases.as_ptr().add(at));
                        for r in 0..R {
                            let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[r][c][half]), scales);
                            let out = job.out.add((row + r) * product.outputs + at);
                            _mm256_storeu_ps(out, _mm256_add_ps(scaled, biases));
                        }
                    }
                }
            }
        }
    }

    #[allow(clippy::needless_range_loop, reason = "rows and columns of a tile of registers")]
    impl Tile for Avx512 {
        const ROWS: usize = 6;
        const BLOCKS: usize = 4;

        #[inline(always)]
        unsafe fn tile<const R: usize, const C: usize>(job: &Job, row: usize, block: usize) {
            // SAFETY: the caller has checked that the tile lies inside the operands; loads and stores need no alignment.
            unsafe {
                let Job { product, .. } = job;
                let (first, size) = (block * LANES, product.inputs * LANES);
                let mut sums = [[_mm512_setzero_si512(); C]; R];
                for c in 0..C {
                    let offsets = product.offsets.as_ptr().add(first + c * LANES);
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
                    let scales = _mm512_loadu_ps(product.scales.as_ptr().add(at));
                    let biases = _mm512_loadu_ps(product.biases.as_ptr().add(at));
                    for r in 0..R {
                        let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(sums[r][c]), scales);
                        let out = job.out.add((row + r) * product.outputs + at);
                        _mm512_storeu_ps(out, _mm512_add_ps(scaled, biases));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Multiply<'a> {
        product: &'a Product,
        rows: &'a [u8],
        stride: usize,
        count: usize,
    }

    impl Task for Multiply<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run<K: Kernel>(self) -> Vec<f32> {
            let mut out = vec![0.0; self.count * self.product.outputs];
            K::product(self.product, self.rows, self.stride, self.count, &mut out);
            out
        }
    }

    /// A product whose weights take all values, the extremes among them.
    fn product(inputs: usize, outputs: usize) -> Product {
        let weight = |i: usize| (i * 73 % 255) as i32 - 127;
        let weights: Vec<u8> = (0..inputs * outputs).map(|i| weight(i) as i8 as u8).collect();
        Product {
            inputs,
            outputs,
            weights: weights.leak(),
            offsets: (0..outputs as i32).map(|i| i * 1001 - 7).collect(),
            scales: (0..outputs).map(|i| 1.0 / (i + 3) as f32).collect(),
            biases: (0..outputs).map(|i| i as f32 * 0.37 - 2.0).collect(),
        }
    }

    #[test]
    fn every_path_yields_the_same_bits() {
        for (inputs, outputs, count, stride) in
            [(160, 160, 13, 160), (480, 160, 7, 160), (340, 160, 1, 340), (64, 64, 25, 64), (4, 32, 6, 9)]
        {
            let product = product(inputs, outputs);
            let rows: Vec<u8> = (0..count * stride + inputs).map(|i| (i * 31 % 128) as u8).collect();
            let task = || Multiply { product: &product, rows: &rows, stride, count };
            let expected = Path(Set::Portable).run(task());
            for path in Path::all() {
                let got = path.run(task());
                assert!(got.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits()), "{path:?}");
            }
        }
    }

    #[test]
    fn extremes_do_not_saturate() {
        let mut product = product(160, 32);
        product.weights = vec![-127i8 as u8; 160 * 32].leak();
        product.offsets = vec![0; 32];
        product.scales = vec![1.0; 32];
        product.biases = vec![0.0; 32];
        for path in Path::all() {
            let task = Multiply { product: &product, rows: &[127; 160], stride: 160, count: 1 };
            assert_eq!(path.run(task), vec![-127.0 * 127.0 * 160.0; 32], "{path:?}");
        }
    }

    #[test]
    #[should_panic(expected = "a row lacks activations")]
    fn short_rows_are_refused() {
        let product = product(160, 32);
        Path::best().run(Multiply { product: &product, rows: &[64; 300], stride: 160, count: 2 });
    }
}
