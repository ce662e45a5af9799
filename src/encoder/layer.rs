//! What the encoder does between its products, element by element, on rows whose width is a multiple of [`LANES`].
//!
//! Written in [`Vector`]s, without fused multiplication and with sums in a fixed order, so that every instruction set yields the same bits.
//! (Compilers tear loops over arrays of lanes apart around a sum: left to them, the norms alone took as long as half of the products.)
//! Everything here is inlined into a [`Task`](super::kernel::Task); loops go by number, for of deep zips some builds leave a part uninlined.

use super::kernel::{LANES, Lanes, Vector};

/// The activation that stands for zero.
pub(super) const ZERO: u8 = 64;

/// A layer norm (Ba et al. 2016).
#[derive(Debug)]
pub(super) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

/// A row as vectors' worth of lanes.
#[inline(always)]
pub(super) fn lanes(row: &[f32]) -> &[Lanes] {
    row.as_chunks().0
}

/// Numbers as 7-bit activations; `inverse` is one over the step between two of them.
#[inline(always)]
fn activation<V: Vector>(values: V, inverse: f32, into: &mut [u8; LANES]) {
    values.times(V::splat(inverse)).smaller(V::splat(63.0)).greater(V::splat(-64.0)).bytes(into);
}

/// Numbers as activations.
#[inline(always)]
pub(super) fn activations<V: Vector>(values: &[f32], inverse: f32, into: &mut [u8]) {
    let into = into.as_chunks_mut::<LANES>().0;
    let values = &lanes(values)[..into.len()];
    for nth in 0..into.len() {
        activation(V::load(&values[nth]), inverse, &mut into[nth]);
    }
}

/// Adds what a layer gives to a row, of which negative numbers count as zero where `rectify` is set, and normalises it.
#[inline(always)]
pub(super) fn add_and_normalise<V: Vector>(row: &mut [f32], given: &[f32], rectify: bool, norm: &Norm) {
    let share = 1.0 / row.len() as f32;
    let zero = V::splat(0.0);
    let (mut total, mut squares) = (zero, zero);
    let chunks = row.as_chunks_mut::<LANES>().0;
    let [given, weights, biases] = [given, &norm.weight, &norm.bias].map(|row| &lanes(row)[..chunks.len()]);
    for nth in 0..chunks.len() {
        let given = V::load(&given[nth]);
        let value = V::load(&chunks[nth]).plus(if rectify { given.greater(zero) } else { given });
        value.store(&mut chunks[nth]);
        total = total.plus(value);
        squares = squares.plus(value.times(value));
    }
    let mean = total.sum() * share;
    let variance = squares.sum() * share - mean * mean;
    let inverse = 1.0 / (if variance > 0.0 { variance } else { 0.0 } + 1e-5).sqrt();
    let (mean, inverse) = (V::splat(mean), V::splat(inverse));
    for nth in 0..chunks.len() {
        let value = V::load(&chunks[nth]).minus(mean).times(inverse);
        value.times(V::load(&weights[nth])).plus(V::load(&biases[nth])).store(&mut chunks[nth]);
    }
}

/// Adds what a layer gives to each row, normalises it, and turns it into activations for the next product.
#[inline(always)]
pub(super) fn residual<V: Vector>(
    rows: &mut [f32],
    given: &[f32],
    rectify: bool,
    norm: &Norm,
    inverse: f32,
    into: &mut [u8],
) {
    let width = norm.weight.len();
    for at in (0..rows.len()).step_by(width) {
        let row = &mut rows[at..at + width];
        add_and_normalise::<V>(row, &given[at..at + width], rectify, norm);
        activations::<V>(row, inverse, &mut into[at..at + width]);
    }
}

/// What the convolution gives a row, from the parts of the row before, the row itself and the row after. The parts are whole numbers, whose
/// sum no order changes.
#[inline(always)]
pub(super) fn convolve<V: Vector>(parts: [&[f32]; 3], scales: &[f32], biases: &[f32], into: &mut [f32]) {
    let into = into.as_chunks_mut::<LANES>().0;
    let [before, own, after] = parts.map(|part| &lanes(part)[..into.len()]);
    let [scales, biases] = [scales, biases].map(|units| &lanes(units)[..into.len()]);
    for nth in 0..into.len() {
        let sum = V::load(&before[nth]).plus(V::load(&own[nth])).plus(V::load(&after[nth]));
        sum.times(V::load(&scales[nth])).plus(V::load(&biases[nth])).store(&mut into[nth]);
    }
}

