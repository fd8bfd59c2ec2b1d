//#include attention attention_backward mask nan
// d_k and d_v of attention by recomputation (Dao et al. 2022, algorithm 4), with p = e^(score − log_sum):
//   d_v = Σ over queries p d_out      ds = scale · p (d_out · v − d_out · out)      d_k = Σ over queries ds q
// The mirror image of attention_backward_queries.wgsl. No atomic addition is needed.

const owns_queries = false;

@group(0) @binding(7) var<storage, read_write> d_k: array<f32>;
@group(0) @binding(8) var<storage, read_write> d_v: array<f32>;

@compute @workgroup_size(lanes, rows)
fn attention_backward_keys(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u,
                           @builtin(local_invocation_index) thread: u32) {
  let lane = local.x;
  let head = workgroup.y;
  let first_row = workgroup.x * rows;
  let key = first_row + local.y;
  let depth_groups = (shape.depth + 3) / 4;
  let value_groups = (shape.value_depth + 3) / 4;
  // Causal: the queries before the first key of the workgroup see none of its keys.
  let first_seeing = select(0u, first_row / lanes * lanes, shape.causal != 0);

  load_own(thread, head, first_row);
  var sum_k: array<vec4f, shares>;
  var sum_v: array<vec4f, shares>;
  for (var first_query = first_seeing; first_query < shape.queries; first_query += lanes) {
    load_visited(thread, head, first_query);
    workgroupBarrier();
    find_factor(head, first_query + lane, key, local.y, lane);
    workgroupBarrier();
    for (var j = 0u; j < lanes; j++) {
      let factor = factors[local.y * lanes + j];
      if (factor.x < 0) { continue; }
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < value_groups) { sum_v[i] += factor.x * visited[j * stride + g].for_weight; }
        if (g < depth_groups) { sum_k[i] += factor.y * visited[j * stride + g].for_score; }
      }
    }
    workgroupBarrier();
  }

  if (key >= shape.keys) { return; }
  let k_start = row_start(head, key, shape.keys, shape.depth);
  let v_start = row_start(head, key, shape.keys, shape.value_depth);
  for (var i = 0u; i < shares; i++) {
    let column = 4 * (lane + i * lanes);
    for (var e = 0u; e < 4; e++) {
      if (column + e < shape.depth) { d_k[k_start + column + e] = sum_k[i][e]; }
      if (column + e < shape.value_depth) { d_v[v_start + column + e] = sum_v[i][e]; }
    }
  }
}
