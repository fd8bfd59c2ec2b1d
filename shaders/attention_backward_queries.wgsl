//#include attention mask nan
// d_q of attention by recomputation (Dao et al. 2022, algorithm 4), with p = safe_exp(score − log_sum):
//   ds = scale · p (d_out · v − d_out · out)      d_q = Σ over keys ds k
// A workgroup owns `rows` queries, a team of `lanes` threads each; keys and values are visited in tiles of
// `lanes`. A thread computes ds of one key, then its share of d_q, as in attention.wgsl.

override lanes: u32 = 16;
override rows: u32 = 8;
override groups: u32 = 16;
const shares = 4u;
override stride = groups + 1;

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read> mask: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<f32>;
@group(0) @binding(6) var<storage, read> of_queries: array<vec2f>;  // (log_sum, d_out · out), by attention_rows
@group(0) @binding(7) var<storage, read_write> d_q: array<f32>;

var<workgroup> q_tile: array<vec4f, rows * stride>;
var<workgroup> d_out_tile: array<vec4f, rows * stride>;
var<workgroup> k_tile: array<vec4f, lanes * stride>;
var<workgroup> v_tile: array<vec4f, lanes * stride>;
var<workgroup> d_scores: array<f32, rows * lanes>;
var<workgroup> seen: array<u32, rows * lanes>;

fn load_queries(thread: u32, head: u32, first: u32) {
  let groups_used = (max(shape.depth, shape.value_depth) + 3) / 4;
  for (var i = thread; i < rows * groups_used; i += lanes * rows) {
    let row = first + i / groups_used;
    let column = 4 * (i % groups_used);
    var one = vec4f();
    var other = vec4f();
    if (row < shape.queries) {
      let q_start = row_start(head, row, shape.queries, shape.depth);
      let d_start = row_start(head, row, shape.queries, shape.value_depth);
      for (var e = 0u; e < 4; e++) {
        if (column + e < shape.depth) { one[e] = q[q_start + column + e]; }
        if (column + e < shape.value_depth) { other[e] = d_out[d_start + column + e]; }
      }
    }
    let place = (i / groups_used) * stride + i % groups_used;
    q_tile[place] = one;
    d_out_tile[place] = other;
  }
}

fn load_keys(thread: u32, head: u32, first: u32) {
  let groups_used = (max(shape.depth, shape.value_depth) + 3) / 4;
  for (var i = thread; i < lanes * groups_used; i += lanes * rows) {
    let row = first + i / groups_used;
    let column = 4 * (i % groups_used);
    var one = vec4f();
    var other = vec4f();
    if (row < shape.keys) {
      let k_start = row_start(head, row, shape.keys, shape.depth);
      let v_start = row_start(head, row, shape.keys, shape.value_depth);
      for (var e = 0u; e < 4; e++) {
        if (column + e < shape.depth) { one[e] = k[k_start + column + e]; }
        if (column + e < shape.value_depth) { other[e] = v[v_start + column + e]; }
      }
    }
    let place = (i / groups_used) * stride + i % groups_used;
    k_tile[place] = one;
    v_tile[place] = other;
  }
}

@compute @workgroup_size(lanes, rows)
fn attention_backward_queries(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u,
                              @builtin(local_invocation_index) thread: u32) {
  let lane = local.x;
  let head = workgroup.y;
  let first_row = workgroup.x * rows;
  let row = first_row + local.y;
  let depth_groups = (shape.depth + 3) / 4;
  let value_groups = (shape.value_depth + 3) / 4;
  let visited = select(shape.keys, min(shape.keys, first_row + rows), shape.causal != 0);
  let of_query = of_queries[head * shape.queries + min(row, shape.queries - 1)];

  load_queries(thread, head, first_row);
  var sum: array<vec4f, shares>;
  for (var first_key = 0u; first_key < visited; first_key += lanes) {
    load_keys(thread, head, first_key);
    workgroupBarrier();

    let added = mask_at(head, row, first_key + lane);
    let sees = added >= hidden_below;
    var d_score = 0.0;
    if (sees) {
      var score = 0.0;
      var d_weight = 0.0;
      for (var g = 0u; g < depth_groups; g++) { score += dot(q_tile[local.y * stride + g], k_tile[lane * stride + g]); }
      for (var g = 0u; g < value_groups; g++) { d_weight += dot(d_out_tile[local.y * stride + g], v_tile[lane * stride + g]); }
      d_score = shape.scale * safe_exp(score * shape.scale + added - of_query.x) * (d_weight - of_query.y);
    }
    d_scores[local.y * lanes + lane] = d_score;
    seen[local.y * lanes + lane] = u32(sees);
    workgroupBarrier();

    for (var j = 0u; j < lanes; j++) {
      if (seen[local.y * lanes + j] == 0) { continue; }
      let factor = d_scores[local.y * lanes + j];
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < depth_groups) { sum[i] += factor * k_tile[j * stride + g]; }
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
