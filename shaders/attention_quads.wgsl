enable subgroups;
//#include attention blocks mask nan quad
// The same as attention.wgsl for devices with subgroups, without workgroup storage and barriers: a thread owns 4
// queries and keeps their maxima, sums and outputs in registers. Of each 4 keys or values a thread reads one, and has
// the others from the other three of its quad: all threads of a workgroup look at the same keys.
// A value behind the mask counts 0 times: keep it finite.

override threads: u32 = 8;  // per workgroup: a multiple of 4
override blocks: u32 = 4;   // of 16 columns of the output that a thread owns, 1 … 4: wider ones are shared out

@group(0) @binding(0) var<uniform> shape: Shape;
// Stored is f32 or f16: the program that is made of this says which.
@group(0) @binding(1) var<storage, read> q: array<Stored>;
@group(0) @binding(2) var<storage, read> k: array<Stored>;
@group(0) @binding(3) var<storage, read> v: array<Stored>;
@group(0) @binding(4) var<storage, read> mask: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read_write> log_sum: array<f32>;

var<private> scores: array<mat4x4f, 4>;  // of 16 keys: column i of matrix b holds keys 4b … 4b + 3 with query i
var<private> sums: array<mat4x4f, 16>;   // column i of matrix g: Σ weight · columns 4g … 4g + 3 of the values, query i

fn four_of_q(at: u32) -> vec4f { return vec4f(vec4<Stored>(q[at], q[at + 1], q[at + 2], q[at + 3])); }
fn four_of_k(at: u32) -> vec4f { return vec4f(vec4<Stored>(k[at], k[at + 1], k[at + 2], k[at + 3])); }
fn one_of_q(at: vec4u) -> vec4f { return vec4f(vec4<Stored>(q[at.x], q[at.y], q[at.z], q[at.w])); }
fn one_of_k(at: vec4u) -> vec4f { return vec4f(vec4<Stored>(k[at.x], k[at.y], k[at.z], k[at.w])); }
fn four_of_v(at: vec4u) -> vec4f { return vec4f(vec4<Stored>(v[at.x], v[at.y], v[at.z], v[at.w])); }

// queries: where the thread's own ones are; keys: of each block of 4, the one that this thread reads.
fn find_scores(queries: vec4u, keys: vec4u) {
  var s0 = mat4x4f();
  var s1 = mat4x4f();
  var s2 = mat4x4f();
  var s3 = mat4x4f();
  var d = 0u;
  for (; d + 4 <= shape.depth; d += 4) {
    let own = mat4x4f(four_of_q(queries.x + d), four_of_q(queries.y + d), four_of_q(queries.z + d), four_of_q(queries.w + d));
    s0 += transpose(of_quad(four_of_k(keys.x + d))) * own;
    s1 += transpose(of_quad(four_of_k(keys.y + d))) * own;
    s2 += transpose(of_quad(four_of_k(keys.z + d))) * own;
    s3 += transpose(of_quad(four_of_k(keys.w + d))) * own;
  }
  for (; d < shape.depth; d++) {
    let own = one_of_q(queries + d);
    let by_block = transpose(of_quad(one_of_k(keys + d)));
    s0 += outer_product(by_block[0], own);
    s1 += outer_product(by_block[1], own);
    s2 += outer_product(by_block[2], own);
    s3 += outer_product(by_block[3], own);
  }
  scores = array(shape.scale * s0, shape.scale * s1, shape.scale * s2, shape.scale * s3);
}

fn hide_scores(head: u32, row: u32, first_key: u32) {
  for (var i = 0u; i < 64; i++) {
    let added = mask_at(head, row + i % 4, first_key + i / 4);
    let score = scores[i / 16][i % 4][i / 4 % 4];
    scores[i / 16][i % 4][i / 4 % 4] = select(score + added, lowest, added < hidden_below);
  }
}

fn largest_of(scores: vec4f) -> f32 { return max(max(scores.x, scores.y), max(scores.z, scores.w)); }

fn weights_of(scores: vec4f, maximum: f32) -> vec4f {
  let weights = vec4f(safe_exp(scores.x - maximum), safe_exp(scores.y - maximum), safe_exp(scores.z - maximum),
                      safe_exp(scores.w - maximum));
  return select(weights, vec4f(), scores < vec4f(hidden_below));
}