/// A fraction that is not divided yet.
#[derive(Clone, Copy)]
struct Fraction<V> {
    above: V,
    below: V,
}

/// The hyperbolic tangent: Lambert's continued fraction, cut at the seventh power; off by less than 1.1 × 10⁻⁴.
#[inline(always)]
fn tanh<V: Vector>(x: V) -> Fraction<V> {
    let x = x.smaller(V::splat(4.97)).greater(V::splat(-4.97));
    let s = x.times(x);
    // a + s × rest
    let term = |a: f32, rest: V| V::splat(a).plus(s.times(rest));
    Fraction {
        above: x.times(term(135_135.0, term(17_325.0, V::splat(378.0).plus(s)))),
        below: term(135_135.0, term(62_370.0, term(3_150.0, V::splat(28.0)))),
    }
}

/// The logistic function.
#[inline(always)]
fn sigmoid<V: Vector>(x: V) -> Fraction<V> {
    let half = V::splat(0.5);
    let Fraction { above, below } = tanh(x.times(half));
    Fraction { above: below.plus(above).times(half), below }
}

/// What a recurrent unit makes of its gates: the candidate, what is kept of the state, and what of it is let out. One division serves all
/// three, for a division costs more than all else.
#[inline(always)]
fn open<V: Vector>(candidate: V, forget: V, output: V) -> [V; 3] {
    let (candidate, forget, output) = (tanh(candidate), sigmoid(forget), sigmoid(output));
    let pair = candidate.below.times(forget.below);
    let all = V::splat(1.0).over(pair.times(output.below));
    let of_pair = all.times(output.below);
    [
        candidate.above.times(forget.below.times(of_pair)),
        forget.above.times(candidate.below.times(of_pair)),
        output.above.times(pair.times(all)),
    ]
}

/// A simple recurrent unit (Lei et al. 2018) over one sentence: the first half of the width runs forwards, the second backwards.
///
/// A row of `gates` holds candidates, forget gates and output gates, one after the other.
#[inline(always)]
pub(super) fn recur<V: Vector>(
    gates: &[f32],
    width: usize,
    state: &mut [f32],
    inverse: f32,
    into: &mut [u8],
) {
    let words = gates.len() / (3 * width);
    let half = width / 2;
    let one = V::splat(1.0);
    for backwards in [false, true] {
        let first = if backwards { half } else { 0 };
        let state = &mut state[..half];
        state.fill(0.0);
        for step in 0..words {
            let word = if backwards { words - 1 - step } else { step };
            let row = &gates[word * 3 * width..][..3 * width];
            let into = into[word * width + first..][..half].as_chunks_mut::<LANES>().0;
            let [candidates, forgets, outputs] =
                [0, 1, 2].map(|nth| &lanes(&row[nth * width + first..][..half])[..into.len()]);
            let state = &mut state.as_chunks_mut::<LANES>().0[..into.len()];
            for nth in 0..into.len() {
                let gates = [&candidates[nth], &forgets[nth], &outputs[nth]];
                let [candidate, kept, out] = open(V::load(gates[0]), V::load(gates[1]), V::load(gates[2]));
                let now = kept.times(V::load(&state[nth])).plus(candidate.times(one.minus(kept)));
                now.store(&mut state[nth]);
                activation(now.times(out), inverse, &mut into[nth]);
            }
        }
    }
}

/// The scores of the arcs from some dependents to sixteen heads; `ends` holds a row for each dimension, and last the heads' own scores.
#[inline(always)]
pub(super) fn arcs<V: Vector, const N: usize>(dependents: [&[f32]; N], ends: &[Lanes]) -> [V; N] {
    let mut sums = [V::splat(0.0); N];
    let Some((own, ends)) = ends.split_last() else { return sums };
    let dependents = dependents.map(|dependent| &dependent[..ends.len()]);
    for (nth, end) in ends.iter().enumerate() {
        let end = V::load(end);
        for n in 0..N {
            sums[n] = sums[n].plus(V::splat(dependents[n][nth]).times(end));
        }
    }
    for sum in &mut sums {
        *sum = sum.plus(V::load(own));
    }
    sums
}

