#include "demos/seq2seq/training.h"

#include "autograd/ops_softmax.h"
#include "demo/experiment.h"
#include "train/rule.h"

namespace madang::demos::seq2seq {

namespace {

train::GuardedOptimizer adam_of(const Translator& model, const Settings& settings) {
  return {model, train::optimizer_of(demo::Rule::adam, model.parameters(), settings.learning_rate)};
}

}  // namespace

Translator first_model(Attention attention, const Settings& settings, const Lesson& lesson,
                       std::uint64_t seed) {
  return Translator({.attention = attention,
                     .source_symbols = lesson.source_symbols(),
                     .target_symbols = target_symbols,
                     .hidden = settings.hidden + settings.hidden % 2},
                    random_for(seed, Stream::weights));
}

Tally Learner::tally(int items) const {
  Tally sum;
  for (const Tally& each : tallies[static_cast<std::size_t>(items - 1)]) sum += each;
  return sum;
}

Training::Training(const Settings& settings, std::uint64_t seed, std::span<const Attention> kinds)
    : lesson_(settings, seed),
      order_(random_for(seed, Stream::order)),
      measured_items_(settings.items + most_measured - most_items) {
  for (const Attention kind : kinds) {
    Translator model = first_model(kind, settings, lesson_, seed);
    train::GuardedOptimizer optimizer = adam_of(model, settings);
    learners_.push_back(
        {std::move(model), std::move(optimizer), lesson_.idle_loss(), lesson_.idle_loss(), {}});
  }
}

void Training::step(const Settings& settings) {
  const Random before = order_;
  const Batch batch = lesson_.draw(settings.batch, order_);
  std::vector<train::Learning> models;
  for (Learner& learner : learners_) {
    learner.optimizer.set_learning_rate(settings.learning_rate);
    learner.optimizer.set_gradient_norm_limit(settings.clip);
    models.push_back(
        {learner.optimizer, [&] { return cross_entropy(learner.model.logits(batch), batch.target); }});
  }
  const std::vector<train::Update> updates = train::step_together(models);
  if (const auto fault = updates.back().fault) {
    order_ = before;
    const Text name = name_of(learners_[updates.size() - 1].model.attention());
    throw train::diverged(*fault, settings.learning_rate, {name.korean + ": ", name.english + ": "});
  }
  ++updates_;
  constexpr std::uint64_t memory = 20;  // batches over which a loss is averaged
  const float share = 1 / static_cast<float>(std::min(updates_, memory));
  for (std::size_t i = 0; i < learners_.size(); ++i) {
    Learner& learner = learners_[i];
    learner.loss = updates[i].loss;
    learner.mean_loss += (learner.loss - learner.mean_loss) * share;
  }
}

void Training::measure_next() {
  const auto items = static_cast<std::size_t>(measured_ % static_cast<std::uint64_t>(measured_items_));
  const auto line =
      static_cast<std::size_t>(measured_ / static_cast<std::uint64_t>(measured_items_)) % shown_lines;
  const Line& asked = lesson_.held_out(static_cast<int>(items) + 1)[line];
  for (Learner& learner : learners_) {
    std::vector<Tally>& tallies = learner.tallies[items];
    if (tallies.size() <= line) tallies.resize(line + 1);
    tallies[line] = tally_of(learner.model, lesson_, asked);
  }
  ++measured_;
}

void Training::begin_anew(const Settings& settings) {
  for (Learner& learner : learners_) {
    learner.optimizer = adam_of(learner.model, settings);
    learner.tallies = {};
  }
  measured_ = 0;
}

}  // namespace madang::demos::seq2seq
