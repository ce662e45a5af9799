//! How sure the encoder is of what it chose: shares in all that could have been chosen, by the same operations on every machine.

/// What scores this much less than the best is not counted: a ten-millionth each.
const NOTHING: f32 = -16.0;

/// The share of one class in all, after the softmax.
pub(super) fn share(scores: &[f32], class: usize) -> f32 {
    let top = scores.iter().fold(f32::NEG_INFINITY, |top, &score| top.max(score));
    let weight = |score: f32| if score - top < NOTHING { 0.0 } else { exp(score - top) };
    weight(scores[class]) / scores.iter().map(|&score| weight(score)).sum::<f32>()
}

/// The exponential of what is not positive, to 10⁻⁶, by the same operations on every machine: (eˣᐟ¹⁰²⁴)¹⁰²⁴, with four terms of the series.
fn exp(x: f32) -> f32 {
    let x = f64::from(x.max(-80.0)) / 1024.0;
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
}
