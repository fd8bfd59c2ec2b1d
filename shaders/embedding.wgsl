// out[row] = table[token[row]] + positions[row mod length].  table: (vocabulary, columns)
// positions: (length, columns); with length 0 none are added, and any array may be bound in their place.
// A token outside the table gives NaN.

struct Shape {
  rows: u32,
  columns: u32,
  vocabulary: u32,
  length: u32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> tokens: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<f32>;
@group(0) @binding(3) var<storage, read> positions: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64)
fn embedding(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
             @builtin(local_invocation_index) thread: u32) {
  let i = (group.x + group.y * groups.x) * 64 + thread;
  if (i >= shape.rows * shape.columns) { return; }
  let row = i / shape.columns;
  let column = i % shape.columns;
  let token = tokens[row];
  var value = bitcast<f32>(0x7fc00000u | (i & 1));
  if (token < shape.vocabulary) { value = table[token * shape.columns + column]; }
  if (shape.length > 0) { value += positions[(row % shape.length) * shape.columns + column]; }
  out[i] = value;
}
