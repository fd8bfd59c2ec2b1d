// What the two backward kernels of attention have in common: one owns queries and visits keys, the other the other
// way round, as the shader's `owns_queries` says. A workgroup owns `rows` of them, a team of `lanes` threads each, and
// visits the others in tiles of `lanes`.

override lanes: u32 = 16;
override rows: u32 = 8;
override groups: u32 = 16;  // of 4, that hold the longest vector
const shares = 4u;          // groups of 4 of a result per thread: needs lanes · shares ≥ groups
override stride = groups + 1;

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> q: array<f32>;
@group(0) @binding(2) var<storage, read> k: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read> mask: array<f32>;
@group(0) @binding(5) var<storage, read> d_out: array<f32>;
@group(0) @binding(6) var<storage, read> of_queries: array<vec2f>;  // (log_sum, d_out · out), by attention_rows

// Of a query q and d_out, of a key k and v: the first two give the score, the others the weight's derivative.
struct Pair {
  for_score: vec4f,
  for_weight: vec4f,
}
var<workgroup> own: array<Pair, rows * stride>;
var<workgroup> visited: array<Pair, lanes * stride>;
var<workgroup> factors: array<vec2f, rows * lanes>;  // (p, ds); p is −1 where the query does not see the key

fn groups_used() -> u32 { return (max(shape.depth, shape.value_depth) + 3) / 4; }

// 4 columns of a query's or a key's vectors; zeros outside.
fn pair_at(is_query: bool, head: u32, row: u32, column: u32) -> Pair {
  var pair = Pair();
  let length = select(shape.keys, shape.queries, is_query);
  if (row >= length) { return pair; }
  let score_start = row_start(head, row, length, shape.depth) + column;
  let weight_start = row_start(head, row, length, shape.value_depth) + column;
  for (var e = 0u; e < 4; e++) {
    if (column + e < shape.depth) {
      if (is_query) { pair.for_score[e] = q[score_start + e]; } else { pair.for_score[e] = k[score_start + e]; }
    }
    if (column + e < shape.value_depth) {
      if (is_query) { pair.for_weight[e] = d_out[weight_start + e]; } else { pair.for_weight[e] = v[weight_start + e]; }
    }
  }
  return pair;
}

fn load_own(thread: u32, head: u32, first: u32) {
  for (var i = thread; i < rows * groups_used(); i += lanes * rows) {
    let row = i / groups_used();
    let group = i % groups_used();
    own[row * stride + group] = pair_at(owns_queries, head, first + row, 4 * group);
  }
}

fn load_visited(thread: u32, head: u32, first: u32) {
  for (var i = thread; i < lanes * groups_used(); i += lanes * rows) {
    let row = i / groups_used();
    let group = i % groups_used();
    visited[row * stride + group] = pair_at(!owns_queries, head, first + row, 4 * group);
  }
}

// (p, ds) of the pair of own row and lane, with p = safe_exp(score − log_sum), ds = scale · p (d_out · v − d_out · out).
fn find_factor(head: u32, query: u32, key: u32, row: u32, lane: u32) {
  let added = mask_at(head, query, key);
  var factor = vec2f(-1, 0);
  if (added >= hidden_below) {
    let of_query = of_queries[head * shape.queries + query];
    var score = 0.0;
    var d_weight = 0.0;
    for (var g = 0u; g < groups_used(); g++) {
      score += dot(own[row * stride + g].for_score, visited[lane * stride + g].for_score);
      d_weight += dot(own[row * stride + g].for_weight, visited[lane * stride + g].for_weight);
    }
    let weight = safe_exp(score * shape.scale + added - of_query.x);
    factor = vec2f(weight, shape.scale * weight * (d_weight - of_query.y));
  }
  factors[row * lanes + lane] = factor;
}
