//#include activation nan
// y = f(a, b), element by element. For a function of one argument any array may be bound as b.

struct Shape {
  count: u32,
  operation: u32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<f32>;

fn value(one: f32, other: f32) -> f32 {
  switch (shape.operation) {
    case 0: { return one + other; }
    case 1: { return one * other; }
    case 2: { return relu(one); }
    case 3: { return select(0, one, other > 0 || is_nan(other)); }  // derivative: a is d_y, b is x
    case 4: { return gelu(one); }
    default: { return one * gelu_slope(other); }
  }
}

@compute @workgroup_size(64)
fn elementwise(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
               @builtin(local_invocation_index) thread: u32) {
  let i = (group.x + group.y * groups.x) * 64 + thread;
  if (i < shape.count) { y[i] = value(a[i], b[i]); }
}
