#include "demos/vit/experiment.h"

#include <cmath>
#include <memory>
#include <optional>
#include <string_view>

#include "core/tensor_matrix.h"
#include "data/digit.h"
#include "demos/vit/patches.h"
#include "demos/vit/picture.h"
#include "io/sketch.h"
#include "nn/losses.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::vit {

namespace {

constexpr int updates_at_once = 10;  // of a trial's run

demo::History described_history(Network network) {
  const std::string name = name_of(network), cnn = "CNN";
  const auto curve = [](const char* id, const std::string& whose, const Text& what, const char* quantity,
                        int colour, std::uint64_t interval) {
    return demo::Curve{.name = id,
                       .label = {whose + " " + what.korean, whose + " " + what.english},
                       .quantity = quantity,
                       .colour = colour,
                       .interval = interval,
                       .share = std::string_view(quantity) == "accuracy"};
  };
  const Text loss{"손실", "loss"}, accuracy{"정확도", "accuracy"};
  return demo::History({curve("loss", name, loss, "loss", 0, 1), curve("cnn_loss", cnn, loss, "loss", 1, 1),
                        curve("accuracy", name, accuracy, "accuracy", 0, look_interval),
                        curve("cnn_accuracy", cnn, accuracy, "accuracy", 1, look_interval)},
                       {{"loss", {"찍기 ln 10", "chance, ln 10"}, std::log(static_cast<float>(classes))},
                        {"accuracy", {"찍기", "chance"}, 1.f / classes}});
}

/// Both networks with so many images, each at its own rate. Measures: test accuracy of the network, of the
/// CNN, and what the CNN is ahead.
train::Trial::Run run_of(const Settings& settings, Images images, const data::ImageSet& set,
                         std::uint64_t seed) {
  const auto training = std::make_shared<Training>(tuned(settings, images), set, seed);
  const auto last = static_cast<std::uint64_t>(settings.updates);
  return [=, &set]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < last; ++i) training->learn();
    if (training->steps() < last) return {};
    const float network = accuracy_of(training->network(), set.test);
    const float cnn = accuracy_of(training->cnn(), set.test);
    return train::Trial::Measured{{network, cnn, cnn - network}};
  };
}

}  // namespace

class VitDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {data::file_of(settings.data)}; }

  void reset(std::uint64_t seed) override {
    training_.reset();
    set_ = data::read_image_set(files.at(wanted_files().front()));
    training_.emplace(settings, set_, seed);
    seed_ = seed;
    costs_ = cost_rows(settings);
    trial_.reset();
    history = described_history(settings.network);
    ordered_ = 0;
    settings_changed();
  }

  void settings_changed() override {
    drawing_ = io::read_sketch(settings.drawing, side, side);
    if (settings.order == ordered_) return;
    ordered_ = settings.order;
    order_ = order_of(settings);
  }

  /// A piece of the trial that is under way, else an update of both networks.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    training_->step();
    const std::uint64_t steps = training_->steps();
    history.note("loss", steps, training_->loss());
    history.note("cnn_loss", steps, training_->cnn_loss());
    const auto& looked = training_->looked();
    if (!looked) return;
    history.note("accuracy", looked->step, looked->network.accuracy);
    history.note("cnn_accuracy", looked->step, looked->cnn.accuracy);
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      trial_.emplace(image_counts, settings.seeds, seed_, [this](int images, std::uint64_t seed) {
        return run_of(settings, static_cast<Images>(images), set_, seed);
      });
    else if (action.name == "swap")
      swap(action.numbers);
    else if (action.name == "measure")
      measure_times(costs_, settings);
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    picture.training_images = count_of(settings.images, static_cast<int>(set_.train.size()));
    fill_input(picture);
    fill_answers(picture, *training_, settings, order_);
    const Classifier& network = training_->network();
    if (settings.page == Page::look) fill_attention(picture, network, settings);
    if (settings.page == Page::places) fill_places(picture, network, settings);
    if (settings.page == Page::needs) picture.costs = costs_;
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that of the next batch.
  std::vector<train::Inside> insides() override {
    const auto of = [this](const Classifier& model, std::function<Variable()> loss, const char* prefix) {
      return train::inside_of(
          model, std::move(loss),
          [this, &model] {
            std::vector<io::NamedTensor> named;
            for (const Variable& output :
                 model.layers.trace(constant(training_->next_batch().images), Mode::evaluation))
              named.push_back({std::to_string(named.size()) + ".activation", output.value()});
            return named;
          },
          prefix);
    };
    return {of(
                training_->network(), [this] { return training_->loss(training_->next_batch()); }, "network"),
            of(
                training_->cnn(),
                [this] {
                  const Batch own = training_->next_batch();
                  return cross_entropy(training_->cnn().outputs(own.images), own.labels);
                },
                "cnn")};
  }
  std::uint64_t updates() const override { return training_->steps(); }
  void loaded() override { training_->begin_anew(); }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, set_, seed_, steps); }

 private:
  /// Two places, counted from 0.
  void swap(const std::vector<float>& places) {
    const auto count = static_cast<float>(order_.size());
    const auto exists = [&](float place) {
      return place == std::floor(place) && place >= 0 && place < count;
    };
    if (places.size() != 2 || !exists(places[0]) || !exists(places[1]))
      throw demo::Halt({"이미지에 없는 패치입니다.", "The image has no such patch."});
    std::swap(order_[static_cast<std::size_t>(places[0])], order_[static_cast<std::size_t>(places[1])]);
  }

  void fill_input(Snapshot& picture) const {
    Matrix image;
    if (settings.drawing.empty()) {
      image = {side, side, numbers_of(set_.test.image(settings.example))};
      picture.truth = set_.test.labels[static_cast<std::size_t>(settings.example)];
    } else {
      image = settings.data == data::ImageSource::mnist ? data::centred_digit(drawing_) : drawing_;
    }
    picture.input = {canvas, canvas, numbers_of(bordered(Tensor::from({1, 1, side, side}, image.values)))};
  }

  data::ImageSet set_;
  std::optional<Training> training_;
  std::uint64_t seed_ = 1;
  Matrix drawing_;
  Order order_;      // of the patches of the mixed image
  int ordered_ = 0;  // the setting that it was made for
  std::vector<CostRow> costs_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<VitDemo> registered("vit");
}  // namespace

}  // namespace madang::demos::vit
