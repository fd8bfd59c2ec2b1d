#include "nn/losses_overlap.h"

#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "data/box.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

Variable boxes(const std::vector<data::Box>& all) {
  std::vector<float> sides;
  for (const auto& box : all) sides.insert(sides.end(), {box.x0, box.y0, box.x1, box.y1});
  return constant(Tensor::from({static_cast<int>(all.size()), 4}, sides));
}

}  // namespace

TEST_CASE("generalized_iou_loss: 1 - GIoU of each pair, as data::generalized_iou counts it") {
  const data::Box here = {0, 0, 2, 2};
  const std::vector<data::Box> others = {
      here, {1, 1, 3, 3}, {0.5f, 0.5f, 1, 1}, {5, 0, 7, 2}, {-4, -3, -1, 9}, {1, 1, 0, 0}, {2, 0, 4, 2}};
  const std::vector<data::Box> same(others.size(), here);
  const Tensor losses = generalized_iou_loss(boxes(same), boxes(others), Reduction::none).value();
  for (std::size_t i = 0; i < others.size(); ++i) {
    CAPTURE(i);
    CHECK(losses.values()[i] == doctest::Approx(1 - data::generalized_iou(here, others[i])));
  }
  // {0, 0, 2, 2} and {1, 1, 3, 3} share 1 of 7, and the box around both, 9, holds 2 of neither.
  CHECK(losses.values()[1] == doctest::Approx(1 - 1.0 / 7 + 2.0 / 9));
  const Variable empty = boxes({{1, 1, 1, 1}});
  CHECK(generalized_iou_loss(empty, empty).item() == 1.0f);
}

TEST_CASE("generalized_iou_loss: its gradient pulls boxes together that share nothing; IoU's would be 0") {
  const Variable far = parameter(Tensor::from({1, 4}, {5, 0, 7, 2}));
  const auto gradients = backward(generalized_iou_loss(far, boxes({{0, 0, 2, 2}})));
  CHECK(gradients.of(far).value().values()[0] > 0.0f);  // the left side goes to the left
}

TEST_CASE("derivatives of losses of overlap") {
  Random random(94);
  const auto boxes_from = [&](float least, float side) {  // a kink is where two sides lie on one line
    const Variable low = constant(random.uniform({5, 2}, least, least + 0.3f));
    const Variable corners[] = {low, low + side};
    return concat(corners, 1).value();
  };
  const Tensor here = boxes_from(0, 1);
  for (const Tensor& other : {boxes_from(0.4f, 1.2f), boxes_from(3, 1)})  // overlapping, apart
    check_gradients("generalized_iou_loss", [](auto& v) { return generalized_iou_loss(v[0], v[1]); },
                    {here, other});
  const Points masks{random.uniform({2, 3, 4, 4}, 0.1f, 0.9f), random.uniform({2, 3, 4, 4}, 0, 1)};
  check_gradients(
      "dice_loss", [](auto& v) { return dice_loss(v[0], v[1]); }, masks);
  check_gradients(
      "dice_loss, sharp", [](auto& v) { return dice_loss(v[0], v[1], {.smoothing = 0}); }, masks);
}

TEST_CASE("dice_loss: of sharp masks 1 - Dice, alone for each image and class; of two empty ones 0") {
  // 2 · 2 / (3 + 3) and 0 / (1 + 0)
  const Variable p = constant(Tensor::from({1, 2, 4}, {1, 1, 1, 0, 1, 0, 0, 0}));
  const Variable t = constant(Tensor::from({1, 2, 4}, {0, 1, 1, 1, 0, 0, 0, 0}));
  const Tensor losses = dice_loss(p, t, {.smoothing = 0, .reduction = Reduction::none}).value();
  CHECK(losses.shape() == Shape{1, 2});
  CHECK(losses.values()[0] == doctest::Approx(1.0 / 3));
  CHECK(losses.values()[1] == 1.0f);
  CHECK(dice_loss(p, t, {.reduction = Reduction::none}).value().values()[1] == doctest::Approx(0.5));
  const Variable empty = constant(Tensor({1, 1, 4}));
  CHECK(dice_loss(empty, empty).item() == 0.0f);
  CHECK(dice_loss(empty, empty, {.smoothing = 0}).item() == 0.0f);
  CHECK_THROWS_AS(dice_loss(p, t, {.smoothing = -1}), Error);
}
