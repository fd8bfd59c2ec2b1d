#include "demos/dropout/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "data/digit.h"
#include "demos/dropout/ensemble.h"
#include "demos/dropout/picture.h"
#include "demos/dropout/pytorch.h"
#include "demos/dropout/shift.h"
#include "io/sketch.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::dropout {

namespace {

const float chance_loss = std::log(static_cast<float>(classes));
constexpr float small_learning_rate = 0.003f;
constexpr int updates_at_once = 20;
constexpr int looked_at = 250;  // test images, of what takes many passes
constexpr int shown_correlations = 32;

/// Names of curves and tensors: the arm's place.
std::string name_of(const char* of, std::size_t arm) { return of + std::to_string(arm); }

demo::History history_of(Kind kind) {
  const std::vector<Arm> arms = arms_of(kind);
  std::vector<demo::Curve> curves;
  const auto describe = [&](const char* of, const char* quantity, std::size_t i) {
    curves.push_back({.name = name_of(of, i),
                      .label = dropout::name_of(arms[i]),
                      .quantity = quantity,
                      .colour = i == 0   ? 1
                                : i == 1 ? 0
                                         : 2,
                      .dashed = i == 0});
  };
  const auto scripted = static_cast<std::size_t>(std::ranges::find(arms, scripted_arm(kind)) - arms.begin());
  describe("train_loss", "train_loss", scripted);
  for (std::size_t i = 0; i < arms.size(); ++i)
    if (i != scripted) describe("train_loss", "train_loss", i);
  for (std::size_t i = 0; i < arms.size(); ++i) describe("test_loss", "test_loss", i);
  const Text chance{"찍기 ln 10", "chance, ln 10"};
  return demo::History(curves, {{"train_loss", chance, chance_loss}, {"test_loss", chance, chance_loss}});
}

Tensor evaluated(const Sequential& network, const Tensor& images) {
  const NoRecording off;
  return network(constant(images), Mode::evaluation).value();
}

train::Trial::Run run_of(Arm arm, Settings own, const data::ImageSet& set, std::uint64_t seed) {
  own.learning_rate = tuned_rate(arm, own.kind);
  const auto training = std::make_shared<Training>(training_of(arm, own, seed));
  const auto lessons = std::make_shared<Lessons>(set, own.images, seed);
  return [=]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < trial_updates; ++i)
      training->step(lessons->at(training->steps()));
    if (training->steps() < trial_updates) return {};
    const Score score =
        score_of(evaluated(training->network(), lessons->test().images), lessons->test().labels);
    return train::Trial::Measured{{score.loss, score.error}};
  };
}

}  // namespace

class DropoutDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {"mnist.idx"}; }

  void reset(std::uint64_t seed) override {
    set_ = data::read_image_set(files.at("mnist.idx"));
    seed_ = seed;
    steps_ = 0;
    lessons_.emplace(set_, settings.images, seed);
    runs_.clear();
    for (const Arm arm : arms_of(settings.kind)) runs_.push_back(training_of(arm, settings, seed));
    small_.clear();
    if (settings.kind == Kind::dense)
      for (const bool deep : {false, true})
        small_.emplace_back(small_network(deep, settings.rate, random_for(seed, Stream::small_weights)),
                            small_learning_rate, seed);
    own_masks_.clear();
    trial_.reset();
    thin_.reset();
    units_.reset();
    history = history_of(settings.kind);
    nets_.assign(runs_.size(), {});
    settings_changed();
    check();
  }

  /// Of a drawing that the reader has changed.
  void settings_changed() override { drawing_ = io::read_sketch(settings.drawing, side, side); }

  /// A piece of the trial that is under way, else an update of every network.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    const Batch batch = lessons_->at(steps_);
    for (Training& run : runs_) run.step(batch);
    for (Training& run : small_) run.step(batch);
    ++steps_;
    for (std::size_t i = 0; i < runs_.size(); ++i)
      history.note(name_of("train_loss", i), steps_, runs_[i].last_loss());
    if (steps_ % check_interval == 0) check();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      trial_.emplace(
          static_cast<int>(runs_.size()), settings.seeds, seed_, [this](int contestant, std::uint64_t seed) {
            return run_of(arms_of(settings.kind)[static_cast<std::size_t>(contestant)], settings, set_, seed);
          });
    else if (action.name == "unit")
      switch_unit(action.numbers);
    else if (action.name == "restore")
      own_masks_.clear();
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    const Tensor image = input();
    picture.input = numbers_of(image);
    picture.truth = settings.drawing.empty() ? lessons_->test().labels[digit()] : -1;
    const NoRecording off;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      NetPicture net = nets_[i];
      net.loss = runs_[i].mean_loss();
      net.chances = numbers_of(softmax(constant(evaluated(runs_[i].network(), image))).value());
      picture.nets.push_back(std::move(net));
      picture.parameters.push_back(parameter_count(runs_[i].network()));
    }
    if (settings.kind == Kind::norm)
      picture.shift = shift_of(runs_, 1 - settings.rate, some_images().images, settings.unit - 1);
    if (settings.kind != Kind::dense || settings.page == Page::training) fill_masks(picture, image);
    if (settings.kind == Kind::dense && settings.page == Page::ensemble) fill_ensemble(picture, image);
    if (settings.kind == Kind::dense && settings.page == Page::units) fill_units(picture, image);
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that of the next batch, with the masks of its step.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const Training& run = runs_[i];
      all.push_back(train::inside_of(
          run.network(), [this, &run] { return run.loss(lessons_->at(steps_), steps_); },
          [this, &run] {
            Random lots = run.lots(steps_);
            std::vector<io::NamedTensor> named;
            const auto outputs =
                run.network().trace(constant(lessons_->at(steps_).images), Mode::training, &lots);
            for (std::size_t layer = 0; layer < outputs.size(); ++layer)
              named.push_back({std::to_string(layer), outputs[layer].value()});
            return named;
          },
          name_of("net", i)));
    }
    return all;
  }
  std::uint64_t updates() const override { return steps_; }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, set_, seed_, steps); }
  void loaded() override {
    for (Training& run : runs_) run.restart();
    thin_.reset();
    units_.reset();
    check();
  }

 private:
  std::size_t digit() const { return static_cast<std::size_t>(settings.digit - 1); }
  std::size_t arm() const { return std::min(static_cast<std::size_t>(settings.arm), runs_.size()) - 1; }
  int units() const { return units_of(settings); }

  /// (1, 1, side, side)
  Tensor input() const {
    if (settings.drawing.empty())
      return slice(constant(lessons_->test().images), 0, settings.digit - 1, settings.digit).value();
    return tensor_of(data::centred_digit(drawing_)).reshaped({1, 1, side, side});
  }

  /// Looks at the test images.
  void check() {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const Score score =
          score_of(evaluated(runs_[i].network(), lessons_->test().images), lessons_->test().labels);
      NetPicture& net = nets_[i];
      net.test_loss = score.loss;
      net.test_error = score.error;
      if (steps_ == 0 || score.loss < net.lowest_loss) {
        net.lowest_loss = score.loss;
        net.lowest_step = steps_;
      }
      history.note(name_of("test_loss", i), steps_, score.loss);
    }
  }

  /// The first test images, for what takes many passes.
  Batch some_images(int count = looked_at) const {
    const Batch& all = lessons_->test();
    return {slice(constant(all.images), 0, 0, count).value(),
            {all.labels.begin(), all.labels.begin() + count}};
  }

  static Matrix first_of(const Matrix& square) {
    Matrix part = columns_of(square, 0, std::min(shown_correlations, square.columns));
    part.rows = part.columns;
    part.values.resize(static_cast<std::size_t>(part.rows * part.columns));
    return part;
  }

  UnitsPicture units_now() const {
    const Batch some = some_images();
    UnitsPicture now;
    for (const Training& run : runs_) {
      std::vector<Tensor> hidden;
      thin_logits(run.network(), first_hidden(run.network(), some.images), all_on(units()), &hidden);
      const Matrix rho = correlations(hidden.back());
      now.mean.push_back(mean_correlation(rho));
      now.correlation.push_back(first_of(rho));
      now.robust.push_back(robustness(run.network(), some, seed_));
    }
    return now;
  }

  /// `value`, made anew where the networks have moved on since.
  template <class Value, class Make>
  const Value& known(std::optional<std::pair<std::uint64_t, Value>>& value, Make make) {
    if (!value || value->first != steps_) value.emplace(steps_, make());
    return value->second;
  }

  void fill_masks(Snapshot& picture, const Tensor& image) {
    // Of the dense networks only one has masks.
    const bool dense = settings.kind == Kind::dense;
    Thinned thin = thinned(dense ? runs_.back() : runs_[arm()], settings.kind, image, steps_);
    picture.masks = std::move(thin.masks);
    picture.thin_chances = std::move(thin.chances);
    picture.identity = thin.identity;
    if (dense)
      picture.sum = sum_of(runs_[1].network(), std::min(settings.layer, hidden_layers) - 1,
                           std::min(settings.unit, units()) - 1, image);
  }

  void fill_ensemble(Snapshot& picture, const Tensor& image) {
    const Training& small = small_[settings.deep ? 1 : 0];
    const int shown = picture.truth >= 0
                          ? picture.truth
                          : static_cast<int>(train::likeliest(evaluated(small.network(), image)).front());
    picture.ensemble = masks_of(small.network(), settings.rate, image, std::max(shown, 0), settings.thin);
    // 64 passes through a wide network take too long over that many images.
    const int usual = Settings{}.width, count = looked_at * usual / std::max(usual, units());
    picture.thin = known(thin_, [this, count] {
      return thin_nets(runs_.back().network(), settings.rate, some_images(count), seed_);
    });
  }

  void fill_units(Snapshot& picture, const Tensor& image) {
    const LayerMasks own = own_masks();
    picture.units = known(units_, [this] { return units_now(); });
    for (const Tensor& mask : own)
      picture.units.off += static_cast<int>(std::ranges::count(mask.values(), 0.f));
    const Batch& test = lessons_->test();
    for (const Training& run : runs_) {
      const Tensor first = first_hidden(run.network(), test.images);
      picture.units.own_error.push_back(
          score_of(thin_logits(run.network(), first, own).value(), test.labels).error);
    }
    const Sequential& dropped = runs_.back().network();
    const Tensor first = first_hidden(dropped, image);
    std::vector<Tensor> hidden;
    thin_logits(dropped, first, all_on(units()), &hidden);
    for (std::size_t layer = 0; layer < hidden.size(); ++layer)
      picture.masks.push_back({grid(hidden[layer]), grid(own[layer])});
    picture.thin_chances = numbers_of(softmax(thin_logits(dropped, first, own)).value());
  }

  static Matrix grid(const Tensor& values) {
    return {static_cast<int>(values.size()) / grid_columns, grid_columns, numbers_of(values)};
  }
  /// Each layer scaled by its share of units that are on.
  LayerMasks own_masks() const {
    LayerMasks masks = own_masks_.empty() ? all_on(units()) : own_masks_;
    for (Tensor& mask : masks) {
      const auto on = std::ranges::count(mask.values(), 1.f);
      for (float& v : mask.mutable_values())
        v *= static_cast<float>(mask.size()) / static_cast<float>(std::max<std::ptrdiff_t>(1, on));
    }
    return masks;
  }

  /// layer, unit, on
  void switch_unit(const std::vector<float>& n) {
    const auto whole = [](float value, int end) {
      return value == std::floor(value) && value >= 0 && value < static_cast<float>(end);
    };
    if (n.size() != 3 || !whole(n[0], hidden_layers) || !whole(n[1], units()) || !whole(n[2], 2))
      throw demo::Halt({"신경망에 없는 유닛입니다.", "The network has no such unit."});
    if (own_masks_.empty()) own_masks_ = all_on(units());
    own_masks_[static_cast<std::size_t>(n[0])].mutable_values()[static_cast<std::size_t>(n[1])] = n[2];
  }

  data::ImageSet set_;
  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  std::optional<Lessons> lessons_;
  std::vector<Training> runs_;   // in the order of arms_of
  std::vector<Training> small_;  // of one and two hidden layers; of the dense network alone
  std::vector<NetPicture> nets_;
  LayerMasks own_masks_;  // by the reader: 0 or 1; empty: all on
  Matrix drawing_;
  // With the step at which they were made: too slow for every picture.
  std::optional<std::pair<std::uint64_t, ThinNets>> thin_;
  std::optional<std::pair<std::uint64_t, UnitsPicture>> units_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<DropoutDemo> registered("dropout");
}  // namespace

}  // namespace madang::demos::dropout
