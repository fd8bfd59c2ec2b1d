#include "demos/residual/experiment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include "core/tensor_matrix.h"
#include "demos/residual/measure.h"
#include "demos/residual/surface.h"
#include "nn/losses_classification.h"
#include "train/inside.h"
#include "train/script.h"

namespace madang::demos::residual {

namespace {

constexpr std::uint64_t patience = 40;     // updates after which a loss near chance counts as standing still
constexpr std::uint64_t surface_age = 50;  // updates after which a surface is taken anew
constexpr int lesion_images = 64;

/// In names of curves and tensors, in the order of Kind.
constexpr const char* short_names[kind_count] = {"plain", "residual", "highway", "dense"};

/// The residual network first: it is the run that a PyTorch script repeats.
std::vector<demo::Curve> described_curves() {
  std::vector<demo::Curve> all;
  for (const Kind kind : {Kind::residual, Kind::highway, Kind::dense, Kind::plain}) {
    const auto index = static_cast<int>(kind);
    all.push_back({.name = std::string("loss_") + short_names[index],
                   .label = name_of(kind),
                   .quantity = "loss",
                   .colour = index,
                   .dashed = kind == Kind::plain});
  }
  return all;
}

const float chance_loss = std::log(static_cast<float>(classes));

}  // namespace

class ResidualDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  std::vector<std::string> wanted_files() const override { return {"mnist.idx"}; }

  void reset(std::uint64_t seed) override {
    set_ = data::read_image_set(files.at("mnist.idx"));
    seed_ = seed;
    steps_ = 0;
    order_.emplace(static_cast<int>(set_.train.size()), batch, seed);
    surfaces_.reset();
    trial_.reset();
    runs_.clear();
    for (int kind = 0; kind < kind_count; ++kind) runs_.emplace_back(static_cast<Kind>(kind), settings, seed);
    const Text chance{"찍기 ln 10", "chance, ln 10"};
    history = demo::History(described_curves(), {{"loss", chance, chance_loss}});
  }

