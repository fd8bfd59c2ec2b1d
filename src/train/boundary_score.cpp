#include "train/boundary_score.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"
#include "data/label_map.h"

namespace madang::train {

namespace {

/// 1 at most `reach` pixels from those of the mask.
std::vector<std::uint8_t> widened(Mask mask, int width, float reach) {
  const int height = static_cast<int>(mask.size()) / width, radius = static_cast<int>(reach);
  std::vector<std::uint8_t> wide(mask.size());
  for (int pixel = 0; pixel < width * height; ++pixel) {
    if (!mask[static_cast<std::size_t>(pixel)]) continue;
    const int column = pixel % width, row = pixel / width;
    for (int y = std::max(row - radius, 0); y <= std::min(row + radius, height - 1); ++y)
      for (int x = std::max(column - radius, 0); x <= std::min(column + radius, width - 1); ++x)
        if (std::hypot(static_cast<float>(x - column), static_cast<float>(y - row)) <= reach)
          wide[static_cast<std::size_t>(y * width + x)] = 1;
  }
  return wide;
}

/// Which share of an outline lies near the other.
double share_near(Mask outline, Mask other, int width, float tolerance) {
  const MaskOverlap near = overlap_of(outline, widened(other, width, tolerance));
  return near.first > 0 ? static_cast<double>(near.both) / static_cast<double>(near.first) : 1;
}

}  // namespace

std::vector<std::uint8_t> outline(Mask mask, int width) {
  std::vector<std::int32_t> labels(mask.size());
  std::ranges::transform(mask, labels.begin(), [](std::uint8_t m) { return m != 0; });
  std::vector<std::uint8_t> on = data::border(labels, width);
  for (std::size_t i = 0; i < on.size(); ++i) on[i] &= mask[i] != 0;
  return on;
}

double BoundaryScore::f1() const {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

BoundaryScore boundary_score(Mask truth, Mask guess, int width, float tolerance) {
  if (truth.size() != guess.size())
    throw Error("boundary score: " + std::to_string(truth.size()) + " and " + std::to_string(guess.size()) +
                " pixels");
  const auto of_truth = outline(truth, width), of_guess = outline(guess, width);
  return {share_near(of_guess, of_truth, width, tolerance), share_near(of_truth, of_guess, width, tolerance)};
}

}  // namespace madang::train
