#include "demos/backprop/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "data/best_line.h"
#include "demos/backprop/picture.h"
#include "demos/backprop/pytorch.h"
#include "train/inside.h"

namespace madang::demos::backprop {

namespace {

constexpr float most_weight = 1000;

}  // namespace

class Backprop final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
    walk_ = {};
    known_ = settings;
    best_line_ = -1;
    if (settings.layers == 0 && training_->data().train.classes == 2)
      best_line_ = static_cast<float>(best_line_accuracy(training_->data().train));
    begin();
    history = {};
    describe_curves();
    record();
  }

  void settings_changed() override {
    const bool points = settings.data == Data::own && settings.points != known_.points;
    const bool rule = settings.rule != known_.rule;
    const bool walk = settings.mode != known_.mode || settings.sample != known_.sample;
    known_ = settings;
    const bool other_outputs = points && classes_of_own() != training_->data().train.classes;
    if (other_outputs || (points && training_->untouched())) return reset(seed_);
    if (points) {
      training_->take_data(settings);
      describe_curves();
    }
    if (rule) training_->take_rule(settings);
    if (walk || points) begin();
  }

  bool can_step() const override { return training_ && training_->data().train.size() > 0; }

  void step() override {
    if (!can_step()) return;
    const bool measured = history.due(updates() + 1);
    if (settings.mode == Mode::walk) {
      advance_walk(measured);
    } else {
      trace_.reset();
      walk_.phase = Phase::training;
      training_->step(settings, measured);
    }
    if (history.due(updates())) record();
  }

  void act(const demo::Action& action) override {
    if (action.name != "weight") return AnyExperiment::act(action);
    const std::vector<float>& n = action.numbers;
    const auto whole = [](float v, int low, std::size_t high) {
      return v == std::floor(v) && v >= static_cast<float>(low) && v <= static_cast<float>(high);
    };
    const Network& network = training_->network();
    const bool exists =
        n.size() == 4 && whole(n[0], 1, static_cast<std::size_t>(layers())) &&
        whole(n[1], 1, network.bias(static_cast<int>(n[0]) - 1).value().size()) &&
        whole(n[2], 0, static_cast<std::size_t>(network.weight(static_cast<int>(n[0]) - 1).shape().at(1)));
    if (!exists)
      throw demo::Halt({"바꾸려는 가중치가 이 신경망에 없습니다.", "This network has no such weight."});
    if (!(std::abs(n[3]) <= most_weight))
      throw demo::Halt(
          {"가중치는 -1000에서 1000 사이의 수여야 합니다.", "A weight is a number from -1000 to 1000."});
    training_->set_weight(static_cast<int>(n[0]) - 1, static_cast<int>(n[1]) - 1, static_cast<int>(n[2]) - 1,
                          n[3]);
    if (walk_.phase == Phase::update) walk_.phase = Phase::ready;
    trace_.reset();
  }

  bool has_pytorch() const override { return settings.mode == Mode::train && can_step(); }

  void fill(Snapshot& picture) override {
    if (!training_) return;
    fill_picture(picture, *training_);
    picture.best_line = best_line_;
    picture.phase = walk_.phase;
    picture.layer = walk_.layer;
    if (!can_step()) return;
    picture.sample = static_cast<int>(chosen()) + 1;
    fill_walk(picture, walk_, trace(), settings);
  }

 protected:
  /// The loss is that over all training points.
  std::vector<train::Inside> insides() override {
    if (!can_step()) return {train::inside_of(training_->network(), {})};
    const auto pass = [this] { return training_->network().forward(training_->train_batch().inputs); };
    return {train::inside_of(
        training_->network(),
        [=, this] { return training_->network().error(pass(), training_->train_batch()); },
        [=] {
          std::vector<io::NamedTensor> named;
          for (const Variable& a : pass().a)
            named.push_back({std::to_string(2 * named.size() + 1) + ".activation", a.value()});
          return named;
        })};
  }
  std::uint64_t updates() const override { return training_->steps(); }
  void loaded() override {
    training_->weights_given(settings);
    begin();
    record();
  }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  int layers() const { return training_->network().architecture().layers(); }
  int classes_of_own() const { return points_of_text(settings.points).points.classes; }

  void begin() {
    walk_.phase = settings.mode == Mode::walk ? Phase::ready : Phase::training;
    walk_.layer = 0;
    trace_.reset();
  }

  /// Points of the reader's own are held out, and so have a curve, only when there are enough of them; what
  /// has been noted stays.
  void describe_curves() {
    std::vector<demo::Curve> curves = history.curves();
    if (curves.empty())
      curves.push_back({.name = "train_loss", .label = {"학습 손실", "training loss"}, .quantity = "loss"});
    if (curves.size() == 1 && training_->holds_out())
      curves.push_back({.name = "test_loss",
                        .label = {"테스트 손실", "test loss"},
                        .quantity = "loss",
                        .colour = 1,
                        .dashed = true,
                        .interval = curves.front().interval});
    std::vector<demo::Reference> references;
    if (can_step())
      references.push_back({"loss", {"상수 예측", "best constant"}, training_->constant_loss()});
    history = demo::History(std::move(curves), std::move(references));
  }

  void record() {
    if (!can_step()) return;
    history.note("train_loss", updates(), training_->train_score().loss);
    if (training_->holds_out()) history.note("test_loss", updates(), training_->test_score().loss);
  }

  /// Index of the training point that is walked through.
  std::size_t chosen() const {
    const std::size_t count = training_->data().train.size();
    const auto wanted = static_cast<std::size_t>(settings.sample);
    return wanted == 0 ? walk_.turn % count : std::min(wanted, count) - 1;
  }

  const Trace& trace() {
    if (!trace_) {
      const Points& points = training_->data().train;
      const std::size_t i = chosen();
      trace_.emplace(training_->network(), std::array{points.x[i], points.y[i]}, points.label[i]);
    }
    return *trace_;
  }

  void advance_walk(bool measured) {
    Walk next = walk_;
    next.advance(layers());
    if (next.phase == Phase::update)
      training_->update(settings, trace().gradients(), trace().error(), measured);
    if (next.turn != walk_.turn) trace_.reset();
    walk_ = next;
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
  std::optional<Trace> trace_;  // of the chosen point; made when asked for
  Walk walk_;
  Settings known_;  // as they were when last looked at
  float best_line_ = -1;
};

namespace {
const demo::RegisterExperiment<Backprop> registered("backprop");
}  // namespace

}  // namespace madang::demos::backprop
