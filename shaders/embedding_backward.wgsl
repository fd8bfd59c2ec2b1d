// d_table[token] = Σ of d_out[row] over the rows with this token. WGSL has no atomic addition of floats, and one
// would add in a different order each time: instead one workgroup per entry of the table looks through all tokens.

struct Shape {
  rows: u32,
  columns: u32,
  vocabulary: u32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> tokens: array<u32>;
@group(0) @binding(2) var<storage, read> d_out: array<f32>;
@group(0) @binding(3) var<storage, read_write> d_table: array<f32>;

@compute @workgroup_size(64)
fn embedding_backward(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                      @builtin(local_invocation_index) thread: u32) {
  let token = group.x + group.y * groups.x;
  if (token >= shape.vocabulary) { return; }
  for (var column = thread; column < shape.columns; column += 64) {
    var sum = 0.0;
    for (var row = 0u; row < shape.rows; row++) {
      if (tokens[row] == token) { sum += d_out[row * shape.columns + column]; }
    }
    d_table[token * shape.columns + column] = sum;
  }
}
