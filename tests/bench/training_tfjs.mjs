// The training steps in TensorFlow.js on its wasm backend, as torch_step.py has them, each [name, step].

const glorot = (tf, rows, columns) =>
  tf.variable(tf.mul(tf.randomUniform([rows, columns], -1, 1), Math.sqrt(6 / (rows + columns))));
const zeros = (tf, size) => tf.variable(tf.zeros([size]));

function training(tf, name, weights, loss) {
  const optimizer = tf.train.adam(1e-3);
  return [`step, ${name}, Adam`, () => optimizer.minimize(loss, false, weights)];
}

function mlp(tf, name, sizes, batch, activate) {
  const weights = [], biases = [];
  for (let i = 0; i + 1 < sizes.length; i++) {
    weights.push(glorot(tf, sizes[i], sizes[i + 1]));
    biases.push(zeros(tf, sizes[i + 1]));
  }
  const x = tf.randomUniform([batch, sizes[0]], -1, 1);
  const targets = oneHot(tf, batch, sizes.at(-1));
  return training(tf, name, [...weights, ...biases], () => {
    const logits = weights.reduce((signal, weight, i) => {
      const z = tf.add(tf.matMul(signal, weight), biases[i]);
      return i + 1 < weights.length ? activate(z) : z;
    }, x);
    return crossEntropy(tf, targets, logits);
  });
}

function oneHot(tf, batch, classes) {
  const labels = Int32Array.from({length: batch}, (_, i) => i % classes);
  return tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32');
}

const crossEntropy = (tf, targets, logits) => tf.losses.softmaxCrossEntropy(targets, logits);

function lstm(tf, name, {batch, length, features, hidden, classes}) {
  const input = glorot(tf, features, 4 * hidden), inner = glorot(tf, hidden, 4 * hidden), bias = zeros(tf, 4 * hidden);
  const head = glorot(tf, hidden, classes), headBias = zeros(tf, classes);
  const steps = Array.from({length}, () => tf.randomNormal([batch, features]));
  const targets = oneHot(tf, batch, classes);
  const zero = tf.zeros([batch, hidden]);
  return training(tf, name, [input, inner, bias, head, headBias], () => {
    let h = zero, c = zero;
    for (const x of steps) {
      const gates = tf.add(tf.add(tf.matMul(x, input), tf.matMul(h, inner)), bias);
      const [i, f, g, o] = tf.split(gates, 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    }
    return crossEntropy(tf, targets, tf.add(tf.matMul(h, head), headBias));
  });
}

function cnn(tf, name, batch) {
  const kernel = (inputs, outputs) => tf.variable(tf.randomNormal([3, 3, inputs, outputs], 0, Math.sqrt(2 / (9 * inputs))));
  const first = kernel(1, 16), second = kernel(16, 32), biases = [zeros(tf, 16), zeros(tf, 32), zeros(tf, 10)];
  const head = glorot(tf, 32 * 49, 10);
  const x = tf.randomUniform([batch, 28, 28, 1]), targets = oneHot(tf, batch, 10);
  const stage = (signal, filter, bias) => tf.maxPool(tf.relu(tf.add(tf.conv2d(signal, filter, 1, 'same'), bias)), 2, 2, 'valid');
  return training(tf, name, [first, second, head, ...biases], () => {
    const signal = stage(stage(x, first, biases[0]), second, biases[1]);
    return crossEntropy(tf, targets, tf.add(tf.matMul(tf.reshape(signal, [batch, -1]), head), biases[2]));
  });
}

export const tfjsSteps = (tf) => [
  mlp(tf, 'MLP 2-16-16-2, batch 128', [2, 16, 16, 2], 128, tf.tanh),
  mlp(tf, 'MLP 784-128-10, batch 64', [784, 128, 10], 64, tf.relu),
  cnn(tf, 'CNN conv16-pool-conv32-pool-fc, 28x28, batch 32', 32),
  lstm(tf, 'LSTM 32-64, T 20, batch 32', {batch: 32, length: 20, features: 32, hidden: 64, classes: 10}),
];
