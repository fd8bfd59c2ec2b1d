#include "nn/conv.h"
#include "autograd/ops_conv.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_upsample.h"
#include "golden/golden.h"
#include "nn/dense_block.h"
#include "nn/inception.h"
#include "nn/residual.h"
#include "nn/separable_conv.h"
#include "nn/squeeze_excitation.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: convolution") {
  const auto plane = [](const ConvOptions& options) {
    return [=](auto& x) { return conv2d(x[0], x[1], x.count() > 2 ? x[2] : Variable(), options); };
  };
  for (const std::string name : {"plain", "one", "no bias", "empty"}) check("conv2d/" + name, plane({}));
  check("conv2d/stride", plane({.stride = {2, 3}, .padding = {1, 0}}));
  check("conv2d/dilation", plane({.padding = 2, .dilation = 2}));
  check("conv2d/groups", plane({.padding = 1, .groups = 2}));
  check("conv2d/depthwise", plane({.padding = 1, .groups = 3}));
  check("conv2d/permuted", [](auto& x) {
    return conv2d(permute(x[0], {0, 3, 1, 2}), x[1], {}, {.padding = 1});
  });
  check("conv1d/plain", [](auto& x) { return conv1d(x[0], x[1], x[2]); });
  check("conv1d/all", [](auto& x) {
    return conv1d(x[0], x[1], x[2], {.stride = 2, .padding = 2, .dilation = 2, .groups = 2});
  });
}

TEST_CASE("golden: transposed convolution") {
  check("conv_transpose2d/plain", [](auto& x) { return conv_transpose2d(x[0], x[1], x[2]); });
  check("conv_transpose2d/stride", [](auto& x) {
    return conv_transpose2d(x[0], x[1], x[2], {.stride = 2, .padding = 1, .output_padding = 1});
  });
  check("conv_transpose2d/groups", [](auto& x) {
    return conv_transpose2d(x[0], x[1], x[2], {.dilation = {1, 2}, .groups = 2});
  });
  check("conv_transpose1d/plain", [](auto& x) { return conv_transpose1d(x[0], x[1], x[2]); });
  check("conv_transpose1d/stride", [](auto& x) {
    return conv_transpose1d(x[0], x[1], x[2], {.stride = 3, .padding = 1, .output_padding = 2});
  });
}

TEST_CASE("golden: pooling and resizing") {
  check("max_pool2d/plain", [](auto& x) { return max_pool2d(x[0], 2); });
  check("max_pool2d/overlapping", [](auto& x) { return max_pool2d(x[0], 3, {.stride = 2, .padding = 1}); });
  check("average_pool2d/plain", [](auto& x) { return average_pool2d(x[0], 2); });
  check("average_pool2d/padded",
        [](auto& x) { return average_pool2d(x[0], 3, {.stride = 2, .padding = 1}); });
  check("average_pool2d/uncounted", [](auto& x) {
    return average_pool2d(x[0], 3, {.stride = 1, .padding = 1, .count_include_pad = false});
  });
  check("mixed_pool2d/scalar", [](auto& x) { return mixed_pool2d(x[0], x[1], 2); });
  check("max_pool1d/padded", [](auto& x) { return max_pool1d(x[0], 3, {.stride = 2, .padding = 1}); });
  check("average_pool1d/plain", [](auto& x) { return average_pool1d(x[0], 3, {.stride = 2}); });
  check("global_average_pool/pictures", [](auto& x) { return global_average_pool(x[0]); });
  check("global_max_pool/pictures", [](auto& x) { return global_max_pool(x[0]); });
  check("upsample_nearest/two", [](auto& x) { return upsample_nearest(x[0], 2); });
  check("upsample_bilinear/two", [](auto& x) { return upsample_bilinear(x[0], {2, 3}); });
  check("resize_nearest/odd", [](auto& x) { return resize_nearest(x[0], {3, 7}); });
  check("resize_bilinear/odd", [](auto& x) { return resize_bilinear(x[0], {3, 7}); });
  check("resize_bilinear/one", [](auto& x) { return resize_bilinear(x[0], {2, 3}); });
}

TEST_CASE("golden: convolution layers and blocks") {
  Random random(1);
  const auto training = [](auto& m, auto& x) { return m(x[0], Mode::training); };
  // Each batch norm over few numbers enlarges what was rounded before it.
  const Tolerance normed{.value = 4e-6, .gradient = 2e-5};
  check_layer("Conv2d/stride", Conv2d(2, 3, 3, random, {.stride = 2, .padding = 1}));
  check_layer("Conv1d/plain", Conv1d(2, 3, 3, random, {}, {.bias = false}));
  check_layer("ConvTranspose2d/stride", ConvTranspose2d(2, 3, 2, random, {.stride = 2}));
  check_layer("ConvTranspose1d/plain", ConvTranspose1d(2, 3, 3, random));
  check_layer("ResidualBlock/same", ResidualBlock(2, 2, random), training);
  check_layer("ResidualBlock/stride", ResidualBlock(2, 3, random, {.stride = 2}), training);
  check_layer("ResidualBlock/before", ResidualBlock(2, 3, random, {.order = ResidualOrder::pre_activation}),
              training, normed);
  check_layer("ResidualBlock/no skip", ResidualBlock(2, 2, random, {.skip = false}), training, normed);
  check_layer("BottleneckBlock/stride", BottleneckBlock(2, 4, random, {.stride = 2}), training, normed);
  check_layer("BottleneckBlock/same", BottleneckBlock(4, 4, random), training, normed);
  check_layer("BottleneckBlock/before",
              BottleneckBlock(4, 8, random, {.stride = 2, .order = ResidualOrder::pre_activation}), training,
              normed);
  check_layer("InceptionBlock/plain", InceptionBlock(2, {1, 2, 3, 1, 2, 2}, random));
  check_layer("DepthwiseSeparableConv/stride", DepthwiseSeparableConv(2, 3, random, 2), training, normed);
  check_layer("DepthwiseSeparableConv/plain", DepthwiseSeparableConv(2, 3, random), training);
  check_layer("SqueezeExcitation/plain", SqueezeExcitation(3, 2, random));
  check_layer("DenseBlock/two", DenseBlock(2, 2, 2, random), training);
}
