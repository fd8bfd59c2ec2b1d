#include "demos/convolution/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/tensor_matrix.h"
#include "demos/convolution/layer.h"
#include "demos/convolution/source.h"
#include "demos/convolution/training.h"
#include "train/inside.h"
#include "train/script.h"

namespace madang::demos::convolution {

namespace {

constexpr float most_weight = 100;

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { kernel = 1, target, learned };

/// Of (1, channels, rows, columns), a matrix for each channel.
std::vector<Matrix> kernels_of(const Tensor& weights) {
  const int channels = weights.shape()[1], size = weights.shape()[2];
  std::vector<Matrix> kernels;
  for (int channel = 0; channel < channels; ++channel) {
    const auto part = weights.values().subspan(static_cast<std::size_t>(channel * size * size),
                                               static_cast<std::size_t>(size * size));
    kernels.push_back({size, size, numbers_of(part)});
  }
  return kernels;
}

}  // namespace

class Convolution final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    Tensor picture = picture_of(settings, seed);  // throws before anything has changed
    seed_ = seed;
    picture_ = std::move(picture);
    known_ = settings;
    training_.emplace(settings, random_for(seed_, Stream::learned));
    take_filter();
    look_at_strongest();
    history =
        demo::History({{.name = "loss", .label = {"손실", "Loss"}, .quantity = "difference", .colour = 0},
                       {.name = "kernel_difference",
                        .label = {"커널의 차이", "Difference of the kernels"},
                        .quantity = "difference",
                        .colour = 1,
                        .dashed = true}},
                      references());
    measure();
  }

  void settings_changed() override {
    const bool source = settings.source != known_.source || settings.drawing != known_.drawing ||
                        settings.photo != known_.photo;
    if (source) picture_ = picture_of(settings, seed_);
    const bool filter = settings.filter != known_.filter;
    known_ = settings;
    if (filter) take_filter();
    history = demo::History(history.curves(), references());
    measure();  // the lesson may be another one
  }

  /// On the page of learning an update; on the others the window moves on to the next output.
  void step() override {
    if (settings.page == Page::learning) return learn();
    const int outputs = settings.geometry().outputs(), next = row() * outputs + column() + 1;
    row_ = next / outputs % outputs;
    column_ = next % outputs;
  }

  void act(const demo::Action& action) override {
    if (action.name == "look") return look(action.numbers);
    if (action.name == "cell") return change_cell(action.numbers);
    if (action.name == "restore") return take_filter();
    AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return settings.page == Page::learning; }

  void fill(Snapshot& picture) override {
    const Geometry geometry = settings.geometry();
    picture.channels = settings.channel_count();
    picture.image = numbers_of(picture_);
    picture.kernel = kernels_of(weights());
    picture.edited = edited_;
    picture.map = map_of(picture_, weights(), geometry);
    picture.row = row();
    picture.column = column();
    picture.definition_difference = definition_difference(picture.map, picture_, weights(), geometry);
    if (settings.page == Page::pooling || settings.page == Page::shift)
      picture.pooled = pool(picture.map, settings.pool, settings.alpha);
    if (settings.page == Page::shift) {
      picture.shift = shift_of(picture_, weights(), settings, {settings.shift_x, settings.shift_y});
      picture.shift.kept_nearby = kept_nearby(picture_, weights(), settings);
    }
    if (settings.page == Page::learning) fill_learning(picture.learning);
  }

 protected:
  std::vector<train::Inside> insides() override {
    return {train::inside_of(
        training_->layer(), [this] { return lesson().loss(training_->layer().weight); },
        [this]() -> std::vector<io::NamedTensor> {
          const Matrix map = map_of(picture_, training_->weights(), settings.geometry());
          return {{"feature_map", tensor_of(map).reshaped({1, 1, map.rows, map.columns})}};
        })};
  }
  std::uint64_t updates() const override { return training_->updates(); }
  void loaded() override {
    training_->forget_moments(settings);
    measure();
  }
  std::string script(std::uint64_t steps) override {
    const Training start(settings, random_for(seed_, Stream::learned));
    const Conv2d target = layer_of(constant(lesson().target), settings.geometry());
    const std::string loss = "functional.mse_loss(model(picture), wanted)";
    return train::Script({.run = "A kernel learns to imitate a filter from its feature map alone",
                          .seed = seed_,
                          .steps = steps,
                          .prints = "the loss before the first update and after each one"})
        .tensor("picture", picture_, "(1, channels, height, width)")
        .model(target, "target")
        .model(start.layer())
        .code("with torch.no_grad():\n    wanted = target(picture)\n")
        .optimizer(start.optimizer())
        .loop({.element = "", .loss = loss, .report = loss})
        .text();
  }

 private:
  /// Of the output that is looked at; a stride may have made the map smaller since.
  int row() const { return std::min(row_, settings.geometry().outputs() - 1); }
  int column() const { return std::min(column_, settings.geometry().outputs() - 1); }

  const Tensor& weights() const {
    return settings.filter == Filter::learned ? training_->weights() : weights_;
  }

  Lesson lesson() const {
    return {picture_,
            weights_of(settings.target, settings.channel_count(), settings.geometry().size,
                       random_for(seed_, Stream::target)),
            settings.geometry()};
  }

  void learn() {
    training_->step(lesson(), settings.learning_rate);
    score_.reset();
    if (history.due(updates())) measure();
  }

  /// Of the learned kernel as it is now; what the curves take of it is not measured again for the picture.
  const Score& score() {
    if (!score_) score_ = score_of(training_->weights(), lesson());
    return *score_;
  }
  void measure() {
    score_.reset();
    history.note("loss", updates(), score().loss);
    history.note("kernel_difference", updates(), score().difference);
  }

  /// What a kernel that has learned nothing would have: one of zeros.
  std::vector<demo::Reference> references() const {
    const Lesson now = lesson();
    const Score zeros = score_of(Tensor(now.target.shape()), now);
    return {{"difference", {"모두 0인 커널의 손실", "loss of a kernel of zeros"}, zeros.loss}};
  }

  /// The chosen filter as it is, without changes by hand.
  void take_filter() {
    edited_.clear();
    if (settings.filter == Filter::learned) return;
    weights_ = weights_of(settings.filter, settings.channel_count(), settings.geometry().size,
                          random_for(seed_, Stream::kernel));
  }

  static bool is_whole(float value, int end) {
    return value == std::floor(value) && value >= 0 && value < static_cast<float>(end);
  }

  void look_at_strongest() {
    const Matrix map = map_of(picture_, weights(), settings.geometry());
    const auto strongest = std::ranges::max_element(map.values, {}, [](float y) { return std::abs(y); });
    const auto place = static_cast<int>(strongest - map.values.begin());
    row_ = place / map.columns;
    column_ = place % map.columns;
  }

  /// row, column of an output
  void look(const std::vector<float>& n) {
    const int outputs = settings.geometry().outputs();
    if (n.size() != 2 || !is_whole(n[0], outputs) || !is_whole(n[1], outputs))
      throw demo::Halt({"특징 맵에 없는 칸입니다.", "The feature map has no such cell."});
    row_ = static_cast<int>(n[0]);
    column_ = static_cast<int>(n[1]);
  }

  /// channel, row, column, value of a weight
  void change_cell(const std::vector<float>& n) {
    const int size = settings.geometry().size;
    if (n.size() != 4 || !is_whole(n[0], settings.channel_count()) || !is_whole(n[1], size) ||
        !is_whole(n[2], size))
      throw demo::Halt({"커널에 없는 칸입니다.", "The kernel has no such cell."});
    if (!(std::abs(n[3]) <= most_weight))
      throw demo::Halt(
          {"커널의 값은 -100에서 100 사이의 수여야 합니다.", "A weight is a number from -100 to 100."});
    const int place =
        (static_cast<int>(n[0]) * size + static_cast<int>(n[1])) * size + static_cast<int>(n[2]);
    if (settings.filter == Filter::learned) {
      training_->set_weight(static_cast<std::size_t>(place), n[3]);
      return measure();
    }
    weights_.mutable_values()[static_cast<std::size_t>(place)] = n[3];
    if (std::ranges::find(edited_, place) == edited_.end()) edited_.push_back(place);
  }

  void fill_learning(LearningPicture& picture) {
    const Lesson now = lesson();
    picture.target = kernels_of(now.target);
    picture.learned = kernels_of(training_->weights());
    picture.target_map = map_of(now.picture, now.target, now.geometry);
    picture.learned_map = map_of(now.picture, training_->weights(), now.geometry);
    picture.loss = score().loss;
    picture.kernel_difference = score().difference;
    picture.updates = updates();
  }

  int row_ = 0, column_ = 0;
  std::uint64_t seed_ = 1;
  Tensor picture_;
  Tensor weights_;
  std::vector<std::int32_t> edited_;
  std::optional<Training> training_;
  std::optional<Score> score_;  // of the present kernel and lesson, once it was asked for
  Settings known_;              // as they were when last looked at
};

namespace {
const demo::RegisterExperiment<Convolution> registered("convolution");
}  // namespace

}  // namespace madang::demos::convolution
