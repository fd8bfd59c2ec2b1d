//#include attention attention_backward mask nan
// d_q of attention by recomputation (Dao et al. 2022, algorithm 4), with p = e^(score − log_sum):
//   ds = scale · p (d_out · v − d_out · out)      d_q = Σ over keys ds k
// A thread computes ds of one key, then its share of d_q, as in attention.wgsl.

const owns_queries = true;

@group(0) @binding(7) var<storage, read_write> d_q: array<f32>;

@compute @workgroup_size(lanes, rows)
fn attention_backward_queries(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u,
                              @builtin(local_invocation_index) thread: u32) {
  let lane = local.x;
  let head = workgroup.y;
  let first_row = workgroup.x * rows;
  let row = first_row + local.y;
  let depth_groups = (shape.depth + 3) / 4;
  // Causal: the last query of the workgroup sees no key behind it.
  let end = select(shape.keys, min(shape.keys, first_row + rows), shape.causal != 0);

  load_own(thread, head, first_row);
  var sum: array<vec4f, shares>;
  for (var first_key = 0u; first_key < end; first_key += lanes) {
    load_visited(thread, head, first_key);
    workgroupBarrier();
    find_factor(head, row, first_key + lane, local.y, lane);
    workgroupBarrier();
    for (var j = 0u; j < lanes; j++) {
      let factor = factors[local.y * lanes + j];
      if (factor.x < 0) { continue; }
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < depth_groups) { sum[i] += factor.y * visited[j * stride + g].for_score; }
      }
    }
    workgroupBarrier();
  }

  if (row >= shape.queries) { return; }
  let start = row_start(head, row, shape.queries, shape.depth);
  for (var i = 0u; i < shares; i++) {
    let column = 4 * (lane + i * lanes);
    for (var e = 0u; e < 4; e++) {
      if (column + e < shape.depth) { d_q[start + column + e] = sum[i][e]; }
    }
  }
}
