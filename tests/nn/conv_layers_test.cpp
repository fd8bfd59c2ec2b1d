#include <algorithm>

#include "autograd/ops_shape.h"
#include "nn/conv.h"
#include "nn/dense_block.h"
#include "nn/inception.h"
#include "nn/losses.h"
#include "nn/residual.h"
#include "nn/separable_conv.h"
#include "nn/squeeze_excitation.h"
#include "optim/adam.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

static_assert(Module<Conv1d> && Module<Conv2d> && Module<ConvTranspose1d> && Module<ConvTranspose2d>);
static_assert(Module<InceptionBlock> && Module<SqueezeExcitation>);
static_assert(Buffered<ResidualBlock> && Buffered<BottleneckBlock> && Buffered<DenseBlock> &&
              Buffered<DepthwiseSeparableConv>);

template <class T>
std::string names(const T& module) {
  std::string all;
  for (const NamedParameter& parameter : module.named_parameters()) all += parameter.name + " ";
  return all;
}

Variable picture(const Shape& shape) {
  Random random(61);
  return constant(random.normal(shape));
}

/// Every parameter gets a gradient that is not all zeros.
template <class T>
void check_all_learn(const T& module, const Variable& y) {
  Random random(62);
  const Gradients gradients = backward(sum(y * constant(random.normal(y.shape()))));
  for (const NamedParameter& parameter : module.named_parameters()) {
    INFO(parameter.name);
    REQUIRE(gradients.contains(parameter.variable));
    const auto values = gradients.of(parameter.variable).value().values();
    CHECK(std::ranges::any_of(values, [](float v) { return v != 0; }));
  }
}

}  // namespace

TEST_CASE("conv layers: shapes, names and layouts are PyTorch's") {
  Random random(63);
  const Conv2d plane(4, 6, {3, 2}, random, {.stride = 2, .groups = 2});
  CHECK(names(plane) == "weight bias ");
  CHECK(plane.weight.shape() == Shape{6, 2, 3, 2});
  CHECK(plane(picture({2, 4, 7, 8})).shape() == Shape{2, 6, 3, 4});
  const Conv1d line(4, 6, 3, random, {.padding = 1}, {.bias = false});
  CHECK(names(line) == "weight ");
  CHECK(line(picture({2, 4, 7})).shape() == Shape{2, 6, 7});
  const ConvTranspose2d spread(4, 6, 3, random,
                               {.stride = 2, .padding = 1, .output_padding = 1, .groups = 2});
  CHECK(spread.weight.shape() == Shape{4, 3, 3, 3});
  CHECK(spread.bias.shape() == Shape{6});
  CHECK(spread(picture({2, 4, 5, 5})).shape() == Shape{2, 6, 10, 10});
  const ConvTranspose1d longer(4, 6, 4, random, {.stride = 2, .padding = 1});
  CHECK(longer(picture({2, 4, 5})).shape() == Shape{2, 6, 10});
  check_all_learn(plane, plane(picture({2, 4, 7, 8})));
  check_all_learn(spread, spread(picture({2, 4, 5, 5})));
}

TEST_CASE("conv layers: channels that groups do not divide, or that are none, are refused") {
  Random random(64);
  CHECK_THROWS_WITH_AS(Conv2d(3, 4, 3, random, {.groups = 2}),
                       "conv2d: 3 and 4 channels are no multiples of 2 groups", Error);
  CHECK_THROWS_WITH_AS(Conv2d(0, 4, 3, random), "conv2d: no layer from 0 and 4 channels with a kernel 3×3",
                       Error);
  CHECK_THROWS_AS(Conv1d(4, 3, 3, random, {.groups = 2}), Error);
  CHECK_THROWS_AS(ConvTranspose2d(4, 3, 3, random, {.groups = 2}), Error);
  CHECK_THROWS_AS(ConvTranspose1d(4, 4, 0, random), Error);
  CHECK_THROWS_AS(BottleneckBlock(4, 6, random), Error);
  CHECK_THROWS_AS(DenseBlock(4, 2, 0, random), Error);
}