/// The ends of an arc, put together for the choice of its label.
#[inline(always)]
pub(super) fn label_end<V: Vector>(
    head: &[f32],
    dependent: &[f32],
    distance: &[f32],
    inverse: f32,
    into: &mut [u8],
) {
    let into = into.as_chunks_mut::<LANES>().0;
    let [head, dependent, distance] = [head, dependent, distance].map(|row| &lanes(row)[..into.len()]);
    for nth in 0..into.len() {
        let end = V::load(&head[nth]).plus(V::load(&dependent[nth])).plus(V::load(&distance[nth]));
        activation(end.greater(V::splat(0.0)), inverse, &mut into[nth]);
    }
}

/// The place of the greatest number; of equals, the first.
#[inline(always)]
pub(super) fn greatest<V: Vector>(values: &[f32]) -> usize {
    let chunks = lanes(values);
    let mut top = V::splat(f32::NEG_INFINITY);
    for chunk in chunks {
        top = V::load(chunk).greater(top);
    }
    let top = top.greatest();
    for (nth, chunk) in chunks.iter().enumerate() {
        let lane = V::load(chunk).find(top);
        if lane < LANES {
            return nth * LANES + lane;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activations_round_to_even_and_stop_at_their_ends() {
        let values =
            [0.0, 0.5, 1.5, -0.5, -1.5, 62.6, 1e9, -64.4, -1e9, 63.0, -64.0, 2.0, 3.4, 3.6, -3.4, -3.6];
        let mut into = [0; 16];
        activations::<Lanes>(&values, 1.0, &mut into);
        assert_eq!(into, [64, 64, 66, 64, 62, 127, 127, 0, 0, 127, 0, 66, 67, 68, 61, 60]);
    }

    #[test]
    fn gates_are_off_by_little() {
        let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
        for i in -900..900 {
            let (a, b, c) = (i as f32 / 100.0, i as f32 / -70.0, i as f32 / 55.0);
            let [candidate, kept, out] = open::<Lanes>([a; 16], [b; 16], [c; 16]).map(|lanes| lanes[3]);
            assert!((candidate - a.tanh()).abs() < 1.1e-4 && (candidate.abs() <= 1.0 + 1e-6));
            assert!((kept - sigmoid(b)).abs() < 1.1e-4 && (out - sigmoid(c)).abs() < 1.1e-4);
        }
        assert!(
            [-1e30f32, 1e30]
                .iter()
                .all(|&x| (open::<Lanes>([x; 16], [x; 16], [x; 16])[0][0]).abs() <= 1.0 + 1e-6)
        );
    }

    #[test]
    fn a_norm_has_mean_zero_and_deviation_one() {
        let mut row: Vec<f32> = (0..32).map(|i| i as f32).collect();
        let given: Vec<f32> = (0..32).map(|i| (i % 5) as f32 - 2.0).collect();
        let mut rectified = row.clone();
        let norm = Norm { weight: vec![1.0; 32], bias: vec![0.0; 32] };
        add_and_normalise::<Lanes>(&mut row, &given, false, &norm);
        assert!(row.iter().sum::<f32>().abs() < 1e-4);
        assert!((row.iter().map(|x| x * x).sum::<f32>() / 32.0 - 1.0).abs() < 1e-4);
        add_and_normalise::<Lanes>(&mut rectified, &given, true, &norm);
        assert!(rectified[0] > row[0]);
    }

    #[test]
    fn the_first_of_equals_is_the_greatest() {
        let mut values = [0.0; 48];
        assert_eq!(greatest::<Lanes>(&values), 0);
        (values[40], values[17]) = (2.0, 2.0);
        assert_eq!(greatest::<Lanes>(&values), 17);
        assert_eq!(greatest::<Lanes>(&[f32::NEG_INFINITY; 32]), 0);
    }
}
