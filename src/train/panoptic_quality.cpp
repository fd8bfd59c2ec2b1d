#include "train/panoptic_quality.h"

#include <string>

#include "core/error.h"

namespace madang::train {

namespace {

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

void check(const Segments& segments, int classes) {
  for (const std::int32_t instance : segments.instances)
    if (instance < 0 || at(instance) > segments.classes.size())
      throw Error("panoptic quality: instance " + std::to_string(instance) + " of " +
                  std::to_string(segments.classes.size()));
  for (const std::int32_t label : segments.classes)
    if (label < 0 || label >= classes)
      throw Error("panoptic quality: class " + std::to_string(label) + " of " + std::to_string(classes));
}

/// Pixels that a true and a found segment share; row and column 0 stand for none.
struct Shared {
  Shared(const Segments& truth, const Segments& found)
      : columns(found.classes.size() + 1),
        counts((truth.classes.size() + 1) * columns),
        of_truth(truth.classes.size() + 1),
        of_found(columns) {
    for (std::size_t i = 0; i < truth.instances.size(); ++i) {
      const std::size_t t = at(truth.instances[i]), f = at(found.instances[i]);
      ++counts[t * columns + f];
      ++of_truth[t];
      ++of_found[f];
    }
  }
  double iou(std::size_t t, std::size_t f) const {
    const int both = counts[t * columns + f];
    return both > 0 ? static_cast<double>(both) / (of_truth[t] + of_found[f] - both) : 0;
  }

  std::size_t columns;
  std::vector<int> counts;
  std::vector<int> of_truth, of_found;
};

}  // namespace

std::optional<double> PanopticQuality::quality() const {
  const double all = matched + 0.5 * wrong + 0.5 * missed;
  if (all == 0) return {};
  return iou_sum / all;
}

std::optional<double> PanopticQuality::segmentation() const {
  if (matched == 0) return {};
  return iou_sum / matched;
}

std::optional<double> PanopticQuality::recognition() const {
  const double all = matched + 0.5 * wrong + 0.5 * missed;
  if (all == 0) return {};
  return matched / all;
}

PanopticQuality& PanopticQuality::operator+=(const PanopticQuality& other) {
  iou_sum += other.iou_sum;
  matched += other.matched;
  wrong += other.wrong;
  missed += other.missed;
  return *this;
}

std::vector<PanopticQuality> panoptic_quality(const Segments& truth, const Segments& found, int classes) {
  if (truth.instances.size() != found.instances.size())
    throw Error("panoptic quality: " + std::to_string(truth.instances.size()) + " and " +
                std::to_string(found.instances.size()) + " pixels");
  check(truth, classes);
  check(found, classes);
  const Shared shared(truth, found);
  std::vector<PanopticQuality> result(static_cast<std::size_t>(classes));
  std::vector<char> right(shared.of_found.size());
  for (std::size_t t = 1; t < shared.of_truth.size(); ++t) {
    PanopticQuality& own = result[at(truth.classes[t - 1])];
    if (shared.of_truth[t] == 0) continue;
    ++own.missed;
    for (std::size_t f = 1; f < shared.of_found.size(); ++f) {
      if (truth.classes[t - 1] != found.classes[f - 1] || !(shared.iou(t, f) > 0.5)) continue;
      own += {shared.iou(t, f), 1, 0, -1};
      right[f] = true;
    }
  }
  for (std::size_t f = 1; f < shared.of_found.size(); ++f)
    if (shared.of_found[f] > 0 && !right[f]) ++result[at(found.classes[f - 1])].wrong;
  return result;
}

std::optional<double> mean_quality(std::span<const PanopticQuality> of_classes) {
  double sum = 0;
  int counted = 0;
  for (const PanopticQuality& own : of_classes)
    if (const auto quality = own.quality()) sum += *quality, ++counted;
  if (counted == 0) return {};
  return sum / counted;
}

}  // namespace madang::train
