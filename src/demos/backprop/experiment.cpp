#include "demos/backprop/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/tensor_matrix.h"
#include "data/best_line.h"
#include "data/plane.h"
#include "demo/experiment.h"
#include "demos/backprop/pytorch.h"
#include "demos/backprop/trace.h"
#include "demos/backprop/training.h"

namespace madang::demos::backprop {

namespace {

constexpr int field_size = 48;
constexpr float most_weight = 1000;

}  // namespace

class Backprop final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
    turn_ = 0;
    known_ = settings;
    best_line_ = -1;
    if (settings.layers == 0 && training_->data().train.classes == 2)
      best_line_ = static_cast<float>(best_line_accuracy(training_->data().train));
    begin();
  }

  void settings_changed() override {
    const bool points = settings.data == Data::own && settings.points != known_.points;
    const bool rule = settings.rule != known_.rule;
    const bool walk = settings.mode != known_.mode || settings.sample != known_.sample;
    known_ = settings;
    const bool other_outputs = points && classes_of_own() != training_->data().train.classes;
    if (other_outputs || (points && training_->untouched())) return reset(seed_);
    if (points) training_->take_data(settings);
    if (rule) training_->take_rule(settings);
    if (walk || points) begin();
  }

  bool can_step() const override { return training_->data().train.size() > 0; }

  void step() override {
    if (!can_step()) return;
    if (settings.mode == Mode::walk) return walk();
    trace_.reset();
    phase_ = Phase::training;
    training_->step(settings);
  }

  void act(const demo::Action& action) override {
    if (action.name != "weight") return AnyExperiment::act(action);
    const std::vector<float>& n = action.numbers;
    const auto whole = [](float v, int low, std::size_t high) {
      return v == std::floor(v) && v >= static_cast<float>(low) && v <= static_cast<float>(high);
    };
    const Network& network = training_->network();
    const bool exists =
        n.size() == 4 && whole(n[0], 1, static_cast<std::size_t>(network.architecture().layers())) &&
        whole(n[1], 1, network.bias(static_cast<int>(n[0]) - 1).value().size()) &&
        whole(n[2], 0, static_cast<std::size_t>(network.weight(static_cast<int>(n[0]) - 1).shape().at(1)));
    if (!exists)
      throw demo::Halt({"바꾸려는 가중치가 이 신경망에 없습니다.", "This network has no such weight."});
    if (!(std::abs(n[3]) <= most_weight))
      throw demo::Halt(
          {"가중치는 -1000에서 1000 사이의 수여야 합니다.", "A weight is a number from -1000 to 1000."});
    training_->set_weight(static_cast<int>(n[0]) - 1, static_cast<int>(n[1]) - 1, static_cast<int>(n[2]) - 1,
                          n[3]);
    if (phase_ == Phase::update) phase_ = Phase::ready;
    trace_.reset();
  }

  std::vector<demo::Curve> curves() override {
    const Curve& curve = training_->curve();
    std::vector<demo::Curve> all = {{"train_loss", {"학습 손실", "Training loss"}, curve.steps, curve.train}};
    if (training_->data().test.size() > 0)
      all.push_back({"test_loss", {"테스트 손실", "Test loss"}, curve.steps, curve.test});
    return all;
  }

  std::vector<io::NamedTensor> named_tensors() override { return training_->tensors(); }

  std::vector<io::NamedTensor> named_gradients() override {
    return can_step() ? training_->gradients() : std::vector<io::NamedTensor>();
  }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    return training_->loss_with(name, index, value);
  }
  std::vector<io::NamedTensor> named_activations() override {
    return can_step() ? training_->activations() : std::vector<io::NamedTensor>();
  }

  bool has_pytorch() const override { return settings.mode == Mode::train && can_step(); }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, seed_, std::max(least_steps, training_->steps()));
  }

  void load_tensors(std::span<const io::NamedTensor> tensors) override {
    training_->load(tensors);
    begin();
  }

  void fill(Snapshot& picture) override {
    fill_points(picture);
    fill_field(picture);
    fill_scores(picture);
    picture.phase = phase_;
    picture.layer = layer_;
    picture.sizes = training_->network().architecture().sizes;
    picture.notice = training_->data().notice;
    if (can_step())
      fill_walk(picture);
    else
      fill_weights(picture);
  }

 private:
  int layers() const { return training_->network().architecture().layers(); }
  int classes_of_own() const { return points_of_text(settings.points).points.classes; }

  void begin() {
    phase_ = settings.mode == Mode::walk ? Phase::ready : Phase::training;
    layer_ = 0;
    trace_.reset();
  }

  /// Index of the training point that is walked through.
  std::size_t chosen() const {
    const std::size_t count = training_->data().train.size();
    const auto wanted = static_cast<std::size_t>(settings.sample);
    return wanted == 0 ? turn_ % count : std::min(wanted, count) - 1;
  }

  const Trace& trace() {
    if (!trace_) {
      const Points& points = training_->data().train;
      const std::size_t i = chosen();
      trace_.emplace(training_->network(), std::array{points.x[i], points.y[i]}, points.label[i]);
    }
    return *trace_;
  }

  /// One piece of ready → forward 1 … L → error → backward L … 1 → update → forward 1 …
  void walk() {
    switch (phase_) {
      case Phase::training:
      case Phase::ready:
        start_forward();
        break;
      case Phase::update:
        ++turn_;
        trace_.reset();
        start_forward();
        break;
      case Phase::forward:
        if (layer_ < layers())
          ++layer_;
        else
          phase_ = Phase::error;
        break;
      case Phase::error:
        phase_ = Phase::backward;
        break;
      case Phase::backward:
        if (layer_ > 1)
          --layer_;
        else
          update();
        break;
    }
  }

  void start_forward() {
    phase_ = Phase::forward;
    layer_ = 1;
  }

  void update() {
    training_->update(settings, trace().gradients(), trace().error());
    phase_ = Phase::update;
    layer_ = 0;
  }

  /// How much of the trace has been uncovered: layers counted from 1.
  bool value_known(int layer) const {
    if (phase_ == Phase::ready) return false;
    return phase_ != Phase::forward || layer <= layer_;
  }
  bool error_known() const { return phase_ != Phase::ready && phase_ != Phase::forward; }
  bool delta_known(int layer) const {
    return phase_ == Phase::update || phase_ == Phase::training ||
           (phase_ == Phase::backward && layer >= layer_);
  }

  void fill_points(Snapshot& picture) const {
    const Dataset& data = training_->data();
    picture.classes = data.train.classes;
    picture.train_count = static_cast<int>(data.train.size());
    for (const Points* points : {&data.train, &data.test}) {
      picture.x.insert(picture.x.end(), points->x.begin(), points->x.end());
      picture.y.insert(picture.y.end(), points->y.begin(), points->y.end());
      picture.label.insert(picture.label.end(), points->label.begin(), points->label.end());
    }
  }

  void fill_field(Snapshot& picture) const {
    data::DecisionField field = data::decision_field(training_->network().predict(field_inputs_), field_size);
    picture.field = std::move(field.probability);
    picture.field_class = std::move(field.label);
  }

  void fill_scores(Snapshot& picture) const {
    const Score train = training_->train_score();
    const Score test = training_->test_score();
    const bool held_out = training_->data().test.size() > 0;
    picture.train_loss = train.loss;
    picture.train_accuracy = train.accuracy;
    picture.test_loss = test.loss;
    picture.test_accuracy = held_out ? test.accuracy : -1;
    picture.best_line = best_line_;
    const Curve& curve = training_->curve();
    picture.curve_steps = curve.steps;
    picture.train_curve = curve.train;
    if (held_out) picture.test_curve = curve.test;
  }

  void fill_weights(Snapshot& picture) const {
    for (int i = 0; i < layers(); ++i) {
      LayerPicture& layer = picture.layers.emplace_back();
      layer.weight = matrix_of(training_->network().weight(i).value());
      layer.bias = numbers_of(training_->network().bias(i).value());
    }
  }

  void fill_walk(Snapshot& picture) {
    const Trace& way = trace();
    fill_weights(picture);
    picture.sample = static_cast<int>(chosen()) + 1;
    picture.input = way.input();
    picture.target = way.target();
    picture.error_known = error_known();
    if (picture.error_known) picture.error = way.error();
    for (int i = 0; i < layers(); ++i)
      uncover(picture.layers[static_cast<std::size_t>(i)], way.layers()[static_cast<std::size_t>(i)], i + 1);
    picture.chain = way.chain(settings.weight_layer, settings.weight_to, settings.weight_from,
                              delta_known(settings.weight_layer));
    if (!settings.check_all) return;
    const Trace::Check check = way.check_all();
    picture.checked = true;
    picture.checked_weights = check.weights;
    picture.largest_relative_error = check.largest_relative_error;
  }

  void uncover(LayerPicture& layer, const Trace::Layer& way, int number) const {
    if (value_known(number)) {
      layer.z = way.z;
      layer.a = way.a;
    }
    if (delta_known(number)) {
      layer.delta = way.delta;
      layer.gradient = way.gradient;
    }
    if (phase_ != Phase::update) return;
    layer.change = layer.weight;
    for (std::size_t i = 0; i < way.weight.values.size(); ++i) layer.change.values[i] -= way.weight.values[i];
    layer.bias_change = layer.bias;
    for (std::size_t i = 0; i < way.bias.size(); ++i) layer.bias_change[i] -= way.bias[i];
  }

  const Tensor field_inputs_ = data::grid(field_size, plane_limit);
  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
  std::optional<Trace> trace_;  // of the chosen point; made when asked for
  Phase phase_ = Phase::ready;
  int layer_ = 0;         // that the phase has reached, from 1
  std::size_t turn_ = 0;  // rounds of the walk so far
  Settings known_;        // as they were when last looked at
  float best_line_ = -1;
};

namespace {
const demo::RegisterExperiment<Backprop> registered("backprop");
}  // namespace

}  // namespace madang::demos::backprop
