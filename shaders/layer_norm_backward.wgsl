//#include row
// With n = (x − m) r and g = d_y weight:  d_x = r (g − mean g − n mean(g n)).
// The parameters' derivatives come from column_sums.wgsl.

struct Shape {
  rows: u32,
  columns: u32,
  accumulate: u32,  // 1: add to what d_x holds
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read> statistics: array<vec2f>;
@group(0) @binding(4) var<storage, read> d_y: array<f32>;
@group(0) @binding(5) var<storage, read_write> d_x: array<f32>;

@compute @workgroup_size(64)
fn layer_norm_backward(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                       @builtin(local_invocation_index) thread: u32) {
  let row = group.x + group.y * groups.x;
  if (row >= shape.rows) { return; }
  let start = row * shape.columns;
  let mean = statistics[row].x;
  let inverse = statistics[row].y;
  var sum_g = 0.0;
  var sum_gn = 0.0;
  for (var i = thread; i < shape.columns; i += 64) {
    let g = d_y[start + i] * weight[i];
    sum_g += g;
    sum_gn += g * (x[start + i] - mean) * inverse;
  }
  let mean_g = sum_of_all(thread, sum_g) / f32(shape.columns);
  let mean_gn = sum_of_all(thread, sum_gn) / f32(shape.columns);
  for (var i = thread; i < shape.columns; i += 64) {
    let n = (x[start + i] - mean) * inverse;
    let value = inverse * (d_y[start + i] * weight[i] - mean_g - n * mean_gn);
    d_x[start + i] = select(value, value + d_x[start + i], shape.accumulate != 0);
  }
}
