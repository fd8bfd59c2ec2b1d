#pragma once

#include <string>

#include "core/error.h"
#include "core/tensor.h"

namespace madang::data {

/// The sizes of a tensor of images (count, channels, height, width).
struct ImagesShape {
  int count;
  int channels;
  int height;
  int width;

  ImagesShape(const Tensor& images, const char* operation) {
    const Shape& shape = images.shape();
    if (shape.rank() != 4)
      throw Error(std::string(operation) + ": images " + shape.to_string() +
                  ", not (count, channels, height, width)");
    count = shape[0];
    channels = shape[1];
    height = shape[2];
    width = shape[3];
  }
  int plane() const { return height * width; }
  int image() const { return channels * plane(); }
};

}  // namespace madang::data
