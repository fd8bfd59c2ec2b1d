// Comparisons with NaN may be compiled away; its bits may not.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

// The exponential of NaN need not be NaN either.
fn safe_exp(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }
