//#include attention mask nan
// out = softmax(scale · q kᵀ + mask) v  (Vaswani et al. 2017, section 3.2.1), for each example and head:
//   q: (queries, depth)   k: (keys, depth)   v: (keys, value_depth)   out: (queries, value_depth)
//   log_sum: (examples · heads, queries) receives log Σ e^score, which the backward kernels start from
// The n×n scores are never stored: keys are visited in tiles, and each query keeps a running maximum m, a
// running sum s = Σ safe_exp(score − m) and a weighted sum of values, rescaled by exp(m_old − m_new) whenever the
// maximum grows (Milakov & Gimelshein 2018; Dao et al. 2022, algorithm 1). A query that sees no key gives zeros.
//
// A workgroup owns `rows` queries; a team of `lanes` threads works on each. Per tile of `lanes` keys a thread
// computes one score, then its share of the output: every lanes-th group of 4 values, kept in registers.

override lanes: u32 = 16;  // threads per query = keys per tile
override rows: u32 = 16;   // queries per workgroup
override groups: u32 = 16; // groups of 4 that hold the longest vector: 4·groups ≥ depth and value_depth
const shares = 4u;         // groups of 4 outputs per thread: needs lanes · shares ≥ groups
override stride = groups + 1;  // one more than needed, so that lanes do not all hit the same memory bank

@group(0) @binding(0) var<uniform> shape: Shape;
// Stored is f32 or f16: the program that is made of this says which.
@group(0) @binding(1) var<storage, read> q: array<Stored>;
@group(0) @binding(2) var<storage, read> k: array<Stored>;
@group(0) @binding(3) var<storage, read> v: array<Stored>;
@group(0) @binding(4) var<storage, read> mask: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read_write> log_sum: array<f32>;

var<workgroup> q_tile: array<vec4f, rows * stride>;
var<workgroup> tile: array<vec4f, lanes * stride>;  // keys first, then the values of the same keys
var<workgroup> scores: array<f32, rows * lanes>;    // then weights; −1 where the key is hidden

fn group_of_q(head: u32, row: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row >= shape.queries) { return group; }
  let start = row_start(head, row, shape.queries, shape.depth) + column;
  for (var i = 0u; i < min(4, shape.depth - column); i++) { group[i] = f32(q[start + i]); }
  return group;
}

fn group_of_k(head: u32, row: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row >= shape.keys) { return group; }
  let start = row_start(head, row, shape.keys, shape.depth) + column;
  for (var i = 0u; i < min(4, shape.depth - column); i++) { group[i] = f32(k[start + i]); }
  return group;
}

fn group_of_v(head: u32, row: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row >= shape.keys) { return group; }
  let start = row_start(head, row, shape.keys, shape.value_depth) + column;
  for (var i = 0u; i < min(4, shape.value_depth - column); i++) { group[i] = f32(v[start + i]); }
  return group;
}

@compute @workgroup_size(lanes, rows)
fn attention(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u,
             @builtin(local_invocation_index) thread: u32) {
  let lane = local.x;
  let head = workgroup.y;
  let first_row = workgroup.x * rows;
  let row = first_row + local.y;
  let depth_groups = (shape.depth + 3) / 4;
  let value_groups = (shape.value_depth + 3) / 4;
  // Keys that the last query of the workgroup may look at.
  let visited = select(shape.keys, min(shape.keys, first_row + rows), shape.causal != 0);

  for (var i = thread; i < rows * depth_groups; i += lanes * rows) {
    let r = i / depth_groups;
    let g = i % depth_groups;
    q_tile[r * stride + g] = group_of_q(head, first_row + r, 4 * g);
  }

  var maximum = lowest;
  var sum = 0.0;
  var weighted: array<vec4f, shares>;
  for (var first_key = 0u; first_key < visited; first_key += lanes) {
    for (var i = thread; i < lanes * depth_groups; i += lanes * rows) {
      let key = i / depth_groups;
      let g = i % depth_groups;
      tile[key * stride + g] = group_of_k(head, first_key + key, 4 * g);
    }
    workgroupBarrier();

    let added = mask_at(head, row, first_key + lane);
    let hidden = added < hidden_below;
    var score = lowest;
    if (!hidden) {
      score = 0;
      for (var g = 0u; g < depth_groups; g++) { score += dot(q_tile[local.y * stride + g], tile[lane * stride + g]); }
      score = score * shape.scale + added;
    }
    scores[local.y * lanes + lane] = score;
    workgroupBarrier();

    // The keys have been used: the values take their place.
    for (var i = thread; i < lanes * value_groups; i += lanes * rows) {
      let key = i / value_groups;
      let g = i % value_groups;
      tile[key * stride + g] = group_of_v(head, first_key + key, 4 * g);
    }
    let old_maximum = maximum;
    for (var j = 0u; j < lanes; j++) { maximum = max(maximum, scores[local.y * lanes + j]); }
    workgroupBarrier();

    scores[local.y * lanes + lane] = select(safe_exp(score - maximum), -1, hidden);
    workgroupBarrier();

    let shrink = exp(old_maximum - maximum);
    sum *= shrink;
    for (var i = 0u; i < shares; i++) { weighted[i] *= shrink; }
    for (var j = 0u; j < lanes; j++) {
      let weight = scores[local.y * lanes + j];
      // Hidden keys are left out rather than given weight 0, so that a NaN behind the mask stays there.
      if (weight < 0) { continue; }
      sum += weight;
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < value_groups) { weighted[i] += weight * tile[j * stride + g]; }
      }
    }
    workgroupBarrier();
  }

  if (row >= shape.queries) { return; }
  let sees_none = maximum < hidden_below && sum == 0;
  if (lane == 0) {
    // The logarithm of NaN need not be NaN.
    let visible_sum = select(maximum + log(sum), sum, is_nan(sum));
    log_sum[head * shape.queries + row] = select(visible_sum, lowest, sees_none);
  }
  let start = row_start(head, row, shape.queries, shape.value_depth);
  for (var i = 0u; i < shares; i++) {
    let column = 4 * (lane + i * lanes);
    for (var e = 0u; e < 4; e++) {
      if (column + e < shape.value_depth) { out[start + column + e] = select(weighted[i][e] / sum, 0, sees_none); }
    }
  }
}
