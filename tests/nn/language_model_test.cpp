#include "nn/language_model.h"

#include <doctest/doctest.h>

#include <cmath>

#include "data/byte_pair.h"
#include "nn/losses.h"
#include "optim/adam.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<LanguageModel>);

namespace {

constexpr LanguageModelOptions small{.vocabulary = 7,
                                     .context = 6,
                                     .layers = 2,
                                     .block = {.model_size = 8, .heads = 2, .feed_forward_size = 12}};

using Numbers = std::span<const float>;

/// Rows `from` … `to` − 1 of a matrix.
Numbers rows(const Tensor& x, int from, int to) {
  const auto width = static_cast<std::size_t>(x.shape()[1]);
  return x.values().subspan(static_cast<std::size_t>(from) * width,
                            static_cast<std::size_t>(to - from) * width);
}

float distance(Numbers a, Numbers b) {
  REQUIRE(a.size() == b.size());
  float most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

}  // namespace

TEST_CASE("language model: parameters of GPT-2 and of a model of characters, as published") {
  // GPT-2 small: 124,439,808 (Radford et al. 2019; Hugging Face's gpt2).
  CHECK(parameter_count(
            LanguageModelOptions{.vocabulary = 50257,
                                 .context = 1024,
                                 .layers = 12,
                                 .block = {.model_size = 768, .heads = 12, .feed_forward_size = 3072},
                                 .tied = true}) == 124'439'808);
  // Karpathy's gpt.py (ng-video-lecture) has 209,729, without biases of q, k and v.
  CHECK(
      parameter_count(LanguageModelOptions{.vocabulary = 65,
                                           .context = 32,
                                           .layers = 4,
                                           .block = {.model_size = 64, .heads = 4, .feed_forward_size = 256},
                                           .head_bias = true}) -
          4 * 3 * 64 ==
      209'729);
  for (const bool tied : {false, true}) {
    Random random(901);
    LanguageModelOptions options = small;
    options.tied = tied;
    const LanguageModel model(options, random);
    CHECK(parameter_count(model) == parameter_count(options));
    CHECK(model.cost(5).parameters == parameter_count(options));
  }
}

TEST_CASE("language model: the first loss is near ln of the vocabulary, and no logit sees what comes later") {
  Random random(902);
  const LanguageModel model(small, random);
  const std::vector<std::int32_t> text{3, 1, 4, 1, 5, 2, 6, 5, 3, 5};
  const std::vector<std::int32_t> next{1, 4, 1, 5, 2, 6, 5, 3, 5, 0};
  const Variable logits = model(text, 5);
  REQUIRE(logits.shape() == Shape{10, 7});
  CHECK(cross_entropy(logits, next).value().values()[0] == doctest::Approx(std::log(7.0)).epsilon(0.05));
  std::vector<std::int32_t> changed = text;
  changed[4] = 0;
  const Tensor before = logits.value(), after = model(changed, 5).value();
  CHECK(distance(rows(before, 0, 4), rows(after, 0, 4)) == 0);
  CHECK(distance(rows(before, 4, 5), rows(after, 4, 5)) > 1e-4);
  CHECK(distance(rows(before, 5, 10), rows(after, 5, 10)) == 0);
}

TEST_CASE("language model: with keys and values kept, and looked at, the logits are the same") {
  Random random(903);
  for (const bool tied : {false, true}) {
    LanguageModelOptions options = small;
    options.tied = tied;
    const LanguageModel model(options, random);
    const std::vector<std::int32_t> text{3, 1, 4, 1, 5, 2};
    const Tensor whole = model(text, 6).value();
    const auto trace = model.inspect(text, 6);
    CHECK(distance(trace.logits.value().values(), whole.values()) < 1e-5);
    CHECK(trace.blocks.size() == 2);
    CHECK(trace.blocks[1].self_attn.weights.shape() == Shape{1, 2, 6, 6});
    for (const std::size_t piece : {1u, 2u, 3u}) {
      LanguageModel::Past past;
      for (std::size_t i = 0; i < text.size(); i += piece) {
        CHECK(past.length() == static_cast<int>(i));
        const Tensor said = model.extend(std::span(text).subspan(i, piece), past).value();
        CHECK(distance(said.values(), rows(whole, static_cast<int>(i), static_cast<int>(i + piece))) < 1e-5);
      }
    }
  }
}

TEST_CASE("language model: what writing costs, counted") {
  Random random(904);
  const LanguageModel model(small, random);
  // A text computed anew costs what a pass over it costs, less the logits of all positions but the last.
  std::int64_t anew = 0;
  for (int n = 1; n <= 6; ++n) anew += model.cost(n).multiply_adds - (n - 1) * 8 * 7;
  CHECK(model.writing_multiply_adds(6, false) == anew);
  CHECK(model.writing_multiply_adds(1, true) == model.writing_multiply_adds(1, false));
  // d 64, 4 layers: 128 characters cost 67 times as much without the cache.
  const LanguageModel larger({.vocabulary = 65,
                              .context = 128,
                              .layers = 4,
                              .block = {.model_size = 64, .heads = 4, .feed_forward_size = 256}},
                             random);
  CHECK(static_cast<double>(larger.writing_multiply_adds(128, false)) /
            static_cast<double>(larger.writing_multiply_adds(128, true)) ==
        doctest::Approx(67).epsilon(0.01));
}

TEST_CASE("language model: learns a text by heart, ties or not") {
  const std::string line = "a rose is a rose is a rose";
  std::vector<std::int32_t> text = data::BytePair().encode(line);
  for (auto& token : text) token -= ' ';
  const int length = static_cast<int>(text.size()) - 1;
  for (const bool tied : {false, true}) {
    Random random(905);
    const LanguageModel model({.vocabulary = 96,
                               .context = 32,
                               .layers = 1,
                               .block = {.model_size = 16, .heads = 2, .feed_forward_size = 32},
                               .tied = tied},
                              random);
    Adam optimizer(model.parameters(), {.learning_rate = 0.02f});
    float loss = 0;
    for (int i = 0; i < 120; ++i) {
      const Variable said = cross_entropy(model(std::span(text).first(text.size() - 1), length),
                                          std::span<const std::int32_t>(text).subspan(1));
      loss = said.value().values()[0];
      optimizer.step(backward(said));
    }
    CHECK(loss < 0.1f);
  }
}

TEST_CASE("language model: sizes that make no sense are refused") {
  Random random(906);
  CHECK_THROWS_AS(LanguageModel({.vocabulary = 0, .context = 4}, random), Error);
  CHECK_THROWS_AS(LanguageModel({.vocabulary = 4, .context = 4, .head_bias = true, .tied = true}, random),
                  Error);
  const LanguageModel model(small, random);
  const std::vector<std::int32_t> seven(7, 1), four(4, 1);
  CHECK_THROWS_WITH_AS(model(seven, 7), "language_model: 7 tokens do not fit into a context of 6", Error);
  CHECK_THROWS_AS(model(four, 3), Error);
  LanguageModel::Past past;
  model.extend(four, past);
  CHECK_THROWS_WITH_AS(model.extend(four, past), "language_model: 8 tokens do not fit into a context of 6",
                       Error);
}
