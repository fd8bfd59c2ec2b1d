#pragma once

#include <vector>

#include "demos/dropout/experiment.h"
#include "demos/dropout/training.h"

namespace madang::demos::dropout {

/// What dropout does to one image in that step of a network, and what the thin network says of it.
struct Thinned {
  std::vector<MaskPicture> masks;
  std::vector<float> chances;  // of each class
  float identity =
      0;  // what must be 0: value · mask against the network, masks against the first, sums against 1
};

/// Dense and CNN: every dropout layer, of the CNN the first channels; RNN: (time, unit); Transformer: each
/// head's weights, (query, key). Nothing of a dense network without dropout, and of batch norm, whose batch
/// is more than an image.
Thinned thinned(const Training& training, Kind kind, const Tensor& image, std::uint64_t step);

/// The chosen unit of a dense network (layer from 0): its largest products.
UnitSum sum_of(const Sequential& dense, int layer, int unit, const Tensor& image);

}  // namespace madang::demos::dropout
