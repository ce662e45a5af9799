//! What the encoder does between its products, element by element, on rows whose width is a multiple of [`LANES`].
//!
//! Plain Rust without fused multiplication and with sums in a fixed order, so that every instruction set yields the same bits. Everything
//! here is inlined into a [`Task`](super::kernel::Task), where the compiler vectorises it.

use super::kernel::LANES;

/// The activation that stands for zero.
pub(super) const ZERO: u8 = 64;

/// Adding it leaves a float between −2²² and 2²² rounded to the nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Sixteen numbers, one for each lane.
pub(super) type Lanes = [f32; LANES];

/// A layer norm (Ba et al. 2016).
#[derive(Debug)]
pub(super) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

/// A number as a 7-bit activation; `inverse` is one over the step between two of them.
#[inline(always)]
pub(super) fn activation(value: f32, inverse: f32) -> u8 {
    let steps = (value * inverse).clamp(-64.0, 63.0);
    ((steps + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(u32::from(ZERO))) as u8
}

/// Numbers as activations.
#[inline(always)]
pub(super) fn activations(values: &[f32], inverse: f32, into: &mut [u8]) {
    for (value, into) in values.as_chunks::<LANES>().0.iter().zip(into.as_chunks_mut::<LANES>().0) {
        for lane in 0..LANES {
            into[lane] = activation(value[lane], inverse);
        }
    }
}

/// The sum of lanes, as a tree.
#[inline(always)]
fn sum(mut lanes: Lanes) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}

/// Normalises a row in place.
#[inline(always)]
pub(super) fn normalise(row: &mut [f32], norm: &Norm) {
    let share = 1.0 / row.len() as f32;
    let chunks = row.as_chunks_mut::<LANES>().0;
    let mut total = [0.0; LANES];
    for chunk in chunks.iter() {
        for lane in 0..LANES {
            total[lane] += chunk[lane];
        }
    }
    let mean = sum(total) * share;
    let mut squares = [0.0; LANES];
    for chunk in chunks.iter() {
        for lane in 0..LANES {
            let off = chunk[lane] - mean;
            squares[lane] += off * off;
        }
    }
    let inverse = 1.0 / (sum(squares) * share + 1e-5).sqrt();
    let weights = norm.weight.as_chunks::<LANES>().0;
    for ((chunk, weight), bias) in chunks.iter_mut().zip(weights).zip(norm.bias.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            chunk[lane] = (chunk[lane] - mean) * inverse * weight[lane] + bias[lane];
        }
    }
}

/// Adds what a layer gives to each row, normalises it, and turns it into activations for the next product.
#[inline(always)]
pub(super) fn residual(
    rows: &mut [f32],
    given: &[f32],
    norm: &Norm,
    rectify: bool,
    inverse: f32,
    into: &mut [u8],
) {
    let width = norm.weight.len();
    let rows = rows.chunks_exact_mut(width).zip(given.chunks_exact(width)).zip(into.chunks_exact_mut(width));
    for ((row, given), into) in rows {
        for (chunk, given) in row.as_chunks_mut::<LANES>().0.iter_mut().zip(given.as_chunks::<LANES>().0) {
            for lane in 0..LANES {
                chunk[lane] += if rectify && given[lane] < 0.0 { 0.0 } else { given[lane] };
            }
        }
        normalise(row, norm);
        activations(row, inverse, into);
    }
}

/// The hyperbolic tangent: Lambert's continued fraction, cut at the seventh power; off by less than 10⁻⁴.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    let above = x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)));
    let below = 135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0));
    above / below
}

/// The logistic function.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// A simple recurrent unit (Lei et al. 2018) over one sentence: the first half of the width runs forwards, the second backwards.
///
/// A row of `gates` holds candidates, forget gates and output gates, one after the other.
#[inline(always)]
pub(super) fn recur(gates: &[f32], width: usize, state: &mut [f32], inverse: f32, into: &mut [u8]) {
    let words = gates.len() / (3 * width);
    let half = width / 2;
    for backwards in [false, true] {
        let first = if backwards { half } else { 0 };
        let state = &mut state[..half];
        state.fill(0.0);
        for step in 0..words {
            let word = if backwards { words - 1 - step } else { step };
            let row = &gates[word * 3 * width..][..3 * width];
            let part = |nth: usize| row[nth * width + first..][..half].as_chunks::<LANES>().0;
            let into = into[word * width + first..][..half].as_chunks_mut::<LANES>().0;
            let states = state.as_chunks_mut::<LANES>().0;
            for (nth, (into, state)) in into.iter_mut().zip(states).enumerate() {
                let (candidate, forget, output) = (&part(0)[nth], &part(1)[nth], &part(2)[nth]);
                for lane in 0..LANES {
                    let kept = sigmoid(forget[lane]);
                    state[lane] = kept * state[lane] + tanh(candidate[lane]) * (1.0 - kept);
                    into[lane] = activation(state[lane] * sigmoid(output[lane]), inverse);
                }
            }
        }
    }
}

/// The place of the greatest number; of equals, the first.
#[inline(always)]
pub(super) fn greatest(values: &[f32]) -> usize {
    let (mut best, mut places) = ([f32::NEG_INFINITY; LANES], [0u32; LANES]);
    for (nth, chunk) in values.as_chunks::<LANES>().0.iter().enumerate() {
        for lane in 0..LANES {
            let better = chunk[lane] > best[lane];
            best[lane] = if better { chunk[lane] } else { best[lane] };
            places[lane] = if better { nth as u32 } else { places[lane] };
        }
    }
    let mut found = (best[0], places[0] as usize * LANES);
    for lane in 1..LANES {
        let place = places[lane] as usize * LANES + lane;
        if best[lane] > found.0 || best[lane] == found.0 && place < found.1 {
            found = (best[lane], place);
        }
    }
    found.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activations_round_to_even_and_stop_at_their_ends() {
        let all = [0.0, 0.5, 1.5, -0.5, -1.5, 62.6, 1e9, -64.4, -1e9].map(|v| activation(v, 1.0));
        assert_eq!(all, [64, 64, 66, 64, 62, 127, 127, 0, 0]);
    }

    #[test]
    fn the_tangent_is_off_by_little() {
        let off = (-80_000..80_000).map(|i| i as f32 / 10_000.0).map(|x| (tanh(x) - x.tanh()).abs());
        assert!(off.fold(0.0, f32::max) < 1.1e-4);
        assert_eq!((tanh(0.0), sigmoid(0.0)), (0.0, 0.5));
        assert!(tanh(1e30) <= 1.0 && sigmoid(-1e30) >= 0.0);
    }

    #[test]
    fn a_norm_has_mean_zero_and_deviation_one() {
        let mut row: Vec<f32> = (0..32).map(|i| i as f32).collect();
        normalise(&mut row, &Norm { weight: vec![1.0; 32], bias: vec![0.0; 32] });
        assert!(row.iter().sum::<f32>().abs() < 1e-5);
        assert!((row.iter().map(|x| x * x).sum::<f32>() / 32.0 - 1.0).abs() < 1e-5);
    }

    #[test]
    fn the_first_of_equals_is_the_greatest() {
        let mut values = [0.0; 48];
        assert_eq!(greatest(&values), 0);
        (values[40], values[17]) = (2.0, 2.0);
        assert_eq!(greatest(&values), 17);
    }
}
