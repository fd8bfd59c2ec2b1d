//#include activation matmul nan
// The same as matmul.wgsl, without workgroup storage: a thread reads the 4 rows of a and 4 columns of b of its
// block straight from memory. For devices where a barrier costs more than reading again (software renderers,
// some phones). An index beyond the last row or column is moved back to it, and its result never written.

override threads_x: u32 = 8;
override threads_y: u32 = 8;

struct Shape {
  rows: u32,
  columns: u32,
  depth: u32,
  stride_a: u32,
  stride_b: u32,
  transpose_a: u32,
  transpose_b: u32,
  accumulate: u32,
  with_bias: u32,
  activation: u32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> c: array<f32>;

@compute @workgroup_size(threads_x, threads_y)
fn matmul_direct(@builtin(global_invocation_id) id: vec3u) {
  let row = 4 * id.y;
  let column = 4 * id.x;
  let step_a = select(1u, shape.rows, shape.transpose_a != 0);  // to the next depth
  let step_b = select(shape.columns, 1u, shape.transpose_b != 0);
  let rows = min(vec4u(row, row + 1, row + 2, row + 3), vec4u(shape.rows - 1));
  let columns = min(vec4u(column, column + 1, column + 2, column + 3), vec4u(shape.columns - 1));
  var at_a = vec4u(id.z * shape.stride_a) + rows * select(shape.depth, 1u, shape.transpose_a != 0);
  var at_b = vec4u(id.z * shape.stride_b) + columns * select(1u, shape.depth, shape.transpose_b != 0);
  var row0 = vec4f();
  var row1 = vec4f();
  var row2 = vec4f();
  var row3 = vec4f();
  for (var d = 0u; d < shape.depth; d++) {
    let columns_of_b = vec4f(b[at_b.x], b[at_b.y], b[at_b.z], b[at_b.w]);
    row0 += a[at_a.x] * columns_of_b;
    row1 += a[at_a.y] * columns_of_b;
    row2 += a[at_a.z] * columns_of_b;
    row3 += a[at_a.w] * columns_of_b;
    at_a += vec4u(step_a);
    at_b += vec4u(step_b);
  }
  store_row(id.z, row, column, row0);
  store_row(id.z, row + 1, column, row1);
  store_row(id.z, row + 2, column, row2);
  store_row(id.z, row + 3, column, row3);
}
