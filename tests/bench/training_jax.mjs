// The training steps in jax-js, as torch_step.py has them, each [name, async step]. The whole step, Adam included, is
// one jit function. jax-js counts references: what is used again is passed as `.ref`.

const kRate = 1e-3, kBeta1 = 0.9, kBeta2 = 0.999, kEpsilon = 1e-8;

/** loss(weights, inputs) → scalar; weights and inputs are lists of arrays. */
function training(jax, name, weights, inputs, loss) {
  const {numpy: np} = jax;
  const step = jax.jit((weights, first, second, scale1, scale2, inputs) => {
    const gradients = jax.grad((all) => loss(all, inputs))(weights.map((w) => w.ref));
    const next = {weights: [], first: [], second: []};
    gradients.forEach((g, i) => {
      const m = first[i].mul(kBeta1).add(g.ref.mul(1 - kBeta1));
      const v = second[i].mul(kBeta2).add(g.ref.mul(g).mul(1 - kBeta2));
      const change = m.ref.mul(scale1.ref).div(np.sqrt(v.ref.mul(scale2.ref)).add(kEpsilon));
      next.weights.push(weights[i].sub(change.mul(kRate)));
      next.first.push(m);
      next.second.push(v);
    });
    scale1.dispose();
    scale2.dispose();
    return next;
  });
  const zeros = () => weights.map((w) => np.zeros(w.shape));
  let state = {weights, first: zeros(), second: zeros()}, count = 0;
  return [`step, ${name}, Adam`, async () => {
    count++;
    const scales = [1 / (1 - kBeta1 ** count), 1 / (1 - kBeta2 ** count)].map((scale) => np.array(scale));
    state = step(state.weights, state.first, state.second, ...scales, inputs.map((x) => x.ref));
    await jax.blockUntilReady(state.weights);
  }];
}

const random = (count, seed) => {
  let state = seed;
  return Float32Array.from({length: count}, () => (state = (state * 16807) % 2147483647) / 1073741823.5 - 1);
};
const uniform = (jax, shape, reach, seed) =>
  jax.numpy.array(random(shape.reduce((a, b) => a * b, 1), seed)).mul(reach).reshape(shape);
const glorot = (jax, rows, columns, seed) => uniform(jax, [rows, columns], Math.sqrt(6 / (rows + columns)), seed);

function oneHot(jax, batch, classes) {
  const values = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) values[i * classes + (i % classes)] = 1;
  return jax.numpy.array(values).reshape([batch, classes]);
}

const crossEntropy = (jax, logits, targets) => jax.nn.logSoftmax(logits).mul(targets).sum().mul(-1 / logits.shape[0]);

function mlp(jax, name, sizes, batch, activate) {
  const {numpy: np} = jax, weights = [];
  for (let i = 0; i + 1 < sizes.length; i++) weights.push(glorot(jax, sizes[i], sizes[i + 1], i + 1), np.zeros([sizes[i + 1]]));
  const inputs = [uniform(jax, [batch, sizes[0]], 1, 9), oneHot(jax, batch, sizes.at(-1))];
  return training(jax, name, weights, inputs, (all, [x, targets]) => {
    let signal = x.ref;
    for (let i = 0; i < all.length; i += 2) {
      signal = np.matmul(signal, all[i]).add(all[i + 1]);
      if (i + 2 < all.length) signal = activate(signal);
    }
    return crossEntropy(jax, signal, targets.ref);
  });
}

function lstm(jax, name, {batch, length, features, hidden, classes}) {
  const {numpy: np, nn} = jax;
  const weights = [glorot(jax, features, 4 * hidden, 1), glorot(jax, hidden, 4 * hidden, 2), np.zeros([4 * hidden]),
    glorot(jax, hidden, classes, 3), np.zeros([classes])];
  const inputs = [oneHot(jax, batch, classes)];
  for (let t = 0; t < length; t++) inputs.push(uniform(jax, [batch, features], 1, 10 + t));
  return training(jax, name, weights, inputs, ([input, inner, bias, head, headBias], [targets, ...steps]) => {
    let h = np.zeros([batch, hidden]), c = np.zeros([batch, hidden]);
    for (const x of steps) {
      const gates = np.matmul(x.ref, input.ref).add(np.matmul(h, inner.ref)).add(bias.ref);
      const [i, f, g, o] = np.split(gates, 4, 1);
      c = nn.sigmoid(f).mul(c).add(nn.sigmoid(i).mul(np.tanh(g)));
      h = nn.sigmoid(o).mul(np.tanh(c.ref));
    }
    for (const used of [input, inner, bias, c]) used.dispose();
    return crossEntropy(jax, np.matmul(h, head).add(headBias), targets.ref);
  });
}

export const jaxSteps = (jax) => [
  mlp(jax, 'MLP 2-16-16-2, batch 128', [2, 16, 16, 2], 128, jax.numpy.tanh),
  mlp(jax, 'MLP 784-128-10, batch 64', [784, 128, 10], 64, jax.nn.relu),
  lstm(jax, 'LSTM 32-64, T 20, batch 32', {batch: 32, length: 20, features: 32, hidden: 64, classes: 10}),
];
