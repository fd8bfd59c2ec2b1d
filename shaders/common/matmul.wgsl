// The epilogue of a matrix product: 4 neighbours of one row, with what was there, bias and activation.
fn activated(x: f32) -> f32 {
  switch (shape.activation) {
    case 1: { return relu(x); }
    case 2: { return gelu(x); }
    default: { return x; }
  }
}

fn store_row(batch: u32, row: u32, column: u32, values: vec4f) {
  if (row >= shape.rows) { return; }
  let start = (batch * shape.rows + row) * shape.columns;
  for (var i = 0u; i < 4; i++) {
    if (column + i < shape.columns) {
      var value = values[i];
      if (shape.accumulate != 0) { value += c[start + column + i]; }
      if (shape.with_bias != 0) { value += bias[column + i]; }
      c[start + column + i] = activated(value);
    }
  }
}
