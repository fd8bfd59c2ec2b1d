#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "data/image_set.h"
#include "demos/cnn/network.h"

namespace madang::demos::cnn {

/// What a network says to every test image.
struct Evaluation {
  std::vector<std::int32_t> truths;
  std::vector<std::int32_t> guesses;  // the likeliest class
  std::vector<float> sureness;        // its probability

  float accuracy() const;
  /// (truth, guess): how many.
  Matrix confusion() const;
  /// Wrong guesses, the surest first.
  std::vector<std::int32_t> mistakes(std::size_t most) const;
};

Evaluation evaluate(const ConvNet& net, const data::LabelledImages& images);

}  // namespace madang::demos::cnn
