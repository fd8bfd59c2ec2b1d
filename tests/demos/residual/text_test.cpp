// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "autograd/ops_activation.h"
#include "demos/residual/settings.h"
#include "nn/batch_norm.h"
#include "nn/dense_block.h"
#include "nn/linear.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::demos::residual;

TEST_CASE("residual: the text's counts and shares are the demo's") {
  CHECK(test::both_texts_say("residual", R"($\ln 10=)" + ui::fixed_text(std::log(10.f)) + "$"));
  CHECK(width == 48);
  CHECK(test::text_says("residual", {"유닛이 48개", "48 units"}));
  CHECK(growth == 8);
  CHECK(test::text_says("residual", {"유닛 8개", "adds 8 units"}));
  CHECK(Settings{}.blocks() == 15);
  CHECK(test::text_says("residual", {"블록 열다섯 개", "all fifteen blocks"}));
  CHECK(trial_depths.size() == 5);
  CHECK(test::text_says("residual", {"‘다섯 깊이로 견주기’", "“Compare five depths”"}));
  CHECK(Settings{}.gate_bias == -4);
}

TEST_CASE("residual: a gate with b = −2 replaces 0.119, and 64 of them leave 0.03 %") {
  const float replaced = sigmoid(constant(Tensor::scalar(-2))).item();
  CHECK(test::both_texts_say("residual", R"($\sigma(-2)=)" + ui::fixed_text(replaced, 3) + "$"));
  const float left = std::pow(1 - replaced, 64.f);
  CHECK(test::both_texts_say("residual", ui::fixed_text(100 * left) + "%"));
}

namespace {

/// Of convolutions without bias, and norms with γ and β.
std::int64_t conv(std::int64_t in, std::int64_t out, int kernel) { return in * out * kernel * kernel; }
std::int64_t norm(std::int64_t channels) { return 2 * channels; }

}  // namespace

TEST_CASE("residual: DenseNet-121 has 7,978,856 parameters by the rule that the demo's DenseNet grows by") {
  // Huang et al. 2017, table 1: growth 32, blocks of 6, 12, 24 and 16 layers, each behind a 1×1 bottleneck of
  // 4 · 32 channels, and between blocks half of the channels go on.
  constexpr int added = 32, bottleneck = 4 * added;
  std::int64_t channels = 64, count = conv(3, channels, 7) + norm(channels);
  for (const int layers : {6, 12, 24, 16}) {
    for (int i = 0; i < layers; ++i, channels += added)
      count += norm(channels) + conv(channels, bottleneck, 1) + norm(bottleneck) + conv(bottleneck, added, 3);
    count += norm(channels);
    if (layers == 16) break;
    count += conv(channels, channels / 2, 1);
    channels /= 2;
  }
  CHECK(count + channels * 1000 + 1000 == 7'978'856);
  Random random(1);
  const DenseBlock block(6, 4, 2, random);
  CHECK(parameter_count(block) == norm(6) + conv(6, 4, 3) + norm(10) + conv(10, 4, 3));
}
