// The smallest ONNX model of a matrix product, written as protocol buffer bytes by hand
// (field numbers: onnx.proto of the ONNX standard).

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field, content) => Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
const text = (field, content) => bytes(field, Buffer.from(content));
const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

const kFloat = 1;

/** ValueInfoProto of a float (size, size) matrix. */
const value = (field, name, size) => message(field, text(1, name),
  message(2, message(1, number(1, kFloat), message(2, message(1, number(1, size)), message(1, number(1, size))))));

/** c = a b for (size, size) matrices; a is the input, b a constant. */
export function matmulModel(size, b) {
  const constant = message(5, number(1, size), number(1, size), number(2, kFloat), text(8, 'b'),
    bytes(9, Buffer.from(b.buffer)));
  const node = message(1, text(1, 'a'), text(1, 'b'), text(2, 'c'), text(4, 'MatMul'));
  const graph = message(7, node, text(2, 'matmul'), constant, value(11, 'a', size), value(12, 'c', size));
  return Buffer.concat([number(1, 8), message(8, number(2, 13)), graph]);
}
