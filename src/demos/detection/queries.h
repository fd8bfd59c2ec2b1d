#pragma once

#include <span>
#include <vector>

#include "core/matrix.h"
#include "demos/detection/scenes.h"
#include "nn/transformer.h"
#include "train/suppression.h"

namespace madang::demos::detection {

/// A small DETR (Carion et al. 2020, section 3.2) on a feature map: learned queries look at the map and at
/// each other, and each says one box and its class or "no object". A query's box is said as a shift from a
/// box of its own that is learned, which takes far fewer updates (Zhu et al. 2021, appendix A.3, for
/// centres). Where the paper has a backbone that was trained before, this one reads the map of a YOLO that
/// learns beside it.
class QueryDecoder {
 public:
  /// grid: the map's places on a side.
  QueryDecoder(int grid, int classes, Random random);

  struct Said {
    Variable logits;  // (scenes · queries, classes + 1), the last is "no object"
    Variable boxes;   // (scenes · queries, 4), shares of the image: centre x, y, width, height
  };
  struct Pass {
    std::vector<Said> said;  // behind each decoder block
    Variable looks;  // (scenes, heads, queries, places): the last block's attention to the map; inspected
  };
  // features: (scenes, feature_channels, grid, grid)
  Pass forward(const Variable& features, bool inspected = false) const;

  /// In pixels.
  static data::Box box(const Tensor& boxes, int row);
  /// One for each query of a scene, with the probability of its likeliest class that is one as score.
  std::vector<train::Detection> detections(const Said& said, int scene) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  int classes() const { return classes_; }
  /// Of an image, features given.
  std::int64_t multiply_adds() const;

 private:
  int grid_, classes_;
  Variable queries_;     // (queries, model)
  Variable references_;  // (queries, 4): boxes before σ
  Tensor positions_;     // (places, model): sines of row and column
  TransformerEncoderBlock encoder_;
  std::vector<TransformerDecoderBlock> decoder_;
  LayerNorm norm_;
  Linear class_head_, box_hidden_, box_head_;
};

/// What it costs to let a query answer for an object: −p(class) + 5 ‖box − box‖₁ + 2 (1 − GIoU), with boxes
/// as shares of the image (equations 1 and 9, weights of appendix A.4; the 1 is a constant).
struct Price {
  float chance = 0, distance = 0, overlap = 0;  // p, ‖·‖₁, GIoU
  float total() const { return -chance + 5 * distance + 2 * (1 - overlap); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(chance, distance, overlap);
  }
};
/// (objects · queries), object by object.
std::vector<Price> prices_of(const QueryDecoder::Said& said, int scene, const Objects& objects);
/// The query of each object at the least total price.
std::vector<int> matched(std::span<const Price> prices, int objects);

/// After each decoder block, with a matching of its own: cross-entropy of the class, in which "no object" has
/// a tenth of the weight, and 5 ‖·‖₁ + 2 (1 − GIoU) of the boxes of matched queries, means over these
/// (equation 2; section 3.1 on the weights).
Variable query_loss(const QueryDecoder& net, std::span<const QueryDecoder::Said> said,
                    std::span<const Objects> truths);

}  // namespace madang::demos::detection
