//! What every instruction set must agree on.

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

/// A product with these weights, of which the first are those of the first four inputs and sixteen outputs.
fn product(inputs: usize, outputs: usize, weight: impl Fn(usize) -> i32) -> Product {
    let weights: Vec<u8> = (0..inputs * outputs).map(|i| weight(i) as i8 as u8).collect();
    let units = Units {
        offsets: (0..outputs as i32).map(|i| i * 1001 - 7).collect(),
        scales: (0..outputs).map(|i| 1.0 / (i + 3) as f32).collect(),
        biases: (0..outputs).map(|i| i as f32 * 0.37 - 2.0).collect(),
    };
    Product::new(inputs, weights.into(), units).unwrap()
}

/// All weights there are, the extremes among them.
fn any(i: usize) -> i32 {
    (i * 73 % 255) as i32 - 127
}

/// Holds all paths to the portable one.
fn assert_agreed(product: &Product, rows: &[u8], stride: usize, count: usize) {
    let task = || Multiply { product, rows, stride, count };
    let expected = Path(Set::Portable).run(task());
    for path in Path::all() {
        let got = path.run(task());
        assert!(got.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits()), "{path:?}");
    }
}

#[test]
fn every_path_yields_the_same_bits() {
    for (inputs, outputs, count, stride) in
        [(160, 160, 13, 160), (480, 160, 7, 160), (340, 160, 1, 340), (64, 64, 25, 64), (4, 32, 6, 9)]
    {
        let rows: Vec<u8> = (0..count * stride + inputs).map(|i| (i * 31 % 128) as u8).collect();
        for divisor in [1, 2, 5] {
            assert_agreed(&product(inputs, outputs, |i| any(i) / divisor), &rows, stride, count);
        }
    }
}

#[test]
fn sums_at_the_bound_of_sixteen_bits_are_right() {
    // Eight weights of a sum come to 504, to 511 and to 512, by turns of sign.
    let weights: [fn(usize) -> i32; 3] =
        [|_| 63, |i| if i.is_multiple_of(4 * STEP) { 63 } else { 64 }, |_| 64];
    for weight in weights {
        for sign in [|_| 1, |_| -1, |i: usize| if i.is_multiple_of(3) { -1 } else { 1 }] {
            let product = product(160, 32, |i| weight(i) * sign(i));
            for activation in [0, 63, 64, 127] {
                assert_agreed(&product, &[activation; 5 * 160], 160, 5);
            }
        }
    }
}

#[test]
fn extremes_do_not_saturate() {
    let units = Units { offsets: vec![0; 32], scales: vec![1.0; 32], biases: vec![0.0; 32] };
    let product = Product::new(160, vec![-127i8 as u8; 160 * 32].into(), units).unwrap();
    for path in Path::all() {
        let task = Multiply { product: &product, rows: &[127; 160], stride: 160, count: 1 };
        assert_eq!(path.run(task), vec![-127.0 * 127.0 * 160.0; 32], "{path:?}");
    }
}

#[test]
fn lengths_that_do_not_fit_are_refused() {
    let units = |outputs| Units { offsets: vec![0; outputs], scales: vec![1.0; 32], biases: vec![0.0; 32] };
    let product = |inputs, weights, outputs| Product::new(inputs, vec![0; weights].into(), units(outputs));
    assert!(product(8, 8 * 32, 32).is_some());
    assert!(product(6, 6 * 32, 32).is_none());
    assert!(product(8, 7 * 32, 32).is_none());
    assert!(product(8, 8 * 16, 16).is_none());
}

#[test]
#[should_panic(expected = "a row lacks activations")]
fn short_rows_are_refused() {
    let product = product(160, 32, any);
    Path::best().run(Multiply { product: &product, rows: &[64; 300], stride: 160, count: 2 });
}

/// Where the greatest of sixteen numbers is, and which it is.
struct Greatest(Lanes);

impl Task for Greatest {
    type Output = (f32, [usize; 2]);

    #[inline(always)]
    fn run<K: Kernel>(self) -> (f32, [usize; 2]) {
        let vector = K::Vector::load(&self.0);
        (vector.greatest(), [vector.find(vector.greatest()), vector.find(0.5)])
    }
}

#[test]
fn every_path_finds_the_first_of_equals() {
    for path in Path::all() {
        for place in 0..LANES {
            let mut lanes = [-3.0; LANES];
            lanes[place..].fill(7.0);
            assert_eq!(path.run(Greatest(lanes)), (7.0, [place, LANES]), "{path:?}");
        }
    }
}
