#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demos/segmentation/experiment.h"
#include "demos/segmentation/network.h"

namespace madang::demos::segmentation {

/// What a network says of one image, as numbers.
struct Said {
  std::vector<float> scores;                 // (classes, side, side)
  std::vector<float> heat;                   // (side, side)
  std::vector<float> offsets;                // (2, side, side), pixels
  std::vector<std::int32_t> labels() const;  // (side, side): the class of the highest score
};
/// image: (3, side, side). In evaluation mode.
Said said_of(const Network& network, const Tensor& image);

/// Instances of a picture: 0 nothing, else 1 + place in classes.
struct Found {
  std::vector<std::int32_t> instances;  // (side, side)
  std::vector<std::int32_t> labels;     // of each instance: its class, 1 … classes − 1
  std::vector<Peak> peaks;              // of the instance head, the strongest first
};

/// Every connected region of one class.
Found components_of(std::span<const std::int32_t> labels);

/// Places where the heat map is largest within `peak_reach` pixels, and at least `least_heat` (Cheng et al.
/// 2020, section 3.3: key points by max pooling).
std::vector<Peak> peaks_of(std::span<const float> heat);
constexpr int peak_reach = 4;
constexpr float least_heat = 0.2f;

/// Each pixel of an object goes to the peak that is nearest to where its offset leads (eq. 1), and each
/// instance gets the class that most of its pixels have (section 3.3). Without peaks there are no instances.
Found grouped(const Said& said, std::span<const std::int32_t> labels);

}  // namespace madang::demos::segmentation
