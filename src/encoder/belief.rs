//! How sure the encoder is of what it chose: shares in all that could have been chosen, by the same operations on every machine.

/// What scores this much less than the best is not counted: a ten-millionth each.
const NOTHING: f32 = -16.0;

/// Scores whose weights are held at a time.
const TOGETHER: usize = 64;

/// The share of one class in all, after the softmax.
#[inline(always)]
pub(super) fn share(scores: &[f32], class: usize) -> f32 {
    let top = greatest(scores);
    let mut weights = [0.0; TOGETHER];
    // One after the other, as the scores stand, whatever the width of a register.
    let mut all = 0.0;
    for scores in scores.chunks(TOGETHER) {
        let weights = &mut weights[..scores.len()];
        for (into, &score) in weights.iter_mut().zip(scores) {
            *into = weight(score - top);
        }
        for weight in weights {
            all += *weight;
        }
    }
    weight(scores[class] - top) / all
}

/// The greatest score. In lanes, for a comparison waits for the one before it.
#[inline(always)]
fn greatest(scores: &[f32]) -> f32 {
    let (chunks, rest) = scores.as_chunks::<8>();
    let mut tops = [f32::NEG_INFINITY; 8];
    for chunk in chunks {
        for (top, &score) in tops.iter_mut().zip(chunk) {
            *top = if score > *top { score } else { *top };
        }
    }
    tops.iter().chain(rest).fold(f32::NEG_INFINITY, |top, &score| if score > top { score } else { top })
}

/// What a score weighs, from how far it lies below the best.
#[inline(always)]
fn weight(below: f32) -> f32 {
    let weight = exp(below);
    if below < NOTHING { 0.0 } else { weight }
}

/// The exponential of what is not positive, to 10⁻⁶, by the same operations on every machine: (eˣᐟ¹⁰²⁴)¹⁰²⁴, with four terms of the series.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = f64::from(if x > -80.0 { x } else { -80.0 }) / 1024.0;
    let mut power = 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0)));
    for _ in 0..10 {
        power *= power;
    }
    power as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right_to_a_millionth() {
        assert!((0..3000).map(|i| -i as f32 / 100.0).all(|x| (exp(x) - x.exp()).abs() < 1e-6));
    }

    #[test]
    fn shares_are_those_of_the_softmax() {
        let scores = [2.0, 1.0, -40.0, f32::NEG_INFINITY];
        assert!((share(&scores, 0) - 0.731_058_6).abs() < 1e-6);
        assert!((share(&scores, 1) - 0.268_941_4).abs() < 1e-6);
        assert_eq!((share(&scores, 2), share(&scores, 3)), (0.0, 0.0));
        assert_eq!(share(&[0.5], 0), 1.0);
    }

    #[test]
    fn many_scores_are_summed_in_their_order() {
        for count in [7, 8, 9, 51, 63, 64, 65, 130] {
            let scores: Vec<f32> = (0..count).map(|i| (i * 37 % 23) as f32 / -3.0).collect();
            let top = scores.iter().fold(f32::NEG_INFINITY, |top, &score| top.max(score));
            let weights = scores.iter().map(|score| exp(score - top));
            let all = weights.clone().sum::<f32>();
            for (class, weight) in weights.enumerate() {
                assert_eq!(share(&scores, class), weight / all);
            }
        }
    }
}
