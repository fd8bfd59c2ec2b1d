// Blocks of a product in registers: column i of a block of a holds 4 depths of one row, column i of a
// block of b holds 4 columns at one depth. Then (block of b) · (block of a) has 4 columns of one row of c in each
// column. An index beyond the last row or column is moved back to it, and its result never written.

// From one depth to the next.
fn step_of_a() -> u32 { return select(1u, shape.rows, shape.transpose_a != 0); }
fn step_of_b() -> u32 { return select(shape.columns, 1u, shape.transpose_b != 0); }

// Where these rows of a, or columns of b, are at depth 0.
fn places_of_rows(batch: u32, rows: vec4u) -> vec4u {
  return batch * shape.stride_a + min(rows, vec4u(shape.rows - 1)) * select(shape.depth, 1u, shape.transpose_a != 0);
}
fn places_of_columns(batch: u32, columns: vec4u) -> vec4u {
  return batch * shape.stride_b +
         min(columns, vec4u(shape.columns - 1)) * select(1u, shape.depth, shape.transpose_b != 0);
}

fn four_of_a(at: vec4u) -> vec4f { return vec4f(vec4<Stored>(a[at.x], a[at.y], a[at.z], a[at.w])); }
fn four_of_b(at: vec4u) -> vec4f { return vec4f(vec4<Stored>(b[at.x], b[at.y], b[at.z], b[at.w])); }

fn block_of_a(rows: vec4u, depths: vec4u) -> mat4x4f {
  return mat4x4f(four_of_a(rows.x + depths), four_of_a(rows.y + depths), four_of_a(rows.z + depths),
                 four_of_a(rows.w + depths));
}
fn block_of_b(columns: vec4u, depths: vec4u) -> mat4x4f {
  return mat4x4f(four_of_b(columns + depths.x), four_of_b(columns + depths.y), four_of_b(columns + depths.z),
                 four_of_b(columns + depths.w));
}
