#include "demos/embeddings/model.h"

#include <algorithm>
#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_segment.h"
#include "autograd/ops_shape.h"
#include "core/tensor_matrix.h"
#include "nn/losses_words.h"

namespace madang::demos::embeddings {

namespace {

constexpr float frequent_share = 0.95f;  // of the cells that x_max does not exceed; 100 is for large corpora

/// Σ over the last axis of a · b.
Variable dots(const Variable& a, const Variable& b) { return sum(a * b, {-1}); }

/// Of the rows of `h` with the true outputs, and with k drawn ones each.
Variable sampled_loss(const Variable& h, const Variable& output, const Batch& batch) {
  const int rows = h.shape()[0], dimensions = h.shape()[1];
  const Variable drawn = reshape(gather(output, batch.drawn), {rows, -1, dimensions});
  return negative_sampling(dots(h, gather(output, batch.to)), dots(reshape(h, {rows, 1, dimensions}), drawn));
}

Variable expected(const Variable& scores, const Expectation& expectation) {
  return sum(constant(expectation.together) * softplus(-scores)) +
         sum(constant(expectation.apart) * softplus(scores));
}

std::size_t below(Random& random, std::size_t bound) {
  return random.below(static_cast<std::uint32_t>(bound));
}

}  // namespace

Lessons::Lessons(const Settings& settings, std::uint64_t seed)
    : corpus_(make_corpus(settings, seed)),
      seed_(seed),
      batch_(settings.batch),
      negatives_(settings.negatives),
      window_(settings.window),
      noise_(data::noise_distribution(corpus_.counts, settings.noise_power)),
      noise_sums_(noise_.size()),
      largest_count_(data::count_quantile(corpus_.counts, frequent_share)) {
  std::partial_sum(noise_.begin(), noise_.end(), noise_sums_.begin());
  data::for_each_pair(corpus_.lines, window_, [&](std::size_t line, std::size_t at, std::size_t other) {
    from_.push_back(corpus_.lines[line][at]);
    to_.push_back(corpus_.lines[line][other]);
    const std::pair place(static_cast<std::int32_t>(line), static_cast<std::int32_t>(at));
    if (places_.empty() || places_.back() != place) places_.push_back(place);
  });
  for (std::size_t cell = 0; cell < corpus_.counts.values.size(); ++cell)
    if (corpus_.counts.values[cell] > 0) cells_.push_back(static_cast<std::int32_t>(cell));
}

std::int32_t Lessons::draw_noise(Random& random) const {
  const auto found = std::ranges::upper_bound(noise_sums_, random.uniform() * noise_sums_.back());
  return static_cast<std::int32_t>(
      std::min<std::ptrdiff_t>(found - noise_sums_.begin(), corpus_.vocabulary - 1));
}

void Lessons::add_pair(Batch& batch, Random& random) const {
  const std::size_t pair = below(random, from_.size());
  batch.from.push_back(from_[pair]);
  batch.to.push_back(to_[pair]);
}

void Lessons::add_place(Batch& batch, Random& random) const {
  const auto row = static_cast<std::int32_t>(batch.to.size());
  const auto [line, at] = places_[below(random, places_.size())];
  const auto& words = corpus_.lines[static_cast<std::size_t>(line)];
  batch.to.push_back(words[static_cast<std::size_t>(at)]);
  for (std::int32_t other = at - window_; other <= at + window_; ++other)
    if (other >= 0 && other < std::ssize(words) && other != at) {
      batch.from.push_back(words[static_cast<std::size_t>(other)]);
      batch.row.push_back(row);
    }
}

void Lessons::add_cell(Batch& batch, Random& random) const {
  const std::int32_t cell = cells_[below(random, cells_.size())];
  batch.from.push_back(cell / corpus_.vocabulary);
  batch.to.push_back(cell % corpus_.vocabulary);
  batch.counts.push_back(corpus_.counts.values[static_cast<std::size_t>(cell)]);
}

Batch Lessons::at(Kind kind, std::uint64_t step) const {
  Random random =
      random_for(seed_, Stream::batches, step * all_kinds.size() + static_cast<std::uint64_t>(kind));
  Batch batch;
  for (int i = 0; i < batch_; ++i) {
    if (kind == Kind::glove) {
      add_cell(batch, random);
      continue;
    }
    kind == Kind::cbow ? add_place(batch, random) : add_pair(batch, random);
    for (int n = 0; n < negatives_; ++n) batch.drawn.push_back(draw_noise(random));
  }
  return batch;
}

Expectation Lessons::expectation() const {
  const Matrix& counts = corpus_.counts;
  Matrix together = counts, apart = counts;
  const auto all = static_cast<float>(pairs());
  for (int row = 0; row < counts.rows; ++row) {
    float of_word = 0;
    for (int column = 0; column < counts.columns; ++column) of_word += counts.at(row, column);
    for (int column = 0; column < counts.columns; ++column) {
      together.at(row, column) /= all;
      apart.at(row, column) =
          static_cast<float>(negatives_) * of_word * noise_[static_cast<std::size_t>(column)] / all;
    }
  }
  return {tensor_of(together), tensor_of(apart)};
}

float expected_loss_of(const Matrix& scores, const Expectation& expectation) {
  const NoRecording off;
  Tensor finite = tensor_of(scores);
  for (float& score : finite.mutable_values()) score = std::max(score, -30.f);  // −∞ costs as little
  return expected(constant(finite), expectation).item();
}

Model::Model(Kind kind, int vocabulary, int dimensions, Random random) : kind_(kind) {
  const float reach = 0.5f / static_cast<float>(dimensions);  // word2vec's
  input_ = parameter(random.uniform({vocabulary, dimensions}, -reach, reach));
  output_ = parameter(random.uniform({vocabulary, dimensions}, -reach, reach));
  if (kind != Kind::glove) return;
  input_bias_ = parameter(Tensor({vocabulary}));
  output_bias_ = parameter(Tensor({vocabulary}));
}

Variable Model::loss(const Batch& batch, float largest_count) const {
  switch (kind_) {
    case Kind::skip_gram:
      return sampled_loss(gather(input_, batch.from), output_, batch);
    case Kind::cbow:
      return sampled_loss(
          segment_mean(gather(input_, batch.from), batch.row, static_cast<int>(batch.to.size())), output_,
          batch);
    case Kind::glove: {
      const Variable scores = dots(gather(input_, batch.from), gather(output_, batch.to)) +
                              gather(input_bias_, batch.from) + gather(output_bias_, batch.to);
      const Shape shape{static_cast<int>(batch.counts.size())};
      return glove_loss(scores, constant(Tensor::from(shape, batch.counts)), largest_count);
    }
  }
  throw Error("embeddings: no such model");
}

Variable Model::expected_loss(const Expectation& expectation) const {
  return expected(matmul(input_, output_, {.b = true}), expectation);
}

Tensor Model::vectors() const {
  const NoRecording off;
  return kind_ == Kind::glove ? (input_ + output_).value() : input_.value();
}

Tensor Model::scores() const {
  const NoRecording off;
  const Variable products = matmul(input_, output_, {.b = true});
  if (kind_ != Kind::glove) return products.value();
  return (products + reshape(input_bias_, {-1, 1}) + output_bias_).value();
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> all = {{"input.weight", input_}, {"output.weight", output_}};
  if (kind_ == Kind::glove) {
    all.push_back({"input_bias", input_bias_});
    all.push_back({"output_bias", output_bias_});
  }
  return all;
}

}  // namespace madang::demos::embeddings
