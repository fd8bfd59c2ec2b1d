#include "nn/losses_overlap.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_select.h"
#include "autograd/ops_shape.h"
#include "autograd/tensor_map.h"
#include "nn/losses_check.h"

namespace madang {

namespace {

/// Corners of boxes, (boxes, 2) each: x, y.
struct Corners {
  Variable low, high;

  explicit Corners(const Variable& boxes) : low(slice(boxes, 1, 0, 2)), high(slice(boxes, 1, 2, 4)) {}
  Corners(Variable lower, Variable higher) : low(std::move(lower)), high(std::move(higher)) {}

  /// (boxes)
  Variable area() const {
    const Variable sides = relu(high - low);
    const int boxes = sides.shape()[0];
    return reshape(slice(sides, 1, 0, 1) * slice(sides, 1, 1, 2), {boxes});
  }
};

/// a / b, and `otherwise` with no gradient where b is 0.
Variable share(const Variable& a, const Variable& b, float otherwise) {
  const Tensor positive = map(b.value(), [](float value) { return value > 0.0f ? 1.0f : 0.0f; });
  const Variable one = constant(Tensor::scalar(1.0f));
  return where(positive, a / where(positive, b, one), constant(Tensor::scalar(otherwise)));
}

}  // namespace

Variable generalized_iou_loss(const Variable& prediction, const Variable& target, Reduction reduction) {
  check_prediction("generalized_iou_loss", prediction, target);
  if (prediction.shape().rank() != 2 || prediction.shape()[1] != 4)
    fail("generalized_iou_loss", "boxes (boxes, 4) expected", prediction.shape());
  const Corners a(prediction), b(target);
  const Variable shared = Corners(maximum(a.low, b.low), minimum(a.high, b.high)).area();
  const Variable around = Corners(minimum(a.low, b.low), maximum(a.high, b.high)).area();
  const Variable both = a.area() + b.area() - shared;
  const Variable generalized = share(shared, both, 0.0f) - share(around - both, around, 0.0f);
  return reduced("generalized_iou_loss", 1.0f - generalized, reduction);
}

Variable dice_loss(const Variable& probabilities, const Variable& targets, DiceOptions options) {
  check_prediction("dice_loss", probabilities, targets);
  const Shape& shape = probabilities.shape();
  if (shape.rank() < 2) fail("dice_loss", "masks (images, classes, …) expected", shape);
  if (!(options.smoothing >= 0.0f))
    throw Error("dice_loss: smoothing " + std::to_string(options.smoothing) + " is below 0");
  const Shape flat{shape[0], shape[1], -1};
  const auto total = [&](const Variable& masks) { return sum(reshape(masks, flat), {2}); };
  const Variable overlap = 2.0f * total(probabilities * targets) + options.smoothing;
  const Variable sizes = total(probabilities) + total(targets) + options.smoothing;
  return reduced("dice_loss", 1.0f - share(overlap, sizes, 1.0f), options.reduction);
}

}  // namespace madang
