#include "demos/cnn/experiment.h"

#include <algorithm>
#include <optional>

#include "core/tensor_matrix.h"
#include "data/digit.h"
#include "demo/experiment.h"
#include "demos/cnn/picture.h"
#include "demos/cnn/pytorch.h"
#include "demos/cnn/training.h"
#include "demos/cnn/zoo.h"
#include "io/sketch.h"
#include "io/state_dict.h"

namespace madang::demos::cnn {

class Cnn final : public demo::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {data::file_of(settings.data)}; }

  void reset(std::uint64_t seed) override {
    training_.reset();
    set_ = data::read_image_set(files.at(wanted_files().front()));
    training_.emplace(settings, set_, seed);
    seed_ = seed;
    zoo_ = zoo_rows(settings);
    stacks_ = stack_rows(seed);
    measured_ = false;
    settings_changed();
  }

  void settings_changed() override { drawing_ = io::read_sketch(settings.drawing, side, side); }

  void step() override { training_->step(settings); }

  void act(const demo::Action& action) override {
    if (action.name != measure) return demo::AnyExperiment::act(action);
    measure_times(zoo_, settings);
    measured_ = true;
  }

  void fill(Snapshot& picture) override {
    fill_state(picture);
    fill_input(picture);
    fill_layers(picture, training_->net(), settings);
    if (settings.page == Page::training) fill_training(picture, *training_);
    if (settings.page == Page::networks) {
      picture.zoo = zoo_;
      picture.stacks = stacks_;
    }
    if (settings.page == Page::mistakes && training_->evaluation())
      fill_mistakes(picture, *training_->evaluation(), set_.test);
  }

  std::vector<demo::Curve> curves() override {
    const auto curve = [](const char* name, Text label, const Trace& trace) {
      return demo::Curve{name, std::move(label), trace.x, trace.y};
    };
    return {curve("train_loss", {"배치의 손실", "loss of the batch"}, training_->train_loss),
            curve("test_accuracy", {"테스트 정확도", "test accuracy"}, training_->test_accuracy),
            curve("seconds", {"학습에 쓴 시간(초)", "seconds spent on training"}, training_->time)};
  }

  std::vector<io::NamedTensor> named_tensors() override { return io::state_dict(training_->net()); }
  void load_tensors(std::span<const io::NamedTensor> tensors) override {
    io::load_state_dict(training_->net(), tensors);
    training_->forget_evaluation();
  }

  std::vector<io::NamedTensor> named_gradients() override { return training_->gradients(); }
  std::vector<io::NamedTensor> named_activations() override { return training_->activations(); }
  double loss_with(const std::string& name, std::size_t index, float value) override {
    const auto parameters = training_->net().named_parameters();
    const auto found = std::ranges::find(parameters, name, &NamedParameter::name);
    if (found == parameters.end()) return AnyExperiment::loss_with(name, index, value);
    return training_->loss_with(found->variable, index, value);
  }

  bool has_pytorch() const override { return true; }
  std::string as_pytorch() override {
    constexpr std::uint64_t least_steps = 100;
    return pytorch_script(settings, set_, seed_, std::max(least_steps, training_->steps()));
  }

 private:
  void fill_state(Snapshot& picture) const {
    picture.step = training_->steps();
    picture.images = static_cast<float>(training_->images());
    picture.loss = training_->loss();
    picture.learning_rate = training_->learning_rate();
    if (training_->evaluation()) picture.test_accuracy = training_->evaluation()->accuracy();
    if (const auto step = training_->goal_step()) {
      const float images = static_cast<float>(*step * static_cast<std::uint64_t>(training_->batch()));
      picture.goal_images = images;
      picture.goal_multiply_adds =
          3 * images * zoo_[static_cast<std::size_t>(settings.network)].multiply_adds;
    }
    if (!measured_) return;
    picture.seconds = static_cast<float>(training_->seconds());
    picture.goal_seconds = static_cast<float>(training_->goal_seconds());
  }

  void fill_input(Snapshot& picture) const {
    if (!settings.drawing.empty()) {
      picture.input = settings.data == data::ImageSource::mnist ? data::centred_digit(drawing_) : drawing_;
      return;
    }
    const std::int32_t example = settings.example;
    const Tensor image = set_.test.image(example);
    picture.input = {side, side, numbers_of(image)};
    picture.truth = set_.test.labels[static_cast<std::size_t>(example)];
  }

  data::ImageSet set_;
  std::optional<Training> training_;
  std::uint64_t seed_ = 0;
  Matrix drawing_;
  std::vector<ZooRow> zoo_;
  std::vector<StackRow> stacks_;
  bool measured_ = false;
};

namespace {
const demo::RegisterExperiment<Cnn> registered("cnn");
}  // namespace

}  // namespace madang::demos::cnn
