#include "demos/activations/experiment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "autograd/ops_softmax.h"
#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/activations/net_run.h"
#include "demos/activations/picture.h"
#include "demos/activations/pytorch.h"
#include "io/state_dict.h"

namespace madang::demos::activations {

namespace {

/// The networks shown as one module: "a.0.weight" … "b.0.weight" …
struct Shown {
  std::vector<NamedParameter> all;
  const std::vector<NamedParameter>& named_parameters() const { return all; }
};

}  // namespace

class Activations final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    data_.emplace(settings.data, random_for(seed, Stream::points));
    for (const int i : {0, 1})
      net(i).emplace(settings, i == 0 ? settings.start : settings.start_b, data_->points.classes,
                     random_for(seed, Stream::weights));
    seed_ = seed;
    steps_ = 0;
    known_ = settings;
    record();
  }

  void settings_changed() override {
    const bool rate = settings.learning_rate != known_.learning_rate;
    if (rate || settings.function != known_.function || settings.leaky_slope != known_.leaky_slope)
      net(0)->go_on();
    if (rate || settings.function_b != known_.function_b || settings.leaky_slope != known_.leaky_slope)
      net(1)->go_on();
    known_ = settings;
  }

  void step() override {
    const PlaneData data_before = *data_;
    const Batch batch = data_->next(settings.batch);
    std::array<std::optional<Text>, 2> failures;
    bool going = false;
    for (int i = 0; i < shown(); ++i) {
      failures[static_cast<std::size_t>(i)] = advance(i, batch);
      going = going || (!net(i)->stopped_step() && !failures[static_cast<std::size_t>(i)]);
    }
    if (!going) {  // those that failed are as they were, and so must be everything else
      data_ = data_before;
      halt(failures);
    }
    for (int i = shown(); i < 2; ++i) failures[static_cast<std::size_t>(i)] = advance(i, batch);
    for (const int i : {0, 1})
      if (failures[static_cast<std::size_t>(i)]) net(i)->stop(steps_, *failures[static_cast<std::size_t>(i)]);
    ++steps_;
    record();
  }

  std::vector<demo::Curve> curves() override {
    std::vector<demo::Curve> all;
    for (int i = 0; i < shown(); ++i) {
      const Curves& curves = net(i)->curves();
      const std::string name = letter(i), title = i == 0 ? "A: " : "B: ";
      const auto add = [&](const char* of, const Text& label, const std::vector<float>& y) {
        all.push_back({name + of, {title + label.korean, title + label.english}, curves.steps, y});
      };
      add("_loss", {"손실", "Loss"}, curves.loss);
      add("_gradient_ratio", {"첫 층과 마지막 층의 기울기 비", "Gradient of the first layer over the last"},
          settings.norm == Norm::sums ? curves.delta_ratio : curves.weight_ratio);
      add("_units_off", {"꺼진 유닛의 비율", "Share of units off"}, curves.off);
    }
    return all;
  }

  std::vector<io::NamedTensor> named_tensors() override { return io::state_dict(shown_nets()); }
  void load_tensors(std::span<const io::NamedTensor> tensors) override {
    io::load_state_dict(shown_nets(), tensors);
    for (int i = 0; i < shown(); ++i) net(i)->go_on();
  }

  std::vector<io::NamedTensor> named_gradients() override {
    std::vector<io::NamedTensor> named;
    for (int i = 0; i < shown(); ++i) {
      const Gradients gradients = backward(loss(i));
      for (const auto& [name, variable] : net_parameters(i))
        named.push_back({name, gradients.of(variable).value()});
    }
    return named;
  }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    const int i = name.starts_with("b.") ? 1 : 0;
    const auto parameters = net_parameters(i);
    const auto found = std::ranges::find(parameters, name, &NamedParameter::name);
    if (found == parameters.end()) return AnyExperiment::loss_with(name, index, value);
    return with_element(found->variable, index, value, [&] { return loss(i).item(); });
  }
  std::vector<io::NamedTensor> named_activations() override {
    const NoRecording off;
    std::vector<io::NamedTensor> named;
    for (int i = 0; i < shown(); ++i) {
      const auto pass = net(i)->net().forward(data_->all.inputs, squash(i));
      for (std::size_t l = 0; l < pass.a.size(); ++l)
        named.push_back(
            {std::string(letter(i)) + "." + std::to_string(2 * l + 1) + ".activation", pass.a[l].value()});
    }
    return named;
  }

  bool has_pytorch() const override { return true; }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, seed_, std::max(least_steps, steps_));
  }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    picture.layer = std::min(settings.layer, settings.depth);
    for (int i = 0; i < shown(); ++i)
      picture.nets.push_back(picture_of(*net(i), settings, squash(i), data_->all));
    if (settings.page != Page::training) return;
    picture.x = data_->points.x;
    picture.y = data_->points.y;
    picture.label = data_->points.label;
  }

 private:
  int shown() const { return settings.compare ? 2 : 1; }
  std::optional<NetRun>& net(int index) { return nets_[static_cast<std::size_t>(index)]; }
  Squash squash(int index) const {
    return {index == 0 ? settings.function : settings.function_b, settings.leaky_slope};
  }

  static const char* letter(int index) { return index == 0 ? "a" : "b"; }
  std::vector<NamedParameter> net_parameters(int index) {
    auto parameters = net(index)->net().named_parameters(squash(index).function);
    for (auto& [name, variable] : parameters) name = std::string(letter(index)) + "." + name;
    return parameters;
  }
  Shown shown_nets() {
    Shown nets;
    for (int i = 0; i < shown(); ++i)
      for (auto& parameter : net_parameters(i)) nets.all.push_back(std::move(parameter));
    return nets;
  }
  /// Over all points.
  Variable loss(int index) {
    return cross_entropy(net(index)->net().forward(data_->all.inputs, squash(index)).logits(),
                         data_->all.labels);
  }

  std::optional<Text> advance(int index, const Batch& batch) {
    if (net(index)->stopped_step()) return {};
    return net(index)->step(batch, squash(index), settings.learning_rate);
  }

  void record() {
    for (const int i : {0, 1})
      if (!net(i)->stopped_step()) net(i)->record(steps_, squash(i), data_->all);
  }

  [[noreturn]] void halt(const std::array<std::optional<Text>, 2>& failures) {
    Text reason;
    for (int i = 0; i < shown(); ++i) {
      const auto& failure = failures[static_cast<std::size_t>(i)];
      const Text& why = failure ? *failure : net(i)->reason();
      const std::string name = i == 0 ? "A" : "B";
      reason.korean += "신경망 " + name + "의 학습이 발산했습니다. " + why.korean + " ";
      reason.english += "Network " + name + " diverged. " + why.english + " ";
    }
    reason.korean += "학습률을 낮추거나 초기화를 바꾸고 처음부터 다시 시작하세요.";
    reason.english += "Lower the learning rate or choose another initialisation, and reset.";
    throw demo::Halt(reason);
  }

  std::optional<PlaneData> data_;
  std::array<std::optional<NetRun>, 2> nets_;  // A and B; B learns along even while it is not shown
  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  Settings known_;  // as they were when last looked at
};

namespace {
const demo::RegisterExperiment<Activations> registered("activations");
}  // namespace

}  // namespace madang::demos::activations
