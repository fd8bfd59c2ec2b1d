#include "autograd/unstack.h"

#include "autograd/ops_shape.h"
#include "autograd/record.h"

namespace madang {
namespace {

void append_parts(const Variable& x, int axis, const Shape& part, PoolVector<Variable>& parts) {
  const int size = x.shape()[axis];
  if (size == 0) return;
  if (size == 1) {
    parts.push_back(reshape(x, part));
    return;
  }
  append_parts(slice(x, axis, 0, size / 2), axis, part, parts);
  append_parts(slice(x, axis, size / 2, size), axis, part, parts);
}

}  // namespace

PoolVector<Variable> unstack(const Variable& x, int axis) {
  const int index = axis < 0 ? axis + x.shape().rank() : axis;
  if (index < 0 || index >= x.shape().rank()) {
    throw Error("unstack: no axis " + std::to_string(axis) + " in " + x.shape().to_string());
  }
  Shape part;
  for (int i = 0; i < x.shape().rank(); ++i) {
    if (i != index) part.push_back(x.shape()[i]);
  }
  PoolVector<Variable> parts;
  parts.reserve(static_cast<std::size_t>(x.shape()[index]));
  append_parts(x, index, part, parts);
  return parts;
}

}  // namespace madang
