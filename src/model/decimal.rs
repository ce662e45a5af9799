//! Exact decimal numbers: what the text says, never rounded on the way to the table.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{cmp::Ordering, fmt, str::FromStr};

/// `mantissa × 10^exponent`, kept without trailing zeros, so that equal numbers are equal structs.
///
/// Holds any number of up to 38 digits; arithmetic that would leave that range yields `None` instead of a rounded value.
///
/// ```
/// use griot::model::Decimal;
/// let price: Decimal = "1.20".parse().unwrap();
/// let million = Decimal::new(1, 6);
/// assert_eq!(price.checked_mul(million).unwrap().to_string(), "1200000");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// Exponents beyond this name nothing that news counts; they would only make long strings.
const MAX_EXPONENT: i32 = 60;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, exponent: 0 };

    /// `mantissa × 10^exponent`.
    pub const fn new(mut mantissa: i128, mut exponent: i32) -> Self {
        if mantissa == 0 {
            return Self::ZERO;
        }
        // Division of 128 bits is slow, and nearly all numbers need but 64.
        while mantissa as i64 as i128 != mantissa && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent += 1;
        }
        if mantissa as i64 as i128 == mantissa {
            let mut small = mantissa as i64;
            while small % 10 == 0 {
                small /= 10;
                exponent += 1;
            }
            mantissa = small as i128;
        }
        Self { mantissa, exponent }
    }

    /// The product, where it fits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Self::bounded(mantissa, self.exponent.checked_add(other.exponent)?)
    }

    /// The sum, where it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let sum = self.scaled(exponent)?.checked_add(other.scaled(exponent)?)?;
        Self::bounded(sum, exponent)
    }

    /// The quotient where it has an end within 38 digits ("three quarters"), else cut after 15 digits ("a third").
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.mantissa == 0 {
            return None;
        }
        let (mut numerator, mut exponent, mut steps) = (self.mantissa, self.exponent - other.exponent, 0);
        while numerator % other.mantissa != 0 && steps < 16 {
            numerator = numerator.checked_mul(10)?;
            exponent -= 1;
            steps += 1;
        }
        Self::bounded(numerator / other.mantissa, exponent)
    }

    /// `10^exponent`, where it fits.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        Self::bounded(1, exponent)
    }

    /// The number with its sign changed.
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, exponent: self.exponent }
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The nearest floating-point number, for confidence and charts, never for output.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 * 10f64.powi(self.exponent)
    }

    /// The value as an integer, where it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        if self.exponent < 0 {
            return None;
        }
        i64::try_from(self.scaled(0)?).ok()
    }

    fn bounded(mantissa: i128, exponent: i32) -> Option<Self> {
        let made = Self::new(mantissa, exponent);
        (made.exponent.abs() <= MAX_EXPONENT).then_some(made)
    }

    /// The mantissa at a smaller exponent.
    fn scaled(self, exponent: i32) -> Option<i128> {
        let shift = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        if shift == 0 {
            return Some(self.mantissa);
        }
        self.mantissa.checked_mul(10i128.checked_pow(shift)?)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(value as i128, 0)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent {
            return self.mantissa.cmp(&other.mantissa);
        }
        let exponent = self.exponent.min(other.exponent);
        match (self.scaled(exponent), other.scaled(exponent)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One is too large for the other's scale: floating point tells them apart.
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl fmt::Display for Decimal {
    /// Plain notation, without exponent or grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        if self.exponent >= 0 {
            f.write_str(&digits)?;
            return (0..self.exponent).try_for_each(|_| f.write_str("0"));
        }
        let places = self.exponent.unsigned_abs() as usize;
        if digits.len() > places {
            let (whole, rest) = digits.split_at(digits.len() - places);
            write!(f, "{whole}.{rest}")
        } else {
            write!(f, "0.{digits:0>places$}")
        }
    }
}

impl FromStr for Decimal {
    type Err = String;

    /// Reads an optional sign, ASCII digits and at most one point: `-12.50`.
    fn from_str(text: &str) -> Result<Self, String> {
        let fail = || format!("{text:?} is not a decimal number");
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() || whole.len() + fraction.len() > 60 {
            return Err(fail());
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(fail());
            }
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|m| m.checked_add((byte - b'0') as i128))
                .ok_or_else(fail)?;
        }
        let value = Self::new(mantissa, -(fraction.len() as i32));
        Ok(if negative { value.negated() } else { value })
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn writes_what_it_read() {
        for text in ["0", "7", "-7", "0.05", "1200000", "12.5", "-0.333"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("1.50").to_string(), "1.5");
    }

    #[test]
    fn equal_numbers_are_equal_structs() {
        assert_eq!(decimal("10.0"), Decimal::new(1, 1));
        assert!(decimal("9.99") < decimal("10"));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert!(Decimal::new(i128::MAX, 0).checked_mul(Decimal::from(3)).is_none());
        assert!("1e5".parse::<Decimal>().is_err());
        assert!(decimal("1").checked_div(Decimal::ZERO).is_none());
    }

    #[test]
    fn divides() {
        assert_eq!(decimal("3").checked_div(decimal("4")).unwrap().to_string(), "0.75");
        assert_eq!(decimal("1").checked_div(decimal("3")).unwrap().to_string(), "0.3333333333333333");
    }
}
