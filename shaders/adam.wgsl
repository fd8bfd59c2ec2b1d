// Adam (Kingma & Ba 2015, algorithm 1) and AdamW (Loshchilov & Hutter 2019, algorithm 2):
//   m ← β₁ m + (1 − β₁) g      v ← β₂ v + (1 − β₂) g²      p ← p − α (m / c₁) / (√(v / c₂) + ε)

struct Update {
  count: u32,
  decoupled_decay: u32,  // 0: g ← g + λ p; 1: p ← p − α λ p
  learning_rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction1: f32,  // c₁ = 1 − β₁ᵗ
  correction2: f32,
  weight_decay: f32,  // λ
}

@group(0) @binding(0) var<uniform> update: Update;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> first_moment: array<f32>;
@group(0) @binding(3) var<storage, read_write> second_moment: array<f32>;
@group(0) @binding(4) var<storage, read_write> parameter: array<f32>;

@compute @workgroup_size(64)
fn adam(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) thread: u32) {
  let i = (group.x + group.y * groups.x) * 64 + thread;
  if (i >= update.count) { return; }
  var g = gradient[i];
  var p = parameter[i];
  if (update.decoupled_decay != 0) {
    p -= update.learning_rate * update.weight_decay * p;
  } else {
    g += update.weight_decay * p;
  }
  let m = update.beta1 * first_moment[i] + (1 - update.beta1) * g;
  let v = update.beta2 * second_moment[i] + (1 - update.beta2) * g * g;
  first_moment[i] = m;
  second_moment[i] = v;
  parameter[i] = p - update.learning_rate * (m / update.correction1) / (sqrt(v / update.correction2) + update.epsilon);
}
