#include "demos/positional/experiment.h"

#include <algorithm>
#include <optional>

#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/positional/picture.h"
#include "demos/positional/pytorch.h"
#include "demos/positional/training.h"
#include "io/state_dict.h"

namespace madang::demos::positional {

class Positional final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    training_.emplace(settings, seed);
  }

  void step() override { training_->step(settings.learning_rate); }

  std::vector<demo::Curve> curves() override {
    std::vector<demo::Curve> all;
    for (const int i : {0, 1}) {
      const Curves& curves = training_->learner(i).curves;
      const std::string name = i == 0 ? "a_" : "b_", model = i == 0 ? "A: " : "B: ";
      const auto after_start = [](const std::vector<float>& values) {
        return std::vector(values.begin() + 1, values.end());  // no batch was seen before the first step
      };
      all.push_back({name + "train_loss",
                     {model + "학습 손실", model + "training loss"},
                     after_start(curves.steps),
                     after_start(curves.train_loss)});
      all.push_back(
          {name + "test_loss", {model + "테스트 손실", model + "test loss"}, curves.steps, curves.loss});
      all.push_back(
          {name + "accuracy", {model + "정확도", model + "accuracy"}, curves.steps, curves.accuracy});
      all.push_back({name + "accuracy_beyond",
                     {model + "학습 길이 밖 정확도", model + "accuracy beyond the trained length"},
                     curves.steps,
                     curves.accuracy_beyond});
    }
    return all;
  }

  std::vector<io::NamedTensor> named_tensors() override {
    std::vector<io::NamedTensor> all;
    for (const auto& [name, variable] : parameters()) all.push_back({name, variable.value()});
    return all;
  }

  void load_tensors(std::span<const io::NamedTensor> tensors) override {
    std::vector<Tensor> values = io::matched(named_tensors(), tensors);
    auto next = values.begin();
    for (const auto& [name, variable] : parameters()) variable.assign(std::move(*next++));
  }

  std::vector<io::NamedTensor> named_gradients() override {
    std::vector<io::NamedTensor> all;
    for (const int i : {0, 1}) {
      const Gradients gradients = backward(training_->learner(i).loss(training_->exam()));
      for (const auto& [name, variable] : parameters(i))
        all.push_back({name, gradients.of(variable).value()});
    }
    return all;
  }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    const int i = name.starts_with("b.") ? 1 : 0;
    const auto own = parameters(i);
    const auto found = std::ranges::find(own, name, &NamedParameter::name);
    if (found == own.end()) return AnyExperiment::loss_with(name, index, value);
    return with_element(found->variable, index, value,
                        [&] { return training_->learner(i).loss(training_->exam()).item(); });
  }
  std::vector<io::NamedTensor> named_activations() override {
    const NoRecording off;
    const Exam& exam = training_->exam();
    std::vector<io::NamedTensor> all;
    for (const int i : {0, 1}) {
      const Model::Pass pass =
          training_->learner(i).model().forward(exam.sequences.symbols, exam.sequences.length, exam.asked);
      const std::string name = letter(i);
      all.push_back({name + ".attention", pass.weights.value()});
      all.push_back({name + ".logits", pass.logits.value()});
    }
    return all;
  }

  bool has_pytorch() const override { return true; }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, seed_, std::max(least_steps, training_->steps()));
  }

  void fill(Snapshot& picture) override { picture = picture_of(*training_, settings); }

 private:
  static const char* letter(int index) { return index == 0 ? "a" : "b"; }
  /// As "a.q_proj.weight".
  std::vector<NamedParameter> parameters(int index) const {
    std::vector<NamedParameter> named;
    append_named(named, letter(index), training_->learner(index).model());
    return named;
  }
  std::vector<NamedParameter> parameters() const {
    std::vector<NamedParameter> both = parameters(0);
    for (NamedParameter& parameter : parameters(1)) both.push_back(std::move(parameter));
    return both;
  }

  std::uint64_t seed_ = 1;
  std::optional<Training> training_;
};

namespace {
const demo::RegisterExperiment<Positional> registered("positional");
}  // namespace

}  // namespace madang::demos::positional
