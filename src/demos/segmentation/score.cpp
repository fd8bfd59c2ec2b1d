#include "demos/segmentation/score.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "train/boundary_score.h"

namespace madang::demos::segmentation {

namespace {

float or_none(const std::optional<double>& value) { return value ? static_cast<float>(*value) : -1.f; }

std::vector<std::uint8_t> objects_in(std::span<const std::int32_t> labels) {
  std::vector<std::uint8_t> mask;
  for (const std::int32_t label : labels) mask.push_back(label > 0);
  return mask;
}

train::Segments segments_of(const Found& found) {
  std::vector<std::int32_t> classes_from_0;
  for (const std::int32_t label : found.labels) classes_from_0.push_back(std::max(label - 1, 0));
  return {found.instances, std::move(classes_from_0)};
}

}  // namespace

Found truth_of(const data::Scene& scene) {
  Found found{scene.instances, {}, {}};
  for (const data::SceneObject& object : scene.objects) found.labels.push_back(1 + data::class_of(object));
  return found;
}

void Tally::add(const data::Scene& scene, std::span<const std::int32_t> labels, const Found& found) {
  const std::span<const std::int32_t> truth = scene.classes;
  confusion_.add(truth, labels);
  const auto wanted = objects_in(truth), said = objects_in(labels);
  const train::MaskOverlap overlap = train::overlap_of(wanted, said);
  objects_.both += overlap.both;
  objects_.first += overlap.first;
  objects_.second += overlap.second;
  border_sum_ += train::boundary_score(wanted, said, side, border_tolerance).f1();
  ++scenes_;
  for (const auto& of_class :
       train::panoptic_quality(segments_of(truth_of(scene)), segments_of(found), form_count))
    quality_ += of_class;
}

Score Tally::score() const {
  Score score{.accuracy = or_none(confusion_.accuracy()),
              .mean_iou = or_none(confusion_.mean_iou()),
              .objects_iou = or_none(confusion_.mean_iou(1)),
              .dice = static_cast<float>(objects_.dice()),
              .border_f1 = scenes_ > 0 ? static_cast<float>(border_sum_ / scenes_) : -1.f,
              .quality = or_none(quality_.quality()),
              .segmentation = or_none(quality_.segmentation()),
              .recognition = or_none(quality_.recognition())};
  const double j = objects_.iou();
  score.difference = static_cast<float>(std::abs(objects_.dice() - 2 * j / (1 + j)));
  if (score.segmentation >= 0)
    score.difference =
        std::max(score.difference, std::abs(score.quality - score.segmentation * score.recognition));
  return score;
}

void Tallies::add(const data::Scene& scene, const Said& said) {
  const std::vector<std::int32_t> labels = said.labels();
  components_.add(scene, labels, components_of(labels));
  heads_.add(scene, labels, grouped(said, labels));
}

Score score_of(const data::Scene& scene, std::span<const std::int32_t> labels, const Found& found) {
  Tally tally;
  tally.add(scene, labels, found);
  return tally.score();
}

}  // namespace madang::demos::segmentation
