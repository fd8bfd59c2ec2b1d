// What kernels that hold blocks of 4×4 in registers, as matrices of WGSL, have in common.

const counted = vec4u(0, 1, 2, 3);

// Column i: column · row[i].
fn outer_product(column: vec4f, row: vec4f) -> mat4x4f {
  return mat4x4f(column * row.x, column * row.y, column * row.z, column * row.w);
}

// Column i, times factors[i].
fn scaled(block: mat4x4f, factors: vec4f) -> mat4x4f {
  return mat4x4f(block[0] * factors.x, block[1] * factors.y, block[2] * factors.z, block[3] * factors.w);
}
