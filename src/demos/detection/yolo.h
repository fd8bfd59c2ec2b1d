#pragma once

#include <span>
#include <vector>

#include "demos/detection/scenes.h"
#include "nn/sequential.h"
#include "train/suppression.h"

namespace madang::demos::detection {

/// A fully convolutional YOLO (Redmon et al. 2016, section 2): each of S × S cells says B boxes, how sure it
/// is of each, and one class. The last convolution is 1 × 1, so that all cells share it; the first YOLO had
/// dense layers there, which find next to nothing when trained from scratch on few images.
class Yolo {
 public:
  Yolo(const Settings& settings, Random random);

  struct Pass {
    Variable features;  // (scenes, feature_channels, S, S)
    Variable raw;       // (scenes, 5 B + classes, S, S): x, y, w, h, confidence of each box, then the classes
  };
  // images: (scenes, 3, side, side)
  Pass forward(const Tensor& images, Mode mode) const;

  /// All that the cells say, behind σ and softmax, scene by scene and row by row.
  struct Cells {
    Variable places;       // (scenes · S² · B, 4), 0 … 1: x, y within the cell, √(w/side), √(h/side)
    Variable confidences;  // (scenes · S² · B), 0 … 1
    Variable chances;      // (scenes · S², classes)
  };
  Cells cells(const Variable& raw) const;
  /// In pixels, of a row of `places`.
  data::Box box(const Tensor& places, int row) const;
  /// Every box of a scene, cell by cell: with confidence × probability of its likeliest class as score
  /// (equation 1).
  std::vector<train::Detection> detections(const Cells& cells, int scene) const;

  int grid() const { return grid_; }  // S
  int boxes() const { return boxes_; }
  int classes() const { return classes_; }
  const Sequential& layers() const { return layers_; }
  std::vector<Variable> parameters() const { return layers_.parameters(); }
  std::vector<NamedParameter> named_parameters() const { return layers_.named_parameters(); }
  std::vector<NamedParameter> named_buffers() const { return layers_.named_buffers(); }

 private:
  int grid_, boxes_, classes_;
  Sequential layers_;
};
constexpr int feature_channels = 48;

/// The cell, row · S + column, in which a box has its centre.
int cell_of(const data::Box& box, int grid);
/// The object that each cell has to find: the first with its centre there; train::no_object where there is
/// none. The other ones of a cell are lost. (S²)
std::vector<int> object_of_cells(const Objects& objects, int grid);

/// Its terms are means over the scenes, weights included.
struct YoloLoss {
  Variable total;
  float places = 0, confidences = 0, classes = 0;
};
/// Equation 3: squared errors of place and size (λ_coord), of confidence, whose target is the IoU of box and
/// object (λ_noobj where a box answers for none), and of the classes of cells with an object. Of a cell's
/// boxes the one that overlaps its object most answers for it.
YoloLoss yolo_loss(const Yolo& net, const Variable& raw, std::span<const Objects> truths,
                   const Settings& settings);

}  // namespace madang::demos::detection
