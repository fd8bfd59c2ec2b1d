#pragma once

#include <vector>

#include "demos/segmentation/experiment.h"
#include "demos/segmentation/training.h"

namespace madang::demos::segmentation {

/// What a network makes of a scene, with the arithmetic of one pixel (row and column from 0).
NetPicture net_picture(const Training& training, const data::Scene& scene, int row, int column);

/// Σ |∂ score / ∂ input| over the colours: what the pixel's highest score depends on. (side, side)
std::vector<float> dependence(const Network& network, const Tensor& image, int row, int column);
/// First and last place along an axis that a pixel of the U-Net can depend on; they may lie beyond the edges.
struct Interval {
  int first = 0, last = 0;
  bool holds(int place) const { return place >= first && place <= last; }
};
Interval field_of(int place);

/// Fills `gradient` and `outside`.
void fill_dependence(NetPicture& picture, const Network& network, const Tensor& image, int row, int column);

InstancePicture instance_picture(const Network& network, const data::Scene& scene, int row, int column);

/// Milliseconds of a pass over one scene on this machine, the least of several.
float pass_time(const Network& network, const Tensor& image);

}  // namespace madang::demos::segmentation
