// One workgroup of 64 threads per row. Every thread gets the sum; all of them must call it.
var<workgroup> partial: array<f32, 64>;

fn sum_of_all(thread: u32, value: f32) -> f32 {
  partial[thread] = value;
  for (var half = 32u; half > 0; half /= 2) {
    workgroupBarrier();
    if (thread < half) { partial[thread] += partial[thread + half]; }
  }
  let sum = workgroupUniformLoad(&partial[0]);
  return sum;
}
