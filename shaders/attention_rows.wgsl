//#include attention
// For the backward kernels of attention, per query: rows = (log Σ e^score, d_out · out), the second being
// Σⱼ pⱼ dpⱼ (Dao et al. 2022, section B.2).

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> out: array<f32>;
@group(0) @binding(2) var<storage, read> d_out: array<f32>;
@group(0) @binding(3) var<storage, read> log_sum: array<f32>;
@group(0) @binding(4) var<storage, read_write> rows: array<vec2f>;  // (examples · heads, queries)

@compute @workgroup_size(64)
fn attention_rows(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let row = group.x * 64 + thread;
  let head = group.y;
  if (row >= shape.queries) { return; }
  let start = row_start(head, row, shape.queries, shape.value_depth);
  var sum = 0.0;
  for (var i = 0u; i < shape.value_depth; i++) { sum += out[start + i] * d_out[start + i]; }
  rows[head * shape.queries + row] = vec2f(log_sum[head * shape.queries + row], sum);
}
