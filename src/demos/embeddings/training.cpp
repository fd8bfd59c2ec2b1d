#include "demos/embeddings/training.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/linear_algebra.h"
#include "core/tensor_matrix.h"
#include "demo/rule.h"
#include "train/rule.h"

namespace madang::demos::embeddings {

namespace {

/// Counts are symmetric, so that the singular values are the eigenvalues without their signs.
Tensor vectors_by_counting(const Matrix& counts, int dimensions) {
  Matrix pmi = data::shifted_pmi(counts, data::noise_distribution(counts, 1), 1);
  for (float& value : pmi.values) value = std::max(value, 0.f);
  const SymmetricEigen parts = symmetric_eigen(tensor_of(pmi));
  const std::span<const float> values = parts.values.values();
  const int words = counts.rows;
  std::vector<int> order(static_cast<std::size_t>(words));
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, std::greater(),
                    [&](int i) { return std::abs(values[static_cast<std::size_t>(i)]); });
  Matrix vectors{words, dimensions, std::vector<float>(static_cast<std::size_t>(words) * dimensions)};
  const Matrix all = matrix_of(parts.vectors);
  for (int i = 0; i < std::min(dimensions, words); ++i) {
    const int place = order[static_cast<std::size_t>(i)];
    const float size = std::sqrt(std::abs(values[static_cast<std::size_t>(place)]));
    for (int word = 0; word < words; ++word) vectors.at(word, i) = size * all.at(word, place);
  }
  return tensor_of(vectors);
}

}  // namespace

Learner::Learner(Kind kind, const Settings& settings, const Lessons& lessons, std::uint64_t seed)
    : model(kind, lessons.corpus().vocabulary, settings.dimensions, random_for(seed, Stream::weights)),
      optimizer(model, train::optimizer_of(demo::Rule::adam, model.parameters(), settings.learning_rate)) {}

Training::Training(const Settings& settings, std::uint64_t seed)
    : settings_(settings),
      lessons_(settings, seed),
      expectation_(lessons_.expectation()),
      counted_vectors_(vectors_by_counting(corpus().counts, settings.dimensions)) {
  for (const Kind kind : all_kinds) learners_.emplace_back(kind, settings, lessons_, seed);
}

Variable Training::loss(const Model& model) const {
  if (settings_.expectation && model.kind() == Kind::skip_gram) return model.expected_loss(expectation_);
  return model.loss(lessons_.at(model.kind(), updates_), lessons_.largest_count());
}

void Training::step() {
  std::vector<train::Learning> all;
  for (Learner& learner : learners_)
    all.push_back({learner.optimizer, [this, &learner] { return loss(learner.model); }});
  const auto made = train::step_together(all);
  if (made.back().fault) {
    const Text name = name_of(learners_[made.size() - 1].model.kind());
    throw train::diverged(*made.back().fault, settings_.learning_rate,
                          {name.korean + "의 ", name.english + ": "});
  }
  ++updates_;
  const float share = std::max(0.05f, 1 / static_cast<float>(updates_));
  for (std::size_t i = 0; i < learners_.size(); ++i) {
    learners_[i].loss = made[i].loss;
    learners_[i].mean_loss += share * (made[i].loss - learners_[i].mean_loss);
  }
}

void Training::restart() {
  for (Learner& learner : learners_)
    learner.optimizer = {learner.model, train::optimizer_of(demo::Rule::adam, learner.model.parameters(),
                                                            settings_.learning_rate)};
}

std::vector<train::AnalogyScore> scores_of(const Tensor& vectors, const Corpus& corpus) {
  const Tensor unit = train::unit_rows(vectors);
  std::vector<train::AnalogyScore> all;
  train::AnalogyScore sum;
  float questions = 0;
  for (const auto& relation : corpus.questions) {
    all.push_back(train::score(unit, relation));
    const auto count = static_cast<float>(relation.size());
    sum.excluded += count * all.back().excluded;
    sum.free += count * all.back().free;
    questions += count;
  }
  if (questions > 0) all.push_back({sum.excluded / questions, sum.free / questions});
  return all;
}

}  // namespace madang::demos::embeddings
