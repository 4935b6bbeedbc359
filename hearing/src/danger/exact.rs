//! Exponential and logarithm from basic operations alone, so that learning gives the same weights on every machine.
//!
//! The system's own differ between versions of the C library in the last digit; `+ - * /` and the square root do not.

/// e to the power of x, within a few units of the last digit; beyond ±60 as if it were ±60.
pub(super) fn exp(x: f64) -> f64 {
    let x = x.clamp(-60.0, 60.0);
    let doublings = (x / std::f64::consts::LN_2).round();
    let rest = x - doublings * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for step in (1..=14).rev() {
        sum = 1.0 + sum * rest / f64::from(step);
    }
    sum * power_of_two(doublings)
}

/// The natural logarithm of a number from 1 upwards.
pub(super) fn ln(x: f64) -> f64 {
    let (mut mantissa, mut halvings) = (x.max(1.0), 0.0);
    while mantissa >= 2.0 {
        mantissa /= 2.0;
        halvings += 1.0;
    }
    let part = (mantissa - 1.0) / (mantissa + 1.0);
    let mut sum = 0.0;
    for odd in (0..16).rev().map(|step| 2 * step + 1) {
        sum = sum * part * part + 1.0 / f64::from(odd);
    }
    2.0 * part * sum + halvings * std::f64::consts::LN_2
}

/// Turns sums into shares of one.
pub(super) fn softmax<const N: usize>(sums: &mut [f64; N]) {
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    for sum in sums.iter_mut() {
        *sum = exp(*sum - most);
    }
    let all: f64 = sums.iter().sum();
    for sum in sums.iter_mut() {
        *sum /= all;
    }
}

fn power_of_two(exponent: f64) -> f64 {
    let (factor, mut left) = if exponent < 0.0 { (0.5, -exponent) } else { (2.0, exponent) };
    let mut power = 1.0;
    while left >= 1.0 {
        power *= factor;
        left -= 1.0;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_they_are_called() {
        for x in [-59.5, -3.3, -1e-9, 0.0, 0.5, 1.0, 7.25, 42.0] {
            let (ours, theirs) = (exp(x), x.exp());
            assert!((ours - theirs).abs() <= 1e-13 * theirs, "exp {x}: {ours} {theirs}");
        }
        for x in [1.0, 1.5, 1.999_999, 2.0, 10.0, 4000.0, 1e9] {
            assert!((ln(x) - x.ln()).abs() <= 1e-13 * x.ln().max(1.0), "ln {x}");
        }
    }
}
