#include "demos/seq2seq/experiment.h"

#include <memory>
#include <optional>
#include <utility>

#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "demos/seq2seq/picture.h"
#include "demos/seq2seq/pytorch.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::seq2seq {

namespace {

/// In names of curves and tensors.
std::string short_name(Attention attention) {
  switch (attention) {
    case Attention::none:
      return "none";
    case Attention::additive:
      return "bahdanau";
    case Attention::multiplicative:
      return "luong";
  }
  return {};
}

/// First the loss of the model that is looked into, so that two runs can be laid over each other.
demo::History history_of(const Lesson& lesson) {
  std::vector<demo::Curve> curves = {
      {.name = "loss", .label = {"고른 모델의 손실", "Loss of the chosen model"}}};
  for (const Attention kind : all_attentions)
    curves.push_back({.name = "loss_" + short_name(kind),
                      .label = name_of(kind),
                      .quantity = "loss",
                      .colour = static_cast<int>(kind)});
  return demo::History(std::move(curves),
                       {{"loss", {"자리마다의 빈도만", "frequencies by place"}, lesson.idle_loss()}});
}

constexpr int updates_at_once = 10;

/// Trains one of the models anew and tests it on lines as long as the longest that it learned from.
train::Trial::Run run_of(Attention kind, const Settings& settings, std::uint64_t seed) {
  const auto training = std::make_shared<Training>(settings, seed, std::span(&kind, 1));
  return [=]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->updates() < trial_updates; ++i) training->step(settings);
    if (training->updates() < trial_updates) return {};
    const Lesson& lesson = training->lesson();
    const Tally tally = tally_of(training->learners().front().model, lesson, lesson.held_out(settings.items));
    return train::Trial::Measured{{tally.lines_right(), tally.symbols_right()}};
  };
}

}  // namespace

class Seq2Seq final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    trial_.reset();
    training_.emplace(settings, seed);
    Random probe = random_for(seed, Stream::order, 1);
    probe_ = training_->lesson().draw(settings.batch, probe);
    history = history_of(training_->lesson());
  }

  void settings_changed() override {
    if (!training_) return;
    const demo::Curve& chosen = history.curve("loss_" + short_name(settings.attention));
    history.set("loss", chosen.x, chosen.y);
  }

  /// A piece of the trial that is under way, else an update of all models and an answer of each.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    training_->step(settings);
    training_->measure_next();
    for (const Learner& learner : training_->learners()) {
      const Attention kind = learner.model.attention();
      history.note("loss_" + short_name(kind), training_->updates(), learner.loss);
      if (kind == settings.attention) history.note("loss", training_->updates(), learner.loss);
    }
  }

  void act(const demo::Action& action) override {
    if (action.name != "trial") return AnyExperiment::act(action);
    trial_.emplace(static_cast<int>(all_attentions.size()), settings.seeds, seed_,
                   [settings = settings](int contestant, std::uint64_t seed) {
                     return run_of(static_cast<Attention>(contestant), settings, seed);
                   });
  }

  void fill(Snapshot& picture) override {
    if (!training_) return;
    fill_picture(picture, *training_, settings);
    if (trial_) picture.trial = trial_->picture();
  }

  bool has_pytorch() const override { return true; }

 protected:
  /// "luong.encoder.weight_ih_l0", "bahdanau.attention.score_proj.weight" … The loss is that of a batch that
  /// is kept aside.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Learner& learner : training_->learners()) {
      const Translator& model = learner.model;
      all.push_back(train::inside_of(
          model, [&] { return cross_entropy(model.logits(probe_), probe_.target); },
          [&] { return states_of(model); }, short_name(model.attention())));
    }
    return all;
  }
  std::uint64_t updates() const override { return training_->updates(); }
  void loaded() override { training_->begin_anew(settings); }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  /// Of the first held-out line: annotations (characters, hidden), weights (said, characters).
  std::vector<io::NamedTensor> states_of(const Translator& model) const {
    const Lesson& lesson = training_->lesson();
    const Line& line = lesson.held_out(settings.items).front();
    const Spoken spoken =
        speak(model, lesson.source_tokens(line.source), static_cast<int>(line.target.size()));
    const Tensor& annotations = spoken.memory.annotations.value();
    std::vector<io::NamedTensor> all = {{"annotations", annotations}};
    const Matrix weights = spoken.weights();
    if (!weights.empty())
      all.push_back({"weights", Tensor::from({weights.rows, weights.columns}, weights.values)});
    return all;
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
  Batch probe_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<Seq2Seq> registered("seq2seq");
}  // namespace

}  // namespace madang::demos::seq2seq
