//#include row
// y = (x − m) r weight + bias with m the mean of a row, r = 1 / √(mean (x − m)² + ε)  (Ba, Kiros & Hinton 2016,
// eq. 4). statistics receives (m, r) of each row for the backward kernels.

struct Shape {
  rows: u32,
  columns: u32,
  epsilon: f32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read> bias: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;
@group(0) @binding(5) var<storage, read_write> statistics: array<vec2f>;

@compute @workgroup_size(64)
fn layer_norm(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
              @builtin(local_invocation_index) thread: u32) {
  let row = group.x + group.y * groups.x;
  if (row >= shape.rows) { return; }
  let start = row * shape.columns;
  var total = 0.0;
  for (var i = thread; i < shape.columns; i += 64) { total += x[start + i]; }
  let mean = sum_of_all(thread, total) / f32(shape.columns);
  var squares = 0.0;
  for (var i = thread; i < shape.columns; i += 64) { squares += (x[start + i] - mean) * (x[start + i] - mean); }
  let inverse = inverseSqrt(sum_of_all(thread, squares) / f32(shape.columns) + shape.epsilon);
  for (var i = thread; i < shape.columns; i += 64) {
    y[start + i] = (x[start + i] - mean) * inverse * weight[i] + bias[i];
  }
  if (thread == 0) { statistics[row] = vec2f(mean, inverse); }
}
