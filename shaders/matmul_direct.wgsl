//#include activation blocks matmul matmul_blocks nan
// The same as matmul.wgsl, without workgroup storage: a thread owns 8×8 elements of c and reads what it needs of a
// and b straight from memory. For devices where a barrier costs more than reading again (software renderers, some
// phones).

override threads_x: u32 = 8;
override threads_y: u32 = 8;

@compute @workgroup_size(threads_x, threads_y)
fn matmul_direct(@builtin(global_invocation_id) id: vec3u) {
  let row = 8 * id.y;
  let column = 8 * id.x;
  let upper = places_of_rows(id.z, row + counted);
  let lower = places_of_rows(id.z, row + 4 + counted);
  let left = places_of_columns(id.z, column + counted);
  let right = places_of_columns(id.z, column + 4 + counted);
  let step_a = step_of_a();
  let step_b = step_of_b();
  var c00 = mat4x4f();
  var c01 = mat4x4f();
  var c10 = mat4x4f();
  var c11 = mat4x4f();
  var d = 0u;
  for (; d + 4 <= shape.depth; d += 4) {
    let depths_a = (d + counted) * step_a;
    let depths_b = (d + counted) * step_b;
    let b0 = block_of_b(left, depths_b);
    let b1 = block_of_b(right, depths_b);
    let a0 = block_of_a(upper, depths_a);
    c00 += b0 * a0;
    c01 += b1 * a0;
    let a1 = block_of_a(lower, depths_a);
    c10 += b0 * a1;
    c11 += b1 * a1;
  }
  for (; d < shape.depth; d++) {
    let a0 = four_of_a(upper + d * step_a);
    let a1 = four_of_a(lower + d * step_a);
    let b0 = four_of_b(left + d * step_b);
    let b1 = four_of_b(right + d * step_b);
    c00 += outer_product(b0, a0);
    c01 += outer_product(b1, a0);
    c10 += outer_product(b0, a1);
    c11 += outer_product(b1, a1);
  }
  var blocks = array(c00, c10, c01, c11);
  for (var i = 0u; i < 16; i++) { store_row(id.z, row + i % 8, column + i / 8 * 4, blocks[i / 4][i % 4]); }
}
