// erf to 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26).
fn error_function(x: f32) -> f32 {
  let t = 1 / (1 + 0.3275911 * abs(x));
  let polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return sign(x) * (1 - polynomial * exp(-x * x));
}

// Φ, the normal distribution function.
fn normal_distribution(x: f32) -> f32 { return 0.5 * (1 + error_function(x * 0.70710678)); }

// x Φ(x)  (Hendrycks & Gimpel 2016). NaN stays NaN.
fn gelu(x: f32) -> f32 { return x * normal_distribution(x); }

// Φ(x) + x φ(x)
fn gelu_slope(x: f32) -> f32 { return normal_distribution(x) + x * 0.39894228 * exp(-0.5 * x * x); }

fn relu(x: f32) -> f32 { return select(max(x, 0), x, is_nan(x)); }
