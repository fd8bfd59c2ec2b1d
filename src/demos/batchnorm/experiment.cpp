#include "demos/batchnorm/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include "core/tensor_matrix.h"
#include "demos/batchnorm/measure.h"
#include "nn/losses_classification.h"
#include "train/inside.h"
#include "train/script.h"
#include "train/trial.h"

namespace madang::demos::batchnorm {

namespace {

constexpr std::uint64_t patience = 40;  // updates after which a loss near chance counts as standing still

/// In names of curves and tensors, in the order of Norm.
constexpr const char* short_names[norm_count] = {"none", "batch", "layer", "group"};

/// Batch norm first: it is the run that a PyTorch script repeats.
std::vector<demo::Curve> described_curves() {
  std::vector<demo::Curve> all;
  for (const Norm norm : {Norm::batch, Norm::layer, Norm::group, Norm::none}) {
    const auto index = static_cast<int>(norm);
    all.push_back({.name = std::string("loss_") + short_names[index],
                   .label = name_of(norm),
                   .quantity = "loss",
                   .colour = index,
                   .dashed = norm == Norm::none});
  }
  return all;
}

const float chance_loss = std::log(static_cast<float>(classes));

constexpr int updates_at_once = 20;

/// A run with these settings, of so many updates.
train::Trial::Run run_of(Norm norm, const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                         int updates) {
  const auto training = std::make_shared<Training>(norm, settings, seed);
  const auto lessons = std::make_shared<Lessons>(set.train, settings.batch, seed);
  const auto last = static_cast<std::uint64_t>(updates);
  return [=, &set]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < last; ++i) {
      training->step(lessons->at(training->steps()));
      if (training->fault()) return train::Trial::Measured{{}, true};
    }
    if (training->steps() < last) return {};
    const train::Evaluation evaluation = evaluate(training->network(), set.test);
    return train::Trial::Measured{{evaluation.loss, 1 - evaluation.accuracy()}};
  };
}

}  // namespace

class BatchNormDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {"mnist.idx"}; }

  void reset(std::uint64_t seed) override {
    set_ = data::read_image_set(files.at("mnist.idx"));
    seed_ = seed;
    steps_ = 0;
    lessons_.emplace(set_.train, settings.batch, seed);
    runs_.clear();
    for (int norm = 0; norm < norm_count; ++norm) runs_.emplace_back(static_cast<Norm>(norm), settings, seed);
    edits_.clear();
    rates_.reset();
    batches_.reset();
    const Text chance{"찍기 ln 10", "chance, ln 10"};
    history = demo::History(described_curves(), {{"loss", chance, chance_loss}});
  }

  /// A piece of the trial that is under way, else an update of every network that has not diverged.
  void step() override {
    for (auto* trial : {&rates_, &batches_})
      if (*trial && !(*trial)->done()) return (*trial)->advance();
    const Batch batch = lessons_->at(steps_);
    for (Training& run : runs_) run.step(batch);
    if (std::ranges::all_of(runs_, [](const Training& run) { return run.fault().has_value(); }))
      throw train::diverged(*runs_.front().fault(), settings.learning_rate);
    ++steps_;
    for (const Training& run : runs_)
      if (!run.fault()) {
        const auto norm = static_cast<int>(run.network().norm());
        history.note(std::string("loss_") + short_names[norm], run.steps(), run.loss());
      }
  }

  void act(const demo::Action& action) override {
    if (action.name == "rates")
      rates_ = trial_of(trial_rates.size(), [](Settings& own, Norm, std::size_t place) {
        own.learning_rate = trial_rates[place];
        return trial_updates;
      });
    else if (action.name == "batches")
      batches_ = trial_of(trial_batches.size(), [](Settings& own, Norm norm, std::size_t place) {
        own.batch = trial_batches[place];
        own.learning_rate = tuned_rate(norm, own.batch);
        return trial_images / own.batch;
      });
    else if (action.name == "cell")
      edit(action.numbers);
    else if (action.name == "restore")
      edits_.clear();
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    for (std::size_t i = 0; i < runs_.size(); ++i) picture.nets.push_back(net_picture(runs_[i]));
    if (settings.page == Page::rate) fill_examples(picture);
    if (settings.page == Page::inside) fill_inside(picture);
    if (settings.page == Page::batch) fill_batch(picture);
    if (rates_) picture.rates = rates_->picture();
    if (batches_) picture.batches = batches_->picture();
  }

 protected:
  /// The loss is that of the next batch, in training mode.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Training& run : runs_) {
      const Network& network = run.network();
      all.push_back(train::inside_of(
          network,
          [this, &network] {
            const Batch batch = lessons_->at(steps_);
            return cross_entropy(network.logits(batch.images, Mode::training), batch.labels);
          },
          [this, &network] {
            const Network::Pass pass = network.forward(lessons_->at(steps_).images, Mode::training);
            std::vector<io::NamedTensor> named;
            for (std::size_t i = 0; i < pass.z.size(); ++i) {
              named.push_back({"z" + std::to_string(i + 1), pass.z[i].value()});
              if (network.norm() != Norm::none)
                named.push_back({"y" + std::to_string(i + 1), pass.y[i].value()});
            }
            return named;
          },
          short_names[static_cast<int>(network.norm())]));
    }
    return all;
  }
  std::uint64_t updates() const override { return steps_; }
  /// Of the network with batch norm, whose loss is the first curve.
  std::string script(std::uint64_t steps) override {
    const Training run(Norm::batch, settings, seed_);
    Lessons lessons(set_.train, settings.batch, seed_);
    return train::Script(
               {.run = "The training of the network with batch norm", .seed = seed_, .steps = steps})
        .batches(set_.train, [&](std::uint64_t step) { return lessons.order().at(step); })
        .model(run.network().layers())
        .optimizer(run.optimizer())
        .loop({.loss = "functional.cross_entropy(model(images[chosen].flatten(1)), labels[chosen])"})
        .text();
  }
  void loaded() override {
    for (Training& run : runs_) run.restart(settings);
  }

 private:
  static NetPicture net_picture(const Training& run) {
    return {.loss = run.mean_loss(),
            .answers = {},
            .stands = run.steps() >= patience && run.mean_loss() > 0.95f * chance_loss,
            .diverged = run.fault().has_value(),
            .updates = run.steps()};
  }

  const Network& network(Norm norm) const { return runs_[static_cast<std::size_t>(norm)].network(); }
  int layer() const { return std::min(settings.layer, settings.depth) - 1; }

  /// Some test images, and what each network says to them.
  void fill_examples(Snapshot& picture) {
    std::vector<std::int32_t> chosen(shown_examples);
    std::iota(chosen.begin(), chosen.end(), 0);
    const Tensor images = set_.test.images(chosen);
    picture.examples = numbers_of(images);
    picture.labels = set_.test.labels_of(chosen);
    const NoRecording off;
    for (std::size_t i = 0; i < runs_.size(); ++i)
      picture.nets[i].answers = train::likeliest(runs_[i].network().logits(images, Mode::evaluation).value());
  }

  void fill_inside(Snapshot& picture) {
    const Batch batch = lessons_->at(steps_);
    for (const Training& run : runs_)
      picture.inside.push_back(
          inside_of(run.network(), layer(), batch, settings.evaluation ? Mode::evaluation : Mode::training));
    picture.dependence = dependence_of(network(Norm::batch), batch, lessons_->at(steps_ + 1));
  }

  void fill_batch(Snapshot& picture) {
    const Batch batch = lessons_->at(steps_);
    picture.calculation =
        calculation_of(network(settings.norm), layer(), batch, edits_, settings.row - 1, settings.unit - 1);
    picture.identities = identities_of(network(Norm::batch), layer(), batch);
    picture.edited = !edits_.empty();
  }

  /// Each norm at each of `places`, which `arrange` sets in the run's own settings; it returns the number of
  /// updates. Contestants: norm · places + place. Measures: test loss, test error.
  template <class Arrange>
  train::Trial trial_of(std::size_t places, Arrange arrange) const {
    const auto start = [this, places, arrange](int contestant, std::uint64_t seed) {
      const auto number = static_cast<std::size_t>(contestant);
      const auto norm = static_cast<Norm>(number / places);
      Settings own = settings;
      const int updates = arrange(own, norm, number % places);
      return run_of(norm, own, set_, seed, updates);
    };
    return {norm_count * static_cast<int>(places), settings.seeds, seed_, start};
  }

  /// row, unit, value
  void edit(const std::vector<float>& n) {
    constexpr float most = 100;
    const auto whole = [](float value, int end) {
      return value == std::floor(value) && value >= 0 && value < static_cast<float>(end);
    };
    if (n.size() != 3 || !whole(n[0], std::min(shown_rows, settings.batch)) || !whole(n[1], shown_units))
      throw demo::Halt({"배치에 없는 칸입니다.", "The batch has no such cell."});
    if (!(std::abs(n[2]) <= most))
      throw demo::Halt(
          {"칸의 값은 -100에서 100 사이의 수여야 합니다.", "A cell takes a number from -100 to 100."});
    const Edit wanted{static_cast<int>(n[0]), static_cast<int>(n[1]), n[2]};
    std::erase_if(edits_,
                  [&](const Edit& edit) { return edit.row == wanted.row && edit.unit == wanted.unit; });
    edits_.push_back(wanted);
  }

  data::ImageSet set_;
  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  std::optional<Lessons> lessons_;
  std::vector<Training> runs_;  // in the order of Norm
  std::vector<Edit> edits_;
  std::optional<train::Trial> rates_, batches_;
};

namespace {
const demo::RegisterExperiment<BatchNormDemo> registered("batchnorm");
}  // namespace

}  // namespace madang::demos::batchnorm
