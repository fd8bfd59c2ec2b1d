#include "demos/regularization/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "autograd/ops_softmax.h"
#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/regularization/pytorch.h"
#include "demos/regularization/training.h"
#include "demos/regularization/trial.h"
#include "io/state_dict.h"

namespace madang::demos::regularization {

namespace {

constexpr float weight_reach = 0.6f;
constexpr int weight_bins = 61;
constexpr int shown_images = 8;

/// The classes that hold at least a twentieth of it: "7", "7·.6 3·.4".
std::string target_text(const float* target) {
  std::vector<int> present;
  for (int c = 0; c < classes; ++c)
    if (target[c] >= 0.05f) present.push_back(c);
  std::ranges::stable_sort(present, std::greater{}, [&](int c) { return target[c]; });
  if (present.size() == 1) return std::to_string(present[0]);
  std::string text;
  for (const int c : present) {
    if (!text.empty()) text += ' ';
    text += std::to_string(c) + "·." +
            std::to_string(std::clamp(static_cast<int>(std::lround(target[c] * 10)), 1, 9));
  }
  return text;
}

}  // namespace

class Regularization final : public demo::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {file_name()}; }

  void reset(std::uint64_t seed) override {
    seed_ = seed;
    trial_.reset();
    pictures_ = std::make_shared<const Pictures>(pictures_of(files.at(file_name()), settings, seed));
    run_.emplace(settings, pictures_, seed);
    train_ = {score_of(run_->network(), pictures_->train)};
  }

  /// An update of the shown run; when it has had all of them, or the reader wants it, a piece of the trial.
  void step() override {
    if (!trial_ && trained()) begin_trial();
    if (trial_ && !trial_->done()) return trial_->advance();
    if (trained()) return;
    run_->step();
    if (run_->steps() % check_interval == 0) train_.push_back(score_of(run_->network(), pictures_->train));
  }
  bool can_step() const override { return !trial_ || !trial_->done() || !trained(); }

  void act(const demo::Action& action) override {
    if (action.name != "trial") return AnyExperiment::act(action);
    if (!trial_) begin_trial();
  }

  std::vector<demo::Curve> curves() override {
    const Series s = series();
    return {{"train_loss", {"학습 손실", "Training loss"}, s.steps, s.train},
            {"validation_loss", {"검증 손실", "Validation loss"}, s.steps, s.validation}};
  }

  std::vector<io::NamedTensor> named_tensors() override { return io::state_dict(run_->network()); }
  void load_tensors(std::span<const io::NamedTensor> tensors) override {
    io::load_state_dict(run_->network(), tensors);
  }
  std::vector<io::NamedTensor> named_gradients() override {
    const Gradients gradients = backward(loss());
    std::vector<io::NamedTensor> named;
    for (const auto& [name, variable] : run_->network().named_parameters())
      named.push_back({name, gradients.of(variable).value()});
    return named;
  }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    const auto parameters = run_->network().named_parameters();
    const auto found = std::ranges::find(parameters, name, &NamedParameter::name);
    if (found == parameters.end()) return AnyExperiment::loss_with(name, index, value);
    return with_element(found->variable, index, value, [&] { return loss().item(); });
  }
  std::vector<io::NamedTensor> named_activations() override {
    const NoRecording off;
    const Network::Pass pass = run_->network().evaluate(pictures_->train.images);
    return {{"hidden", pass.hidden.value()}, {"logits", pass.logits.value()}};
  }

  bool has_pytorch() const override { return !draws_lots(settings.technique); }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, *pictures_, seed_, std::max(least_steps, run_->steps()));
  }

  void fill(Snapshot& picture) override {
    if (!run_) return;
    Series s = series();
    picture.step = run_->steps();
    picture.steps = std::move(s.steps);
    picture.train = std::move(s.train);
    picture.validation = std::move(s.validation);
    picture.train_accuracy = train_.back().accuracy;
    const Score now = run_->final_score(pictures_->validation);
    picture.final_loss = now.loss;
    picture.validation_accuracy = now.accuracy;
    const bool lowest_now = now.loss < run_->best().validation.loss;  // between two checks
    picture.best_step = static_cast<float>(lowest_now ? run_->steps() : run_->best().step);
    picture.best_loss = std::min(now.loss, run_->best().validation.loss);
    if (run_->stopped()) picture.stopped = static_cast<float>(*run_->stopped());
    picture.weights = histogram_of(run_->final_weights(), -weight_reach, weight_reach, weight_bins);
    picture.near_zero = run_->share_near_zero();
    fill_images(picture);
    if (!trial_) return;
    picture.outcomes = trial_->outcomes();
    picture.trial_runs = trial_->finished();
    picture.trial_total = trial_->total();
  }

 private:
  struct Series {
    std::vector<float> steps, train, validation;
  };
  Series series() const {
    Series s;
    for (const Training::Check& check : run_->checks()) {
      s.steps.push_back(static_cast<float>(check.step));
      s.validation.push_back(check.validation.loss);
    }
    for (const Score& score : train_) s.train.push_back(score.loss);
    return s;
  }

  const char* file_name() const { return data::file_of(settings.source); }
  bool trained() const { return run_->steps() >= static_cast<std::uint64_t>(settings.steps); }
  void begin_trial() {
    trial_.emplace(settings, files.at(file_name()), seed_, competitors(settings.technique));
  }
  /// Over all training images.
  Variable loss() {
    return cross_entropy(run_->network().evaluate(pictures_->train.images).logits, pictures_->train.labels);
  }

  void fill_images(Snapshot& picture) const {
    const Fed fed = run_->fed(std::max<std::uint64_t>(run_->steps(), 1) - 1);
    const int count = std::min(shown_images, static_cast<int>(fed.rows.size()));
    for (int i = 0; i < count; ++i) {
      const float* first = fed.images.data() + i * pixels;
      picture.fed.push_back({{first, first + pixels},
                             target_text(fed.targets.data() + i * classes),
                             fed.rows[static_cast<std::size_t>(i)] < pictures_->wrong});
    }
  }

  std::uint64_t seed_ = 1;
  std::shared_ptr<const Pictures> pictures_;
  std::optional<Training> run_;
  std::vector<Score> train_;  // at every check
  std::optional<Trial> trial_;
};

namespace {
const demo::RegisterExperiment<Regularization> registered("regularization");
}  // namespace

}  // namespace madang::demos::regularization
