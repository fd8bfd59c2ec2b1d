#pragma once

#include "demos/detection/experiment.h"
#include "demos/detection/training.h"

namespace madang::demos::detection {

/// What the heads make of one scene: boxes, suppression, maps, the chosen cell.
void fill_scene(Snapshot& picture, const Training& training, const Batch& scene, const Settings& settings);
/// The reader's boxes beside the truth.
void fill_drawn(Snapshot& picture, const std::vector<Placed>& mine, const Objects& objects);
/// Prices, matching and attention of the query decoder; nothing where there is none.
void fill_queries(Snapshot& picture, const Training& training, const Batch& scene, const Settings& settings);
/// Curves and average precision of the last look, with the settings' NMS and threshold.
void fill_score(Snapshot& picture, const Training& training, const Scenes& scenes, const Settings& settings);

/// Boxes with at least that score as they are drawn: NMS with its reasons, and what they find.
std::vector<FoundBox> found_boxes(std::span<const train::Detection> said, const Objects& objects,
                                  const Settings& settings);

/// The largest difference between the average precisions of a published worked example and those computed
/// here, by each definition (Padilla et al. 2021, table 3: 24 detections, 15 objects).
float published_difference();

/// Of YOLO, and of the query decoder as far as it comes on top.
std::vector<CostRow> costs_of(const Training& training);
/// Answers to one image, median of some.
void measure_times(std::vector<CostRow>& costs, const Training& training, const Batch& scene);

}  // namespace madang::demos::detection
