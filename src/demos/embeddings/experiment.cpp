#include "demos/embeddings/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "demos/embeddings/picture.h"
#include "demos/embeddings/pytorch.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::embeddings {

namespace {

/// In names of curves and tensors, in the order of Kind.
constexpr const char* short_names[] = {"cbow", "skip_gram", "glove"};
constexpr int updates_at_once = 20;

/// First the loss of the chosen model, which a PyTorch script repeats; the others are drawn.
std::vector<demo::Curve> described_curves() {
  std::vector<demo::Curve> all = {
      {.name = "loss", .label = {"고른 모델의 손실", "Loss of the chosen model"}}};
  for (const Kind kind : all_kinds) {
    const auto index = static_cast<int>(kind);
    const Text name = name_of(kind);
    const std::string ending = std::string("_") + short_names[index];
    all.push_back({.name = "loss" + ending,
                   .label = {name.korean + " 손실", name.english + " loss"},
                   .quantity = "losses",
                   .colour = index});
    for (const char* quantity : {"excluded", "free"})
      all.push_back({.name = quantity + ending,
                     .label = name,
                     .quantity = quantity,
                     .colour = index,
                     .interval = 5,
                     .share = true});
  }
  return all;
}

std::vector<demo::Reference> references_of(const Training& training) {
  const Lessons& lessons = training.lessons();
  const Matrix goal =
      data::shifted_pmi(training.corpus().counts, lessons.noise(), static_cast<float>(lessons.negatives()));
  const demo::Reference least{"losses",
                              {"skip-gram이 내려갈 수 있는 끝", "least possible for skip-gram"},
                              expected_loss_of(goal, training.expectation())};
  const auto counted = scores_of(training.counted_vectors(), training.corpus());
  if (counted.empty()) return {least};
  const auto words = static_cast<float>(training.corpus().vocabulary);
  const Text by_counting{"PMI를 분해", "PMI decomposed"}, chance{"찍기", "chance"};
  return {least,
          {"excluded", by_counting, counted.back().excluded},
          {"excluded", chance, 1 / (words - 3)},
          {"free", by_counting, counted.back().free},
          {"free", chance, 1 / words}};
}

/// One model alone on a corpus with that skew.
train::Trial::Run run_of(Kind kind, const Settings& settings, std::uint64_t seed) {
  const auto lessons = std::make_shared<Lessons>(settings, seed);
  const auto learner = std::make_shared<Learner>(kind, settings, *lessons, seed);
  return [=, step = std::uint64_t{0}]() mutable -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && step < trial_updates; ++i, ++step) {
      const auto update = learner->optimizer.step(
          [&] { return learner->model.loss(lessons->at(kind, step), lessons->largest_count()); });
      if (update.fault) return train::Trial::Measured{{}, true};
    }
    if (step < trial_updates) return {};
    const train::AnalogyScore score = scores_of(learner->model.vectors(), lessons->corpus()).back();
    return train::Trial::Measured{{score.excluded, score.free}};
  };
}

}  // namespace

class Embeddings final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
    trial_.reset();
    history = demo::History(described_curves(), references_of(*training_));
    note_shares();
  }

  /// The first curve is that of the chosen model.
  void settings_changed() override {
    if (!training_) return;
    const demo::Curve& chosen = history.curve(curve_name("loss_", settings.kind));
    history.set("loss", chosen.x, chosen.y);
  }

  /// A piece of the trial that is under way, else an update of all three models.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    training_->step();
    for (const Learner& learner : training_->learners()) {
      history.note(curve_name("loss_", learner.model.kind()), training_->updates(), learner.loss);
      if (learner.model.kind() == settings.kind) history.note("loss", training_->updates(), learner.loss);
    }
    note_shares();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      begin_trial();
    else if (action.name == "stop" && trial_)
      trial_->stop();
    else if (action.name != "stop")
      AnyExperiment::act(action);
  }

  void fill(Snapshot& picture) override {
    if (!training_) return;
    fill_picture(picture, *training_, settings);
    if (trial_) picture.trial = trial_->picture();
  }

  bool has_pytorch() const override { return !(settings.expectation && settings.kind == Kind::skip_gram); }

 protected:
  /// The loss is that of the next batch.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Learner& learner : training_->learners()) {
      const Model& model = learner.model;
      all.push_back(train::inside_of(
          model, [this, &model] { return training_->loss(model); }, {},
          short_names[static_cast<std::size_t>(model.kind())]));
    }
    return all;
  }
  std::uint64_t updates() const override { return training_->updates(); }
  void loaded() override { training_->restart(); }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  static std::string curve_name(const std::string& quantity, Kind kind) {
    return quantity + short_names[static_cast<std::size_t>(kind)];
  }

  void note_shares() {
    constexpr std::uint64_t interval = 5;
    const std::uint64_t step = training_->updates();
    if (step % interval != 0) return;
    for (const Learner& learner : training_->learners()) {
      const auto scores = scores_of(learner.model.vectors(), training_->corpus());
      if (scores.empty()) return;
      history.note(curve_name("excluded_", learner.model.kind()), step, scores.back().excluded);
      history.note(curve_name("free_", learner.model.kind()), step, scores.back().free);
    }
  }

  /// Contestants: kind · skews + skew.
  void begin_trial() {
    if (settings.source == Source::own)
      throw demo::Halt(
          {"내 글에는 심어 둔 유추가 없습니다.", "A text of your own has no planted analogies."});
    const auto start = [own = settings](int contestant, std::uint64_t seed) mutable {
      const auto number = static_cast<std::size_t>(contestant);
      own.skew = trial_skews[number % trial_skews.size()];
      return run_of(static_cast<Kind>(number / trial_skews.size()), own, seed);
    };
    trial_.emplace(static_cast<int>(all_kinds.size() * trial_skews.size()), settings.seeds, seed_, start);
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<Embeddings> registered("embeddings");
}  // namespace

}  // namespace madang::demos::embeddings
