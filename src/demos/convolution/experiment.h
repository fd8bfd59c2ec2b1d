#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "demos/convolution/settings.h"

namespace madang::demos::convolution {

/// A feature map after ReLU, as in most networks, and then after each kind of pooling.
struct Pooled {
  Matrix rectified;
  Matrix maximum;
  Matrix average;
  Matrix mixed;
  float global = 0;  ///< mean of the whole rectified map

  template <class Visitor>
  void visit(Visitor& v) {
    v(rectified, maximum, average, mixed, global);
  }
};

/// How much of a rectified map stays as it was when the picture moves: of the cells in which something is
/// seen before or after, the share that changes by no more than a tenth of the largest value. −1: nothing is
/// seen.
struct Kept {
  float none = -1;
  float maximum = -1;
  float average = -1;
  float mixed = -1;

  template <class Visitor>
  void visit(Visitor& v) {
    v(none, maximum, average, mixed);
  }
};

struct ShiftPicture {
  std::vector<float> image;       ///< like Snapshot::image
  Matrix map;                     ///< its feature map
  Pooled pooled;                  ///< and pooled
  Kept kept;                      ///< for the settings' shift
  Kept kept_nearby;               ///< mean over the eight shifts by one pixel
  bool whole = true;              ///< the shift is a multiple of the stride: the map can follow it
  int compared = 0;               ///< cells away from the border
  float largest_difference = -1;  ///< there, between this map and the shifted map of the unshifted picture

  template <class Visitor>
  void visit(Visitor& v) {
    v(image, map, pooled, kept, kept_nearby, whole, compared, largest_difference);
  }
};

struct LearningPicture {
  std::vector<Matrix> target;   ///< a kernel for each channel
  std::vector<Matrix> learned;  ///< the same
  Matrix target_map;
  Matrix learned_map;
  float loss = 0;
  float kernel_difference = 0;  ///< largest |learned − target|
  std::uint64_t updates = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(target, learned, target_map, learned_map, loss, kernel_difference, updates);
  }
};

struct Snapshot {
  int channels = 0;                  ///< 0: nothing has come yet
  std::vector<float> image;          ///< (channels, side, side), 0 … 1
  std::vector<Matrix> kernel;        ///< one for each channel
  std::vector<std::int32_t> edited;  ///< cells changed by hand: their places in (channels, size, size)
  Matrix map;                        ///< the feature map
  int row = 0, column = 0;           ///< of the output whose making is shown
  float definition_difference = 0;   ///< largest |map − the definition summed in double|
  Pooled pooled;                     ///< on the page of pooling and of shifts
  ShiftPicture shift;                ///< on its page
  LearningPicture learning;          ///< on its page

  template <class Visitor>
  void visit(Visitor& v) {
    v(channels, image, kernel, edited, map, row, column, definition_difference, pooled, shift, learning);
  }
};

}  // namespace madang::demos::convolution
