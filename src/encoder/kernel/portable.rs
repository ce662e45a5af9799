//! Plain Rust, for any machine.

use super::{Kernel, LANES, Lanes, Product, ROUND, Units, Vector};

/// The instructions of any machine.
pub(super) struct Portable;

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
    fn find(self, value: f32) -> usize {
        self.iter().position(|&lane| lane == value).unwrap_or(LANES)
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
        let Units { offsets, scales, biases } = &product.units;
        for (row, out) in out.chunks_exact_mut(product.outputs).take(count).enumerate() {
            let input = &rows[row * stride..][..product.inputs];
            for (block, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let first = block * LANES;
                let mut sums = [0; LANES];
                sums.copy_from_slice(&offsets[first..first + LANES]);
                for (four, weights) in input.as_chunks::<4>().0.iter().zip(product.block(block)) {
                    let four = four.map(i32::from);
                    for (sum, weight) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                        let weight = weight.map(|byte| i32::from(byte as i8));
                        *sum += four[0] * weight[0]
                            + four[1] * weight[1]
                            + four[2] * weight[2]
                            + four[3] * weight[3];
                    }
                }
                let (scales, biases) = (&scales[first..][..LANES], &biases[first..][..LANES]);
                for lane in 0..LANES {
                    out[lane] = sums[lane] as f32 * scales[lane] + biases[lane];
                }
            }
        }
    }
}
