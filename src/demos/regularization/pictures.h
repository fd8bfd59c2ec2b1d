#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "core/tensor.h"
#include "demos/regularization/settings.h"

namespace madang::demos::regularization {

constexpr int side = 14;  // pixels, after halving
constexpr int pixels = side * side;
constexpr int classes = data::image_classes;
constexpr int held_out = 300;  // images for validation, and as many others for the test

/// The random streams of a seed, one for each purpose; from `steps`, the last, on two for every step.
enum class Stream : std::uint64_t { training = 1, held_out, wrong_labels, weights, steps };

struct Part {
  Tensor images;  // (count, 1, side, side), 0 … 1
  std::vector<std::int32_t> labels;

  int size() const { return static_cast<int>(labels.size()); }
};

/// What one seed learns from and is judged by.
struct Pictures {
  Part train;  // the first `wrong` of them with a wrong label
  int wrong = 0;
  Part validation;  // chooses: when to stop, which strength
  Part test;        // has chosen nothing
};

/// Images drawn by the seed from the file's training and test halves. Throws io::Refused for a broken file.
Pictures pictures_of(std::span<const std::byte> file, const Settings& settings, std::uint64_t seed);

/// These rows of a part's images.
Tensor rows_of(const Tensor& images, std::span<const std::int32_t> rows);

}  // namespace madang::demos::regularization
