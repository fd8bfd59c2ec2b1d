// The smallest ONNX models of a matrix product and of attention, written as protocol buffer bytes by hand
// (field numbers: onnx.proto of the ONNX standard).

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Uint8Array.from([...bytes, value]);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const number = (field, value) => joined([varint(field << 3), varint(value)]);
const bytes = (field, content) => joined([varint((field << 3) | 2), varint(content.length), content]);
const text = (field, content) => bytes(field, new TextEncoder().encode(content));
const message = (field, ...parts) => bytes(field, joined(parts));

const kFloat = 1;

/** ValueInfoProto of a float tensor. */
const value = (field, name, dims) => message(field, text(1, name),
  message(2, message(1, number(1, kFloat), message(2, ...dims.map((size) => message(1, number(1, size)))))));

/** c = a b for (size, size) matrices; a is the input, b a constant. */
export function matmulModel(size, b) {
  const constant = message(5, number(1, size), number(1, size), number(2, kFloat), text(8, 'b'),
    bytes(9, new Uint8Array(b.buffer)));
  const node = message(1, text(1, 'a'), text(1, 'b'), text(2, 'c'), text(4, 'MatMul'));
  const graph = message(7, node, text(2, 'matmul'), constant, value(11, 'a', [size, size]), value(12, 'c', [size, size]));
  return joined([number(1, 8), message(8, number(2, 13)), graph]);
}

/** out = softmax(q kᵀ / √depth) v, each of `dims`: (heads, length, depth). */
export function attentionModel(dims) {
  const node = (operator, inputs, output, ...attributes) =>
    message(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...attributes);
  const kInteger = 2, kIntegers = 7;
  const turned = message(5, text(1, 'perm'), ...[0, 2, 1].map((axis) => number(8, axis)), number(20, kIntegers));
  const last = message(5, text(1, 'axis'), number(3, 2), number(20, kInteger));
  const scale = message(5, number(2, kFloat), text(8, 'scale'), bytes(9, new Uint8Array(Float32Array.of(1 / Math.sqrt(dims[2])).buffer)));
  const graph = message(7, node('Transpose', ['k'], 'turned', turned), node('MatMul', ['q', 'turned'], 'products'),
    node('Mul', ['products', 'scale'], 'scores'), node('Softmax', ['scores'], 'weights', last), node('MatMul', ['weights', 'v'], 'out'),
    text(2, 'attention'), scale, ...['q', 'k', 'v'].map((name) => value(11, name, dims)), value(12, 'out', dims));
  return joined([number(1, 8), message(8, number(2, 13)), graph]);
}
