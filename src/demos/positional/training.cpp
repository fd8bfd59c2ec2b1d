#include "demos/positional/training.h"

#include "demo/experiment.h"
#include "train/rule.h"

namespace madang::demos::positional {

namespace {

constexpr int test_count = 64;
constexpr int long_test_count = 48;

enum class Stream : std::uint64_t { weights = 1, batches, tests };

train::GuardedOptimizer adam_of(const Model& model) {
  return {model, train::optimizer_of(demo::Rule::adam, model.parameters(), AdamOptions{}.learning_rate)};
}

}  // namespace

Blueprint blueprint_of(const Settings& settings, Scheme scheme) {
  const Rules rules{settings.task, settings.offset};
  return {scheme, rules.symbols(), rules.answers(), settings.length, numbers_of(settings.size)};
}

Training::Learner::Learner(const Blueprint& blueprint, Random weights)
    : model(blueprint, weights), optimizer(adam_of(model)) {}

Training::Training(const Settings& settings, std::uint64_t seed)
    : rules_{settings.task, settings.offset},
      batches_(random_for(seed, Stream::batches)),
      tests_(random_for(seed, Stream::tests)),
      exam_(rules_.draw(test_count, settings.length, tests_)),
      long_exam_(rules_.draw(long_test_count, reach * settings.length, tests_)),
      guess_{order_blind_score(rules_, exam_, settings.length),
             order_blind_score(rules_, long_exam_, settings.length)},
      learners_{Learner(blueprint_of(settings, settings.scheme), random_for(seed, Stream::weights)),
                Learner(blueprint_of(settings, settings.scheme_b), random_for(seed, Stream::weights))} {}

std::array<float, 2> Training::step(float learning_rate) {
  const Random before = batches_;
  const Exam batch(draw_batch());
  std::vector<train::Learning> models;
  for (Learner& learner : learners_) {
    learner.optimizer.set_learning_rate(learning_rate);
    models.push_back({learner.optimizer, [&] { return loss_of(learner.model, batch); }});
  }
  const std::vector<train::Update> updates = train::step_together(models);
  if (const auto fault = updates.back().fault) {
    batches_ = before;
    const std::string name = updates.size() == 1 ? "A" : "B";
    throw train::diverged(*fault, learning_rate, {"모델 " + name + "의 ", "Model " + name + ": "});
  }
  for (Learner& learner : learners_) learner.scores.reset();
  ++steps_;
  return {updates[0].loss, updates[1].loss};
}

void Training::begin_anew() {
  for (Learner& learner : learners_) {
    learner.optimizer = adam_of(learner.model);
    learner.scores.reset();
  }
}

const Training::Scores& Training::scores(int index) {
  auto& [model, optimizer, scores] = learners_[static_cast<std::size_t>(index)];
  if (!scores)
    scores = {score_of(model, exam_, trained_length()), score_of(model, long_exam_, trained_length())};
  return *scores;
}

}  // namespace madang::demos::positional
