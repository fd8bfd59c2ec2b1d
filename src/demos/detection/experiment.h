#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "demo/trial.h"
#include "demos/detection/placed.h"
#include "demos/detection/settings.h"

namespace madang::demos::detection {

/// A box that a head says, above the threshold; the surest come first.
struct FoundBox {
  data::Box box;
  int label = 0;
  float score = 0,
        confidence = 0;  ///< the score is confidence × probability; of a query the two are the same
  int cell = -1;         ///< that says it, row · S + column; the query, counted from 0
  int dropped_by = -1;   ///< by NMS: the place of the surer box; −1: it stays
  float overlap = 0;     ///< IoU with that one
  int object = -1;       ///< that it finds, of those that stay; −1: it is wrong

  template <class Visitor>
  void visit(Visitor& v) {
    v(box, label, score, confidence, cell, dropped_by, overlap, object);
  }
};

/// What one cell says, number by number.
struct CellPicture {
  int row = 0, column = 0;       ///< counted from 0
  std::vector<float> raw;        ///< (boxes, 5), before σ
  std::vector<float> numbers;    ///< (boxes, 5), behind it
  std::vector<data::Box> boxes;  ///< pixels
  std::vector<float> chances;    ///< of the classes
  std::vector<int> objects;      ///< with their centre there: the first is its own, the others are lost

  template <class Visitor>
  void visit(Visitor& v) {
    v(row, column, raw, numbers, boxes, chances, objects);
  }
};

/// A box that the reader drew, and the object that it is compared with.
struct Drawn {
  data::Box box;
  int label = 0;
  float overlap = 0;  ///< IoU with the object that it overlaps most
  int object = -1;    ///< that it finds, as a detection would; −1: none

  template <class Visitor>
  void visit(Visitor& v) {
    v(box, label, overlap, object);
  }
};

/// A precision–recall curve, point by point from the surest detection on.
struct CurvePicture {
  std::vector<float> score;                        ///< of the last detection that counts
  std::vector<float> recall, precision, envelope;  ///< the envelope is the precision made falling
  int right = 0, detections = 0, objects = 0;      ///< at the threshold

  template <class Visitor>
  void visit(Visitor& v) {
    v(score, recall, precision, envelope, right, detections, objects);
  }
};

/// A surely wrong detection on a held-out scene.
struct Mistake {
  int scene = 0, label = 0;
  float score = 0;
  data::Box box{};

  template <class Visitor>
  void visit(Visitor& v) {
    v(scene, label, score, box);
  }
};
constexpr int most_mistakes = 6;

struct ScorePicture {
  CurvePicture kept, raw;               ///< with NMS and without
  std::vector<float> average;           ///< precision of each class with NMS, by the chosen definition
  std::vector<float> average_raw;       ///< and without it
  std::vector<float> means, means_raw;  ///< mAP by each definition
  float published = 0;  ///< largest difference from the published values of the worked example
  std::vector<Mistake> mistakes;
  std::vector<float> mistake_images;  ///< (mistakes, 3, side, side), the box in white

  template <class Visitor>
  void visit(Visitor& v) {
    v(kept, raw, average, average_raw, means, means_raw, published, mistakes, mistake_images);
  }
};

struct QueriesPicture {
  std::vector<FoundBox> said;                   ///< of each query, in their order, whatever its score
  Matrix prices;                                ///< (queries, objects)
  std::vector<int> matched;                     ///< (objects): the query of each
  float total = 0, least = 0;                   ///< what the matching costs, and the best of all there are
  float chance = 0, distance = 0, overlap = 0;  ///< what the chosen price is made of
  Matrix looks;                                 ///< (S, S): where the chosen query looks, mean over the heads
  float map = 0, map_nms = 0;                   ///< on the held-out scenes

  template <class Visitor>
  void visit(Visitor& v) {
    v(said, prices, matched, total, least, chance, distance, overlap, looks, map, map_nms);
  }
};

struct CostRow {
  Text name;
  float parameters = 0, multiply_adds = 0;  ///< for an image
  float ms = 0;                             ///< of an answer; 0: not measured

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, parameters, multiply_adds, ms);
  }
};

struct Snapshot {
  std::uint64_t step = 0, looked = 0;  ///< updates; those before the last look at the held-out scenes
  float loss = 0;                      ///< of YOLO, of the last batch
  float map = 0, map_raw = 0;          ///< at that look, with NMS and without
  std::vector<float> image;            ///< (3, side, side)
  std::vector<Placed> objects;         ///< in it
  std::vector<int> lost;               ///< of them, since another has its centre in the same cell
  std::vector<FoundBox> found;
  float closest = 0;           ///< largest IoU of two boxes of a class that NMS has kept
  int grid = 0;                ///< S
  Matrix confidence;           ///< (S, S): of the surest box of each cell
  std::vector<int> classes;    ///< (S²): the likeliest
  std::vector<float> chances;  ///< (S²): its probability
  CellPicture cell;
  std::vector<Drawn> mine;
  ScorePicture score;      ///< on that page
  QueriesPicture queries;  ///< likewise; nothing said where the decoder is not trained
  std::vector<CostRow> costs;
  demo::TrialPicture trial;  ///< with NMS, without: mAP

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, looked, loss, map, map_raw, image, objects, lost, found, closest, grid, confidence, classes,
      chances, cell, mine, score, queries, costs, trial);
  }
};

// Actions:
//   "trial"     begins the trial, which the next steps carry out
//   "measure"   measures the times of the costs

}  // namespace madang::demos::detection
