// out = softmax(scale · q kᵀ + mask) v  (Vaswani et al. 2017, section 3.2.1), per member of the batch
// (examples × heads):
//   q: (batch, queries, depth)   k: (batch, keys, depth)   v: (batch, keys, value_depth)
//   out: (batch, queries, value_depth)
// The n×n scores are never stored: keys are visited in tiles, and each query keeps a running maximum m, a
// running sum s = Σ exp(score − m) and a weighted sum of values, rescaled by exp(m_old − m_new) whenever the
// maximum grows (Milakov & Gimelshein 2018; Dao et al. 2022, algorithm 1).
//
// A workgroup owns `rows` queries; a team of `lanes` threads works on each. Per tile of `lanes` keys a thread
// computes one score, then its share of the output: every lanes-th group of 4 values, kept in registers.

override lanes: u32 = 16;  // threads per query = keys per tile
override rows: u32 = 16;   // queries per workgroup
override groups: u32 = 16; // groups of 4 that hold the longest vector: 4·groups ≥ depth and value_depth
const shares = 4u;         // groups of 4 outputs per thread: needs lanes · shares ≥ groups
override stride = groups + 1;  // one more than needed, so that lanes do not all hit the same memory bank

const lowest = -3.4028234e38;

struct Shape {
  queries: u32,
  keys: u32,
  depth: u32,
  value_depth: u32,
  causal: u32,  // 1: query i sees keys 0 … i
  scale: f32,
  padding_0: u32,
  padding_1: u32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

var<workgroup> q_tile: array<vec4f, rows * stride>;
var<workgroup> tile: array<vec4f, lanes * stride>;  // keys first, then the values of the same keys
var<workgroup> scores: array<f32, rows * lanes>;

fn group_of_q(row: u32, start: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row < shape.queries) {
    for (var i = 0u; i < min(4, shape.depth - column); i++) { group[i] = q[start + row * shape.depth + column + i]; }
  }
  return group;
}

fn group_of_k(row: u32, start: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row < shape.keys) {
    for (var i = 0u; i < min(4, shape.depth - column); i++) { group[i] = k[start + row * shape.depth + column + i]; }
  }
  return group;
}

fn group_of_v(row: u32, start: u32, column: u32) -> vec4f {
  var group = vec4f();
  if (row < shape.keys) {
    for (var i = 0u; i < min(4, shape.value_depth - column); i++) {
      group[i] = v[start + row * shape.value_depth + column + i];
    }
  }
  return group;
}

@compute @workgroup_size(lanes, rows)
fn attention(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_id) local: vec3u,
             @builtin(local_invocation_index) thread: u32) {
  let lane = local.x;
  let batch = workgroup.y;
  let first_row = workgroup.x * rows;
  let row = first_row + local.y;
  let depth_groups = (shape.depth + 3) / 4;
  let value_groups = (shape.value_depth + 3) / 4;

  // Keys that this query, and that the last query of the workgroup, may look at.
  let visible = select(shape.keys, min(shape.keys, row + 1), shape.causal != 0);
  let visited = select(shape.keys, min(shape.keys, first_row + rows), shape.causal != 0);

  for (var i = thread; i < rows * depth_groups; i += lanes * rows) {
    let r = i / depth_groups;
    let g = i % depth_groups;
    q_tile[r * stride + g] = group_of_q(first_row + r, batch * shape.queries * shape.depth, 4 * g);
  }

  var maximum = lowest;
  var sum = 0.0;
  var weighted: array<vec4f, shares>;
  for (var first_key = 0u; first_key < visited; first_key += lanes) {
    for (var i = thread; i < lanes * depth_groups; i += lanes * rows) {
      let key = i / depth_groups;
      let g = i % depth_groups;
      tile[key * stride + g] = group_of_k(first_key + key, batch * shape.keys * shape.depth, 4 * g);
    }
    workgroupBarrier();

    var score = 0.0;
    for (var g = 0u; g < depth_groups; g++) {
      score += dot(q_tile[local.y * stride + g], tile[lane * stride + g]);
    }
    score *= shape.scale;
    scores[local.y * lanes + lane] = score;
    workgroupBarrier();

    // The keys have been used: the values take their place.
    for (var i = thread; i < lanes * value_groups; i += lanes * rows) {
      let key = i / value_groups;
      let g = i % value_groups;
      tile[key * stride + g] = group_of_v(first_key + key, batch * shape.keys * shape.value_depth, 4 * g);
    }
    // Hidden keys are left out rather than given weight 0, so that a NaN behind the mask stays there.
    let count = min(lanes, max(visible, first_key) - first_key);
    let old_maximum = maximum;
    for (var j = 0u; j < count; j++) { maximum = max(maximum, scores[local.y * lanes + j]); }
    workgroupBarrier();

    scores[local.y * lanes + lane] = exp(score - maximum);
    workgroupBarrier();

    let shrink = exp(old_maximum - maximum);
    sum *= shrink;
    for (var i = 0u; i < shares; i++) { weighted[i] *= shrink; }
    for (var j = 0u; j < count; j++) {
      let weight = scores[local.y * lanes + j];
      sum += weight;
      for (var i = 0u; i < shares; i++) {
        let g = lane + i * lanes;
        if (g < value_groups) { weighted[i] += weight * tile[j * stride + g]; }
      }
    }
    workgroupBarrier();
  }

  if (row >= shape.queries) { return; }
  let start = (batch * shape.queries + row) * shape.value_depth;
  for (var i = 0u; i < shares; i++) {
    let column = 4 * (lane + i * lanes);
    for (var e = 0u; e < 4; e++) {
      if (column + e < shape.value_depth) {
        out[start + column + e] = weighted[i][e] / sum;
      }
    }
  }
}
