#include "demos/positional/training.h"

#include <cmath>

#include "demo/experiment.h"

namespace madang::demos::positional {

namespace {

constexpr int test_count = 64;
constexpr int long_test_count = 48;

enum class Stream : std::uint64_t { weights = 1, batches, tests };

[[noreturn]] void halt(int index) {
  const std::string name = index == 0 ? "A" : "B";
  throw demo::Halt({"모델 " + name + "의 학습이 발산했습니다. 학습률을 낮추고 처음부터 다시 시작하세요.",
                    "Model " + name + " diverged. Lower the learning rate and reset."});
}

}  // namespace

Rules rules_of(const Settings& settings) { return {settings.task, settings.offset}; }

Blueprint blueprint_of(const Settings& settings, Scheme scheme) {
  const Rules rules = rules_of(settings);
  return {scheme, rules.symbols(), rules.answers(), settings.length, numbers_of(settings.size)};
}

Random first_weights(std::uint64_t seed) { return random_for(seed, Stream::weights); }
Random batch_stream(std::uint64_t seed) { return random_for(seed, Stream::batches); }

Training::Training(const Settings& settings, std::uint64_t seed)
    : rules_(rules_of(settings)),
      batches_(batch_stream(seed)),
      tests_(random_for(seed, Stream::tests)),
      exam_(rules_.draw(test_count, settings.length, tests_)),
      long_exam_(rules_.draw(long_test_count, reach * settings.length, tests_)),
      learners_{Learner(blueprint_of(settings, settings.scheme), first_weights(seed)),
                Learner(blueprint_of(settings, settings.scheme_b), first_weights(seed))} {
  record({});
}

void Training::step(float learning_rate) {
  const Random before = batches_;
  const Exam batch(rules_.draw(batch_count, trained_length(), batches_));
  const std::array<Variable, 2> losses{learners_[0].loss(batch), learners_[1].loss(batch)};
  for (const int i : {0, 1}) {
    if (std::isfinite(losses[static_cast<std::size_t>(i)].item())) continue;
    batches_ = before;
    halt(i);
  }
  for (const std::size_t i : {0u, 1u}) learners_[i].descend(losses[i], learning_rate);
  ++steps_;
  record({losses[0].item(), losses[1].item()});
}

void Training::record(std::array<float, 2> batch_losses) {
  for (const std::size_t i : {0u, 1u}) {
    Learner& learner = learners_[i];
    if (learner.curves.due(steps_))
      learner.curves.add(steps_, batch_losses[i], learner.score(exam_), learner.score(long_exam_));
  }
}

Score order_blind_score(const Rules& rules, const Exam& exam, int trained) {
  const std::vector<std::int32_t> guesses = rules.order_blind_answers(exam.sequences);
  std::vector<std::int32_t> given;
  for (const std::int32_t place : exam.asked) given.push_back(guesses[static_cast<std::size_t>(place)]);
  return score_of(exam, given, trained);
}

}  // namespace madang::demos::positional