// Columns 16·block … of the sums, for 4 keys. row: of the values, the one that this thread reads.
fn add_values(block: u32, row: u32, first_column: u32, weights: mat4x4f) {
  let last = vec4u(shape.value_depth - 1);
  let column = first_column + 16 * block + counted;
  sums[4 * block] += of_quad(four_of_v(row + min(column, last))) * weights;
  sums[4 * block + 1] += of_quad(four_of_v(row + min(column + 4, last))) * weights;
  sums[4 * block + 2] += of_quad(four_of_v(row + min(column + 8, last))) * weights;
  sums[4 * block + 3] += of_quad(four_of_v(row + min(column + 12, last))) * weights;
}

@compute @workgroup_size(threads)
fn attention_quads(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32,
                   @builtin(subgroup_invocation_id) place: u32) {
  let head = workgroup.y;
  let first_row = workgroup.x * 4 * threads;
  let row = first_row + 4 * thread;
  let first_column = workgroup.z * 16 * blocks;
  let queries = row_start(head, 0, shape.queries, shape.depth) +
                min(row + counted, vec4u(shape.queries - 1)) * row_step(shape.depth);
  let k_start = row_start(head, 0, shape.keys, shape.depth);
  let v_start = row_start(head, 0, shape.keys, shape.value_depth);
  // Keys that the last query of the workgroup may look at, and those that all of its queries do.
  let visited = select(shape.keys, min(shape.keys, first_row + 4 * threads), shape.causal != 0);
  let unmasked = select(shape.keys, min(shape.keys, first_row + 1), shape.causal != 0);

  var maximum = vec4f(lowest);  // of query 0 … 3
  var sum = vec4f();
  for (var first_key = 0u; first_key < visited; first_key += 16) {
    let keys = min(first_key + place % 4 + 4 * counted, vec4u(shape.keys - 1));
    find_scores(queries, k_start + keys * row_step(shape.depth));
    if (shape.masked != 0 || first_key + 16 > unmasked) { hide_scores(head, row, first_key); }

    var largest = maximum;
    for (var b = 0u; b < 4; b++) {
      let block = scores[b];
      largest = max(largest, vec4f(largest_of(block[0]), largest_of(block[1]), largest_of(block[2]), largest_of(block[3])));
    }
    let shrink = exp(maximum - largest);
    if (any(largest > maximum)) {
      for (var g = 0u; g < 4 * blocks; g++) { sums[g] = scaled(sums[g], shrink); }
    }
    maximum = largest;
    sum *= shrink;
    for (var b = 0u; b < 4; b++) {
      let block = scores[b];
      let weights = mat4x4f(weights_of(block[0], maximum.x), weights_of(block[1], maximum.y),
                            weights_of(block[2], maximum.z), weights_of(block[3], maximum.w));
      sum += vec4f(1) * weights;
      let value = v_start + min(first_key + 4 * b + place % 4, shape.keys - 1) * row_step(shape.value_depth);
      add_values(0, value, first_column, weights);
      if (blocks > 1) { add_values(1, value, first_column, weights); }
      if (blocks > 2) { add_values(2, value, first_column, weights); }
      if (blocks > 3) { add_values(3, value, first_column, weights); }
    }
  }

  for (var i = 0u; i < min(4, shape.queries - min(row, shape.queries)); i++) {
    let sees_none = maximum[i] < hidden_below && sum[i] == 0;
    if (workgroup.z == 0) {
      // The logarithm of NaN need not be NaN.
      let visible_sum = select(maximum[i] + log(sum[i]), sum[i], is_nan(sum[i]));
      log_sum[head * shape.queries + row + i] = select(visible_sum, lowest, sees_none);
    }
    let start = row_start(head, row + i, shape.queries, shape.value_depth) + first_column;
    for (var column = 0u; column < min(16 * blocks, shape.value_depth - first_column); column++) {
      out[start + column] = select(sums[column / 4][i][column % 4] / sum[i], 0, sees_none);
    }
  }
}
