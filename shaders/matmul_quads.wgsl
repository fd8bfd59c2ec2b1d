enable subgroups;
//#include activation blocks matmul matmul_blocks nan quad
// The same as matmul_direct.wgsl for devices with subgroups. A workgroup owns 16 rows of c, each of its threads 4
// columns of them. Per step of depth a thread reads the numbers of 4 rows and has those of the others from the other
// three of its quad: a quarter of the reads of a.

override threads_x: u32 = 16;  // a multiple of 4
override threads_y: u32 = 1;   // no more: who is in a quad with whom is the device's affair

@compute @workgroup_size(threads_x, threads_y)
fn matmul_quads(@builtin(global_invocation_id) id: vec3u, @builtin(subgroup_invocation_id) place: u32) {
  let row = 16 * id.y;
  let column = 4 * id.x;
  // Of rows 0 … 3, 4 … 7, 8 … 11 and 12 … 15, the one that this thread reads.
  let own_rows = places_of_rows(id.z, row + place % 4 + 4 * counted);
  let columns = places_of_columns(id.z, column + counted);
  let step_a = step_of_a();
  let step_b = step_of_b();
  var c0 = mat4x4f();
  var c1 = mat4x4f();
  var c2 = mat4x4f();
  var c3 = mat4x4f();
  var d = 0u;
  for (; d + 4 <= shape.depth; d += 4) {
    let depths_a = (d + counted) * step_a;
    let b_block = block_of_b(columns, (d + counted) * step_b);
    c0 += b_block * of_quad(four_of_a(own_rows.x + depths_a));
    c1 += b_block * of_quad(four_of_a(own_rows.y + depths_a));
    c2 += b_block * of_quad(four_of_a(own_rows.z + depths_a));
    c3 += b_block * of_quad(four_of_a(own_rows.w + depths_a));
  }
  for (; d < shape.depth; d++) {
    let own = of_quad(four_of_a(own_rows + d * step_a));  // (thread of the quad) × (block)
    let b_row = four_of_b(columns + d * step_b);
    let by_block = transpose(own);
    c0 += outer_product(b_row, by_block[0]);
    c1 += outer_product(b_row, by_block[1]);
    c2 += outer_product(b_row, by_block[2]);
    c3 += outer_product(b_row, by_block[3]);
  }
  var blocks = array(c0, c1, c2, c3);
  for (var i = 0u; i < 16; i++) { store_row(id.z, row + i, column, blocks[i / 4][i % 4]); }
}
