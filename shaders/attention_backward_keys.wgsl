//#include attention mask nan
// d_k and d_v of attention by recomputation (Dao et al. 2022, algorithm 4), with p = safe_exp(score − log_sum):
//   d_v = Σ over queries p d_out      ds = scale · p (d_out · v − d_out · out)      d_k = Σ over queries ds q
// The mirror image of attention_backward_queries.wgsl: a workgroup owns `rows` keys, a team of `lanes` threads
// each, and queries are visited in tiles of `lanes`. No atomic addition is needed.

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
@group(0) @binding(7) var<storage, read_write> d_k: array<f32>;
@group(0) @binding(8) var<storage, read_write> d_v: array<f32>;

var<workgroup> k_tile: array<vec4f, rows * stride>;
var<workgroup> v_tile: array<vec4f, rows * stride>;
var<workgroup> q_tile: array<vec4f, lanes * stride>;
var<workgroup> d_out_tile: array<vec4f, lanes * stride>;
var<workgroup> factors: array<vec2f, rows * lanes>;  // (p, ds); p is −1 where the query does not see the key

fn load_keys(thread: u32, head: u32, first: u32) {
  let groups_used = (max(shape.depth, shape.value_depth) + 3) / 4;
  for (var i = thread; i < rows * groups_used; i += lanes * rows) {
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

fn load_queries(thread: u32, head: u32, first: u32) {
  let groups_used = (max(shape.depth, shape.value_depth) + 3) / 4;
  for (var i = thread; i < lanes * groups_used; i += lanes * rows) {
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
  let first_visited = select(0u, first_row / lanes * lanes, shape.causal != 0);

  load_keys(thread, head, first_row);
  var sum_k: array<vec4f, shares>;
  var sum_v: array<vec4f, shares>;
  for (var first_query = first_visited; first_query < shape.queries; first_query += lanes) {
    load_queries(thread, head, first_query);
    workgroupBarrier();

    let query = first_query + lane;
    let added = mask_at(head, query, key);
    var factor = vec2f(-1, 0);
    if (added >= hidden_below) {
      let of_query = of_queries[head * shape.queries + query];
      var score = 0.0;
      var d_weight = 0.0;
      for (var g = 0u; g < depth_groups; g++) { score += dot(k_tile[local.y * stride + g], q_tile[lane * stride + g]); }
      for (var g = 0u; g < value_groups; g++) { d_weight += dot(v_tile[local.y * stride + g], d_out_tile[lane * stride + g]); }
      let weight = safe_exp(score * shape.scale + added - of_query.x);
      factor = vec2f(weight, shape.scale * weight * (d_weight - of_query.y));
    }
    factors[local.y * lanes + lane] = factor;
    workgroupBarrier();

    for (var j = 0u; j < lanes; j++) {
      let both = factors[local.y * lanes + j];
      if (both.x < 0) { continue; }
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < value_groups) { sum_v[i] += both.x * d_out_tile[j * stride + g]; }
        if (g < depth_groups) { sum_k[i] += both.y * q_tile[j * stride + g]; }
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
