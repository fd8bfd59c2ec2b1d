#include "nn/relative_positions.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "autograd/ops_shape.h"
#include "autograd/record.h"

namespace madang {

std::vector<float> alibi_slopes(int heads) {
  if (heads < 1) throw Error("alibi_slopes: " + std::to_string(heads) + " heads");
  std::vector<float> slopes;
  for (int head = 1; head <= heads; ++head)
    slopes.push_back(static_cast<float>(std::exp2(-8.0 * head / heads)));
  return slopes;
}

Tensor two_sided_alibi(const std::vector<float>& slopes, int length) {
  constexpr float hidden = -std::numeric_limits<float>::infinity();
  Tensor bias = Tensor::uninitialized({2 * slopes.size(), length, length});
  float* out = bias.mutable_data();
  for (const float slope : slopes) {
    for (const int side : {-1, 1}) {
      for (int query = 0; query < length; ++query) {
        for (int key = 0; key < length; ++key) {
          const int distance = key - query;
          *out++ = distance * side < 0 ? hidden : -slope * static_cast<float>(std::abs(distance));
        }
      }
    }
  }
  return bias;
}

int relative_bucket(int distance, int buckets, int farthest) {
  const int side = buckets / 2, exact = side / 2;
  if (buckets < 4 || buckets % 4 != 0 || farthest <= exact) {
    throw Error("relative_bucket: " + std::to_string(buckets) + " buckets up to distance " +
                std::to_string(farthest));
  }
  const int first = distance > 0 ? side : 0, far = std::abs(distance);
  if (far < exact) return first + far;
  const double share =
      std::log(static_cast<double>(far) / exact) / std::log(static_cast<double>(farthest) / exact);
  return first + std::min(exact + static_cast<int>(share * (side - exact)), side - 1);
}

// Read as one row, entry (i, j − i + length − 1) stands at i (2 length − 1) + j − i + length − 1
// = (length − 1) + i (2 length − 2) + j: rows of 2 length − 2 numbers from there on begin with the keys.
Variable keys_from_distances(const Variable& x) {
  Shape shape = x.shape();
  const int length = shape.rank() < 2 ? 0 : shape.at(-2);
  if (length < 1 || shape.at(-1) != 2 * length - 1) {
    fail("keys_from_distances", "(…, length, 2 length − 1) expected", shape);
  }
  if (length == 1) return x;
  const int axis = shape.rank() - 2;
  Shape flat, rows;
  for (int i = 0; i < axis; ++i) {
    flat.push_back(shape[i]);
    rows.push_back(shape[i]);
  }
  flat.push_back(length * (2 * length - 1));
  rows.push_back(length);
  rows.push_back(2 * length - 2);
  const int begin = length - 1, end = begin + length * (2 * length - 2);
  return slice(reshape(slice(reshape(x, flat), axis, begin, end), rows), axis + 1, 0, length);
}

}  // namespace madang
