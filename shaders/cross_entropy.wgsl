//#include row nan
// Per row of logits x (rows, columns) with one label each:
//   losses = log Σ e^x − x[label]      d_x = scale (softmax(x) − 1 at the label)
// −∞ has probability 0; NaN, +∞ and a row of only −∞ give NaN, as on the CPU. Infinity is never computed with:
// not every device and driver can.

struct Shape {
  rows: u32,
  columns: u32,
  scale: f32,  // 1 / rows for the derivative of the mean
}

const lowest = -3.4028234e38;

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> labels: array<u32>;
@group(0) @binding(3) var<storage, read_write> losses: array<f32>;
@group(0) @binding(4) var<storage, read_write> d_x: array<f32>;

var<workgroup> largest_of: array<f32, 64>;
var<workgroup> faults: array<u32, 64>;  // a NaN or +∞ was met

fn is_minus_infinity(value: f32) -> bool { return bitcast<u32>(value) == 0xff800000u; }
fn is_fault(value: f32) -> bool { return is_nan(value) || bitcast<u32>(value) == 0x7f800000u; }

@compute @workgroup_size(64)
fn cross_entropy(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                 @builtin(local_invocation_index) thread: u32) {
  let row = group.x + group.y * groups.x;
  if (row >= shape.rows) { return; }
  let start = row * shape.columns;
  var largest = lowest;
  var fault = 0u;
  for (var i = thread; i < shape.columns; i += 64) {
    let value = x[start + i];
    if (is_fault(value)) { fault = 1; } else if (!is_minus_infinity(value)) { largest = max(largest, value); }
  }
  largest_of[thread] = largest;
  faults[thread] = fault;
  for (var half = 32u; half > 0; half /= 2) {
    workgroupBarrier();
    if (thread < half) {
      largest_of[thread] = max(largest_of[thread], largest_of[thread + half]);
      faults[thread] |= faults[thread + half];
    }
  }
  let maximum = workgroupUniformLoad(&largest_of[0]);
  var sum = 0.0;
  for (var i = thread; i < shape.columns; i += 64) {
    let value = x[start + i];
    if (!is_minus_infinity(value)) { sum += exp(value - maximum); }
  }
  let total = sum_of_all(thread, sum);
  // A NaN made from bits that the compiler cannot see: the row number.
  let nothing = bitcast<f32>(0x7fc00000u | (row & 1));
  let broken = workgroupUniformLoad(&faults[0]) != 0 || total == 0;
  let label = labels[row];
  for (var i = thread; i < shape.columns; i += 64) {
    let value = x[start + i];
    var probability = 0.0;
    if (!is_minus_infinity(value)) { probability = exp(value - maximum) / total; }
    d_x[start + i] = select(shape.scale * (probability - select(0.0, 1.0, i == label)), nothing, broken);
  }
  if (thread == 0) {
    let value = x[start + label];
    let infinite = bitcast<f32>(0x7f800000u | (row & 0));
    var loss = maximum - value + log(total);
    if (is_minus_infinity(value)) { loss = infinite; }
    losses[row] = select(loss, nothing, broken);
  }
}
