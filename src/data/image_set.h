#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/tensor.h"

namespace madang::data {

/// Grey pictures of one size and the number of the class of each, as the bytes of a file that must outlive
/// this.
struct LabelledImages {
  int height = 0;
  int width = 0;
  std::span<const std::uint8_t> pixels;  ///< (size, height, width), 0 black … 255 white
  std::span<const std::uint8_t> labels;  ///< (size)

  std::size_t size() const { return labels.size(); }
  /// (1, height, width) of one picture, 0 … 1.
  Tensor image(std::int32_t index) const;
  /// (indices, 1, height, width), 0 … 1. Throws Error for an index that is none.
  Tensor images(std::span<const std::int32_t> indices) const;
  std::vector<std::int32_t> labels_of(std::span<const std::int32_t> indices) const;
};

/// MNIST ("mnist.idx") or Fashion-MNIST ("fashion-mnist.idx"): see the site's data/provenance.json.
struct ImageSet {
  LabelledImages train;
  LabelledImages test;
  int classes = 0;
};

/// Four IDX arrays one after another: training images, training labels, test images, test labels. Nothing is
/// copied. Throws io::Refused naming offset and reason.
ImageSet read_image_set(std::span<const std::byte> file);

}  // namespace madang::data
