// What the matrix products have in common. Stored is f32 or f16: the program that is made of this says which.

struct Shape {
  rows: u32,
  columns: u32,
  depth: u32,
  stride_a: u32,  // elements from one matrix of the batch to the next
  stride_b: u32,
  transpose_a: u32,
  transpose_b: u32,
  accumulate: u32,  // 1: add what c held before f
  with_bias: u32,   // 0: any array may be bound in its place
  activation: u32,  // f: 0 nothing, 1 ReLU, 2 GELU
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> a: array<Stored>;
@group(0) @binding(2) var<storage, read> b: array<Stored>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

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