TEST_CASE("residual: both orders and both kinds keep shapes, halve them and train every parameter") {
  Random random(65);
  const Variable x = picture({2, 4, 5, 6});
  for (const ResidualOrder order : {ResidualOrder::post_activation, ResidualOrder::pre_activation}) {
    const ResidualBlock same(4, 4, random, {.order = order});
    CHECK(same(x, Mode::training).shape() == x.shape());
    CHECK(names(same).find("downsample") == std::string::npos);
    const ResidualBlock halved(4, 8, random, {.stride = 2, .order = order});
    CHECK(halved(x, Mode::training).shape() == Shape{2, 8, 3, 3});
    check_all_learn(halved, halved(x, Mode::training));
    const BottleneckBlock narrow(4, 8, random, {.stride = 2, .order = order});
    CHECK(narrow.conv2.weight.shape() == Shape{2, 2, 3, 3});
    CHECK(narrow(x, Mode::training).shape() == Shape{2, 8, 3, 3});
    check_all_learn(narrow, narrow(x, Mode::training));
  }
  const ResidualBlock block(4, 8, random);
  CHECK(names(block) ==
        "conv1.weight bn1.weight bn1.bias conv2.weight bn2.weight bn2.bias downsample.0.weight "
        "downsample.1.weight downsample.1.bias ");
  CHECK(block.named_buffers().size() == 6);
}

TEST_CASE("residual: with F at zero the block passes its input, and without the skip nothing comes through") {
  Random random(66);
  const Variable x = picture({2, 3, 4, 4});
  for (const bool skip : {true, false}) {
    const ResidualBlock block(3, 3, random, {.order = ResidualOrder::pre_activation, .skip = skip});
    block.conv2.weight.assign(Tensor(block.conv2.weight.shape()));
    const Tensor y = block(x, Mode::training).value();
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(y.data()[i] == (skip ? x.value().data()[i] : 0.0f));
  }
}

TEST_CASE("residual: derivatives of a whole block, first and second order") {
  Random random(67);
  const ResidualBlock block(1, 2, random, {.order = ResidualOrder::pre_activation});
  // In evaluation, batch norm is one affine map per channel and the block is smooth away from ReLU's kink.
  const auto f = [&](const std::vector<Variable>& v) { return block(v[0], Mode::evaluation); };
  check_gradients("residual", f, {random.uniform({1, 1, 3, 3}, 0.4f, 1)}, {.step = 0x1p-10f, .error = 2e-2});
}

TEST_CASE("dense, inception, separable and squeeze blocks: shapes, names, and every parameter learns") {
  Random random(68);
  const Variable x = picture({2, 4, 5, 6});
  const DenseBlock dense(4, 3, 2, random);
  CHECK(dense(x, Mode::training).shape() == Shape{2, 10, 5, 6});
  CHECK(
      names(dense).starts_with("denselayer1.norm1.weight denselayer1.norm1.bias denselayer1.conv1.weight "));
  check_all_learn(dense, dense(x, Mode::training));
  const InceptionBlock inception(
      4, {.conv1x1 = 2, .reduced3x3 = 3, .conv3x3 = 4, .reduced5x5 = 2, .conv5x5 = 3, .pooled = 1}, random);
  CHECK(inception(x).shape() == Shape{2, 10, 5, 6});
  CHECK(names(inception).find("branch2.1.conv.bias") != std::string::npos);
  const DepthwiseSeparableConv separable(4, 6, random, 2);
  CHECK(separable.depthwise.weight.shape() == Shape{4, 1, 3, 3});
  CHECK(separable(x, Mode::training).shape() == Shape{2, 6, 3, 3});
  check_all_learn(separable, separable(x, Mode::training));
  const SqueezeExcitation squeeze(4, 2, random);
  CHECK(squeeze(x).shape() == x.shape());
  const Tensor weights = squeeze.weights(x).value();
  for (const float weight : weights.values()) CHECK((weight > 0 && weight < 1));
}

TEST_CASE("conv layers: a small network learns to tell upright from lying bars") {
  Random random(69);
  constexpr int kCount = 16, kSide = 6;
  Tensor pictures({kCount, 1, kSide, kSide});
  std::vector<std::int32_t> labels(kCount);
  for (int n = 0; n < kCount; ++n) {
    labels[static_cast<std::size_t>(n)] = n % 2;
    for (int i = 0; i < kSide; ++i) {
      const int place = n % 2 == 0 ? i * kSide + n % kSide : n % kSide * kSide + i;
      pictures.mutable_data()[n * kSide * kSide + place] = 1;
    }
  }
  const Conv2d conv(1, 4, 3, random, {.padding = 1});
  const Linear head(4, 2, random);
  std::vector<Variable> parameters = conv.parameters();
  for (const Variable& variable : head.parameters()) parameters.push_back(variable);
  Adam optimizer(parameters, {.learning_rate = 3e-2f});
  const Variable x = constant(pictures);
  const auto loss = [&] { return cross_entropy(head(global_max_pool(relu(conv(x)))), labels); };
  const float before = loss().item();
  for (int step = 0; step < 60; ++step) optimizer.step(backward(loss()));
  CHECK(before > 0.3f);
  CHECK(loss().item() < 0.05f);
}
