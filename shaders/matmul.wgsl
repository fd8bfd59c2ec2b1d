//#include activation matmul nan
// c = f(op(a) op(b) + bias) for a batch of matrices, row-major and dense:
//   op(a): (rows, depth)   op(b): (depth, columns)   bias: (columns)   c: (rows, columns)
// A transposed operand is stored the other way round. A matrix that all of the batch share has stride 0.
//
// Two levels of blocking. A workgroup owns a tile of c, 4·threads_y rows by 4·threads_x columns, and walks over
// depth in steps of tile_depth, each time copying a slab of a and of b into workgroup storage. A thread owns a
// block of 4×4 elements of the tile in registers: per step of depth it reads two vec4 and does 16 multiply-adds.
// What lies outside a matrix is read as zero and never written, so any size goes.

override threads_x: u32 = 16;
override threads_y: u32 = 16;
override tile_depth: u32 = 16;

var<workgroup> slab_a: array<vec4f, tile_depth * threads_y>;  // [depth][group of 4 rows]
var<workgroup> slab_b: array<vec4f, tile_depth * threads_x>;  // [depth][group of 4 columns]

fn element_a(batch: u32, row: u32, d: u32) -> f32 {
  if (row >= shape.rows || d >= shape.depth) { return 0; }
  return f32(a[batch * shape.stride_a + select(row * shape.depth + d, d * shape.rows + row, shape.transpose_a != 0)]);
}

fn element_b(batch: u32, d: u32, column: u32) -> f32 {
  if (column >= shape.columns || d >= shape.depth) { return 0; }
  return f32(b[batch * shape.stride_b +
               select(d * shape.columns + column, column * shape.depth + d, shape.transpose_b != 0)]);
}

// Splits a running index into (depth, group of 4) such that neighbouring threads read neighbouring addresses.
fn slab_place(index: u32, groups: u32, depth_is_contiguous: bool) -> vec2u {
  if (depth_is_contiguous) { return vec2u(index % tile_depth, index / tile_depth); }
  return vec2u(index / groups, index % groups);
}

fn load_slabs(thread: u32, batch: u32, first_row: u32, first_column: u32, first_depth: u32) {
  for (var i = thread; i < tile_depth * threads_y; i += threads_x * threads_y) {
    let place = slab_place(i, threads_y, shape.transpose_a == 0);
    let row = first_row + 4 * place.y;
    let d = first_depth + place.x;
    slab_a[place.x * threads_y + place.y] = vec4f(element_a(batch, row, d), element_a(batch, row + 1, d),
                                                  element_a(batch, row + 2, d), element_a(batch, row + 3, d));
  }
  for (var i = thread; i < tile_depth * threads_x; i += threads_x * threads_y) {
    let place = slab_place(i, threads_x, shape.transpose_b != 0);
    let column = first_column + 4 * place.y;
    let d = first_depth + place.x;
    slab_b[place.x * threads_x + place.y] = vec4f(element_b(batch, d, column), element_b(batch, d, column + 1),
                                                  element_b(batch, d, column + 2), element_b(batch, d, column + 3));
  }
}

@compute @workgroup_size(threads_x, threads_y)
fn matmul(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u,
          @builtin(local_invocation_index) thread: u32) {
  let batch = group.z;
  let first_row = group.y * 4 * threads_y;
  let first_column = group.x * 4 * threads_x;
  var row0 = vec4f();
  var row1 = vec4f();
  var row2 = vec4f();
  var row3 = vec4f();
  for (var first_depth = 0u; first_depth < shape.depth; first_depth += tile_depth) {
    load_slabs(thread, batch, first_row, first_column, first_depth);
    workgroupBarrier();
    for (var d = 0u; d < tile_depth; d++) {
      let rows_of_a = slab_a[d * threads_y + local.y];
      let columns_of_b = slab_b[d * threads_x + local.x];
      row0 += rows_of_a.x * columns_of_b;
      row1 += rows_of_a.y * columns_of_b;
      row2 += rows_of_a.z * columns_of_b;
      row3 += rows_of_a.w * columns_of_b;
    }
    workgroupBarrier();
  }
  let row = first_row + 4 * local.y;
  let column = first_column + 4 * local.x;
  store_row(batch, row, column, row0);
  store_row(batch, row + 1, column, row1);
  store_row(batch, row + 2, column, row2);
  store_row(batch, row + 3, column, row3);
}
