#include "demos/rnn/training.h"

#include "demo/experiment.h"
#include "train/rule.h"

namespace madang::demos::rnn {

namespace {

train::GuardedOptimizer adam_of(const Model& model, const Settings& settings) {
  return {model, train::optimizer_of(demo::Rule::adam, model.parameters(), settings.learning_rate)};
}

[[noreturn]] void halt(Cell cell, train::Fault fault, const Settings& settings) {
  const std::string name = name_of(cell);
  Text reason = train::diverged(fault, settings.learning_rate, {name + " 셀의 ", name + ": "}).reason();
  if (settings.clip == 0) {
    reason.korean += " 기울기를 자르는 것도 방법입니다.";
    reason.english += " Clipping the gradient helps too.";
  }
  throw demo::Halt(reason, demo::After::intact);
}

}  // namespace

Model first_model(Cell cell, const Settings& settings, const Lesson& lesson, std::uint64_t seed) {
  return Model(
      {cell, lesson.features(), settings.hidden, lesson.outputs(), settings.rnn_start, settings.gate_bias},
      random_for(seed, Stream::weights));
}

Training::Training(const Settings& settings, std::uint64_t seed, std::span<const Cell> cells)
    : lesson_(settings, seed), sequences_(random_for(seed, Stream::learned)) {
  for (const Cell cell : cells) {
    const Model model = first_model(cell, settings, lesson_, seed);
    const Measurement first = measure(model, lesson_);
    learners_.push_back({model, adam_of(model, settings), first, first});
  }
}

void Training::step(const Settings& settings) {
  const Random before = sequences_;
  const Batch batch = lesson_.draw(settings.batch, sequences_);
  std::vector<train::Learning> models;
  for (Learner& learner : learners_) {
    learner.optimizer.set_learning_rate(settings.learning_rate);
    learner.optimizer.set_gradient_norm_limit(settings.clip);
    models.push_back({learner.optimizer, [&] { return loss_of(learner.model, lesson_, batch); }});
  }
  const std::vector<train::Update> updates = train::step_together(models);
  if (const auto fault = updates.back().fault) {
    sequences_ = before;
    halt(learners_[updates.size() - 1].model.cell(), *fault, settings);
  }
  for (Learner& learner : learners_) learner.now.reset();
  ++updates_;
}

void Training::begin_anew(const Settings& settings) {
  for (Learner& learner : learners_) {
    learner.optimizer = adam_of(learner.model, settings);
    learner.now.reset();
  }
}

const Measurement& Training::measured(std::size_t learner) {
  auto& [model, optimizer, first, now] = learners_[learner];
  if (!now) now = measure(model, lesson_);
  return *now;
}

}  // namespace madang::demos::rnn