  /// A piece of the surface or the trial that is under way, else an update of every network that has not
  /// diverged.
  void step() override {
    if (surfaces_ && !surfaces_->finished()) return surfaces_->advance();
    if (trial_ && !trial_->done()) return trial_->advance();
    const Batch batch = next_batch();
    for (Training& run : runs_) run.step(batch);
    if (std::ranges::all_of(runs_, [](const Training& run) { return run.fault().has_value(); }))
      throw train::diverged(*runs_.front().fault(), settings.learning_rate);
    ++steps_;
    for (const Training& run : runs_)
      if (!run.fault())
        history.note(std::string("loss_") + short_names[static_cast<int>(run.network().kind())], run.steps(),
                     run.loss());
    // At the same updates in every run, so that a link brings the same surface back.
    if (settings.page == Page::surface && steps_ % surface_age == 0) take_surface();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      trial_ = trial_of(settings, set_, seed_);
    else if (action.name == "surface")
      surfaces_ = surfaces(fine);
    else if (action.name == "stop")
      stop();
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    for (const Training& run : runs_) picture.nets.push_back(net_picture(run));
    const Batch shown = first_of(set_.test, shown_examples);
    picture.examples = numbers_of(shown.images);
    picture.labels = shown.labels;
    if (settings.page == Page::learning) fill_answers(picture, shown);
    if (settings.page == Page::block) fill_block(picture, shown);
    if (settings.page == Page::surface) fill_surface(picture);
    if (trial_) picture.trial = trial_->picture();
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
            const Batch batch = next_batch();
            return cross_entropy(network.logits(batch.images, Mode::training), batch.labels);
          },
          [this, &network] {
            const Network::Pass pass = network.forward(next_batch().images, Mode::training);
            std::vector<io::NamedTensor> named;
            for (std::size_t i = 0; i < pass.x.size(); ++i)
              named.push_back({"x" + std::to_string(i), pass.x[i].value()});
            return named;
          },
          short_names[static_cast<int>(network.kind())]));
    }
    return all;
  }
  std::uint64_t updates() const override { return steps_; }
  /// Of the residual network, whose loss is the first curve.
  std::string script(std::uint64_t steps) override {
    const Training run(Kind::residual, settings, seed_);
    data::Batches order(static_cast<int>(set_.train.size()), batch, seed_);
    return train::Script({.run = "The training of the residual network", .seed = seed_, .steps = steps})
        .batches(set_.train, [&](std::uint64_t step) { return order.at(step); })
        .model(run.network())
        .optimizer(run.optimizer())
        .loop({.loss = "functional.cross_entropy(model(images[chosen].flatten(1)), labels[chosen])",
               .gradient_norm_limit = gradient_limit})
        .text();
  }
  void loaded() override {
    for (Training& run : runs_) run.restart(settings);
    surfaces_.reset();
  }

 private:
  static NetPicture net_picture(const Training& run) {
    return {.loss = run.mean_loss(),
            .answers = {},
            .gradient = run.gradient_norms(),
            .stands = run.steps() >= patience && run.mean_loss() > 0.95f * chance_loss,
            .diverged = run.fault().has_value(),
            .updates = run.steps(),
            .parameters = static_cast<std::uint64_t>(parameter_count(run.network())),
            .multiply_adds = static_cast<std::uint64_t>(run.network().multiply_adds())};
  }

  const Training& run_of(Kind kind) const { return runs_[static_cast<std::size_t>(kind)]; }
  Batch next_batch() { return batch_of(set_.train, order_->at(steps_)); }
  int block() const { return std::min(settings.block, settings.blocks()) - 1; }
  Surfaces surfaces(const Grain& grain) const {
    return {run_of(Kind::plain), run_of(Kind::residual), set_.train, grain, seed_};
  }

  /// Of the trial what has ended stays; instead of half a surface there is a coarse one.
  void stop() {
    if (trial_) trial_->stop();
    if (surfaces_ && !surfaces_->finished()) take_surface();
  }

  void take_surface() {
    surfaces_ = surfaces(coarse);
    surfaces_->advance();
  }

  void fill_answers(Snapshot& picture, const Batch& shown) {
    const NoRecording off;
    for (std::size_t i = 0; i < runs_.size(); ++i)
      picture.nets[i].answers =
          train::likeliest(runs_[i].network().logits(shown.images, Mode::evaluation).value());
  }

  /// Of the chosen network, whose lesions stand beside those of another: the plain one's, or the residual
  /// one's beside these.
  void fill_block(Snapshot& picture, const Batch& shown) {
    const Network& network = run_of(settings.kind).network();
    picture.block = block_picture(network, block(), shown, settings.row - 1, settings.unit - 1);
    const Batch tested = first_of(set_.test, lesion_images);
    const Kind other = settings.kind == Kind::plain ? Kind::residual : Kind::plain;
    for (const Kind kind : {settings.kind, other})
      picture.lesions.push_back(lesions_of(run_of(kind).network(), tested));
    picture.identity = identity_of(run_of(Kind::residual).network(), next_batch());
    const NoRecording off;
    const Network::Pass pass = network.forward(tested.images, Mode::evaluation);
    const Tensor logits = logits_without(network, pass, settings.left_out, block());
    picture.loss = cross_entropy(constant(logits), tested.labels).item();
    picture.answers = train::likeliest(logits);
    picture.answers.resize(shown_examples);
  }

  void fill_surface(Snapshot& picture) {
    if (!surfaces_ || (surfaces_->finished() && steps_ >= surfaces_->updates() + surface_age)) take_surface();
    picture.surface = surfaces_->picture(settings.alpha, settings.beta);
  }

  data::ImageSet set_;
  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  std::optional<data::Batches> order_;
  std::vector<Training> runs_;  // in the order of Kind
  std::optional<Surfaces> surfaces_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<ResidualDemo> registered("residual");
}  // namespace

}  // namespace madang::demos::residual
