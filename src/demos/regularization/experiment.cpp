#include "demos/regularization/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "autograd/ops_softmax.h"
#include "demos/regularization/pytorch.h"
#include "demos/regularization/training.h"
#include "demos/regularization/trial.h"
#include "train/inside.h"

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

class Regularization final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {data::file_of(settings.source)}; }

  void reset(std::uint64_t seed) override {
    seed_ = seed;
    trial_.reset();
    pictures_ = std::make_shared<const Pictures>(
        pictures_of(files.at(data::file_of(settings.source)), settings, seed));
    run_.emplace(settings, pictures_, seed);
    history = demo::History(
        {{.name = "train_loss", .label = {"학습 손실", "training loss"}, .quantity = "loss", .colour = 0},
         {.name = "validation_loss",
          .label = {"검증 손실", "validation loss"},
          .quantity = "loss",
          .colour = 1,
          .dashed = true}},
        {{"loss", {"찍기 ln 10", "chance, ln 10"}, std::log(static_cast<float>(classes))}});
    record();
  }

  /// An update of the shown run; when it has had all of them, or the reader wants it, a piece of the trial.
  void step() override {
    if (!trial_ && trained()) begin_trial();
    if (trial_ && !trial_->done()) return trial_->advance();
    if (trained()) return;
    run_->step();
    if (run_->steps() % check_interval == 0) record();
  }
  bool can_step() const override { return !trial_ || !trial_->done() || !trained(); }

  void act(const demo::Action& action) override {
    if (action.name != "trial") return AnyExperiment::act(action);
    if (!trial_) begin_trial();
  }

  bool has_pytorch() const override { return !draws_lots(settings.technique); }

  void fill(Snapshot& picture) override {
    if (!run_) return;
    picture.step = run_->steps();
    picture.train_loss = train_.loss;
    picture.train_accuracy = train_.accuracy;
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
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that over all training images.
  std::vector<train::Inside> insides() override {
    const auto pass = [this] { return run_->network().evaluate(pictures_->train.images); };
    return {train::inside_of(
        run_->network(), [=, this] { return cross_entropy(pass().logits, pictures_->train.labels); },
        [=]() -> std::vector<io::NamedTensor> {
          const Network::Pass now = pass();
          return {{"hidden", now.hidden.value()}, {"logits", now.logits.value()}};
        })};
  }
  std::uint64_t updates() const override { return run_->steps(); }
  std::string script(std::uint64_t steps) override {
    return pytorch_script(settings, *pictures_, seed_, steps);
  }

 private:
  bool trained() const { return run_->steps() >= static_cast<std::uint64_t>(settings.steps); }
  void begin_trial() { trial_ = trial_of(settings, files.at(data::file_of(settings.source)), seed_); }

  /// What the run has just measured of the validation images, and the training images beside it.
  void record() {
    train_ = run_->final_score(pictures_->train);
    history.note("train_loss", run_->steps(), score_of(run_->network(), pictures_->train).loss);
    history.note("validation_loss", run_->steps(), run_->checks().back().validation.loss);
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
  Score train_;  // of the network that is handed over, at the last check
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<Regularization> registered("regularization");
}  // namespace

}  // namespace madang::demos::regularization
