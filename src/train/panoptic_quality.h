#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Of segments, found and right: instances that do not overlap, each of a class.
namespace madang::train {

struct Segments {
  std::span<const std::int32_t> instances;  // (pixels): 0 nothing, else 1 + place in classes
  std::vector<std::int32_t> classes;        // of each segment; one without pixels does not count
};

/// Kirillov et al. 2019, "Panoptic segmentation", section 4.1: a segment found and a true one of its class
/// match where their IoU is larger than ½, which no two of either can be with the same one.
struct PanopticQuality {
  double iou_sum = 0;  // over the matches, TP
  int matched = 0;     // TP
  int wrong = 0;       // FP: found, no such segment there
  int missed = 0;      // FN

  /// Eq. 1: Σ IoU / (TP + ½ FP + ½ FN) = SQ · RQ. Nothing where there are no segments at all, neither found
  /// nor true.
  std::optional<double> quality() const;
  /// SQ: the mean IoU of the matches; nothing where there are none.
  std::optional<double> segmentation() const;
  /// RQ: the F1 score, TP / (TP + ½ FP + ½ FN).
  std::optional<double> recognition() const;

  PanopticQuality& operator+=(const PanopticQuality& other);
};

/// Of one picture, for each class. Pictures are added, then divided. Throws Error where sizes differ, or an
/// instance or a class is none.
std::vector<PanopticQuality> panoptic_quality(const Segments& truth, const Segments& found, int classes);

/// PQ: the mean over the classes that have one; nothing where none has.
std::optional<double> mean_quality(std::span<const PanopticQuality> of_classes);

}  // namespace madang::train
