// sums = scale · Σ over rows of d_y, the derivative of a bias; or with `normalised`, of d_y (x − m) r, the
// derivative of a layer norm's weight. d_y, x: (rows, columns); statistics: (m, r) of each row.

struct Shape {
  rows: u32,
  columns: u32,
  scale: f32,
  normalised: u32,  // 0: any array may be bound in the place of x and statistics
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> d_y: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read> statistics: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;

var<workgroup> partial: array<f32, 256>;  // [16 rows][16 columns]

@compute @workgroup_size(16, 16)
fn column_sums(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u,
               @builtin(local_invocation_index) thread: u32) {
  let column = group.x * 16 + local.x;
  var sum = 0.0;
  if (column < shape.columns) {
    for (var row = local.y; row < shape.rows; row += 16) {
      var value = d_y[row * shape.columns + column];
      if (shape.normalised != 0) { value *= (x[row * shape.columns + column] - statistics[row].x) * statistics[row].y; }
      sum += value;
    }
  }
  partial[thread] = sum;
  for (var half = 8u; half > 0; half /= 2) {
    workgroupBarrier();
    if (local.y < half) { partial[thread] += partial[thread + 16 * half]; }
  }
  if (local.y == 0 && column < shape.columns) { sums[column] = shape.scale * partial[thread]; }
}
