#include "demos/segmentation/instances.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/tensor_matrix.h"
#include "data/label_map.h"

namespace madang::demos::segmentation {

namespace {

/// The class that most pixels of each instance have; none (0) where it has no pixel.
std::vector<std::int32_t> majority(std::span<const std::int32_t> instances,
                                   std::span<const std::int32_t> labels, std::size_t count) {
  std::vector<std::array<int, classes>> votes(count);
  for (std::size_t i = 0; i < instances.size(); ++i)
    if (instances[i] > 0)
      ++votes[static_cast<std::size_t>(instances[i] - 1)][static_cast<std::size_t>(labels[i])];
  std::vector<std::int32_t> result;
  for (const auto& of : votes)
    result.push_back(static_cast<std::int32_t>(std::ranges::max_element(of) - of.begin()));
  return result;
}

}  // namespace

std::vector<std::int32_t> Said::labels() const {
  std::vector<std::int32_t> all(pixels);
  for (std::size_t i = 0; i < pixels; ++i)
    for (int c = 1; c < classes; ++c)
      if (scores[static_cast<std::size_t>(c) * pixels + i] >
          scores[static_cast<std::size_t>(all[i]) * pixels + i])
        all[i] = c;
  return all;
}

Said said_of(const Network& network, const Tensor& image) {
  const NoRecording off;
  const Outputs outputs = network.outputs(constant(image.reshaped({1, 3, side, side})), Mode::evaluation);
  Said said{numbers_of(outputs.scores.value()), numbers_of(outputs.heat.value()),
            numbers_of(outputs.offsets.value())};
  for (float& each : said.offsets) each *= offset_unit;
  return said;
}

Found components_of(std::span<const std::int32_t> labels) {
  data::Components parts = data::connected_components(labels, side);
  return {std::move(parts.instances), std::move(parts.labels), {}};
}

std::vector<Peak> peaks_of(std::span<const float> heat) {
  std::vector<Peak> peaks;
  const auto at = [&](int row, int column) { return heat[static_cast<std::size_t>(row * side + column)]; };
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      bool largest = at(row, column) >= least_heat;
      for (int y = std::max(0, row - peak_reach); largest && y <= std::min(side - 1, row + peak_reach); ++y)
        for (int x = std::max(0, column - peak_reach); x <= std::min(side - 1, column + peak_reach); ++x) {
          const bool before = y * side + x < row * side + column;  // of equal ones the first
          if (at(y, x) > at(row, column) || (before && at(y, x) == at(row, column))) largest = false;
        }
      if (largest) peaks.push_back({row, column, at(row, column)});
    }
  std::ranges::sort(peaks, std::ranges::greater{}, &Peak::heat);
  return peaks;
}

Found grouped(const Said& said, std::span<const std::int32_t> labels) {
  Found found{std::vector<std::int32_t>(pixels), {}, peaks_of(said.heat)};
  for (std::size_t i = 0; i < pixels; ++i) {
    if (labels[i] == 0) continue;
    const float row = static_cast<float>(i / side) + said.offsets[i];
    const float column = static_cast<float>(i % side) + said.offsets[pixels + i];
    float nearest = INFINITY;
    for (std::size_t k = 0; k < found.peaks.size(); ++k) {
      const float distance = std::hypot(row - static_cast<float>(found.peaks[k].row),
                                        column - static_cast<float>(found.peaks[k].column));
      if (distance >= nearest) continue;
      nearest = distance;
      found.instances[i] = static_cast<std::int32_t>(k + 1);
    }
  }
  found.labels = majority(found.instances, labels, found.peaks.size());
  return found;
}

}  // namespace madang::demos::segmentation
