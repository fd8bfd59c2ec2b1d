#include "demos/cnn/experiment.h"

#include <cmath>
#include <optional>

#include "core/tensor_matrix.h"
#include "data/digit.h"
#include "demos/cnn/picture.h"
#include "demos/cnn/pytorch.h"
#include "demos/cnn/training.h"
#include "demos/cnn/zoo.h"
#include "io/sketch.h"
#include "nn/losses_classification.h"
#include "train/inside.h"

namespace madang::demos::cnn {

namespace {

demo::History described_history(std::uint64_t look_interval) {
  return demo::History(
      {{.name = "train_loss", .label = {"배치의 손실", "loss of the batch"}, .quantity = "loss"},
       {.name = "test_accuracy",
        .label = {"테스트 정확도", "test accuracy"},
        .quantity = "accuracy",
        .colour = 1,
        .interval = look_interval,
        .share = true},
       {.name = "seconds", .label = {"학습에 쓴 시간(초)", "seconds spent on training"}},
       {.name = "train_accuracy",
        .label = {"학습 정확도(최근 배치)", "training accuracy (last batches)"},
        .quantity = "accuracy",
        .share = true}},
      {{"loss", {"찍기 ln 10", "chance, ln 10"}, std::log(static_cast<float>(classes))},
       {"accuracy", {"목표", "goal"}, goal_accuracy},
       {"accuracy", {"찍기", "chance"}, 1.f / classes}});
}

}  // namespace

class Cnn final : public train::Experiment<Settings, Snapshot> {
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
    history = described_history(training_->look_interval());
    settings_changed();
  }

  void settings_changed() override { drawing_ = io::read_sketch(settings.drawing, side, side); }

  void step() override {
    training_->step(settings);
    const std::uint64_t steps = training_->steps();
    history.note("train_loss", steps, training_->loss());
    history.note("train_accuracy", steps, training_->train_accuracy());
    history.note("seconds", steps, static_cast<float>(training_->seconds()));
    if (steps % training_->look_interval() == 0)
      history.note("test_accuracy", steps, training_->evaluation()->accuracy());
  }

  void act(const demo::Action& action) override {
    if (action.name != measure) return demo::AnyExperiment::act(action);
    measure_times(zoo_, settings);
    measured_ = true;
  }

  void fill(Snapshot& picture) override {
    fill_state(picture);
    fill_input(picture);
    fill_layers(picture, training_->net(), settings);
    if (settings.page == Page::networks) {
      picture.zoo = zoo_;
      picture.stacks = stacks_;
    }
    if (settings.page == Page::mistakes && training_->evaluation())
      fill_mistakes(picture, *training_->evaluation(), set_.test);
  }

  bool has_pytorch() const override { return true; }

 protected:
  /// The loss is that of the batch that the next step takes, in training mode.
  std::vector<train::Inside> insides() override {
    const ConvNet& net = training_->net();
    return {train::inside_of(
        net,
        [this, &net] {
          const auto [images, labels] = training_->next_batch();
          return cross_entropy(net.logits(images, Mode::training), labels);
        },
        [this, &net] {
          std::vector<io::NamedTensor> named;
          for (const Variable& output : net.outputs(training_->next_batch().images, Mode::training))
            named.push_back({std::to_string(named.size()) + ".activation", output.value()});
          return named;
        })};
  }
  std::uint64_t updates() const override { return training_->steps(); }
  void loaded() override { training_->begin_anew(); }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, set_, seed_, steps); }

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
