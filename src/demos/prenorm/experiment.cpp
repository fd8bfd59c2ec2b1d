#include "demos/prenorm/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "demos/prenorm/measure.h"
#include "nn/losses_classification.h"
#include "train/inside.h"
#include "train/script.h"

namespace madang::demos::prenorm {

namespace {

constexpr std::uint64_t patience = 60;  // updates after which a loss at the unigram line counts as standing

/// In names of curves and tensors, in the order of Arm.
constexpr const char* short_names[arm_count] = {"pre", "post", "warm"};
/// Those of the learning rates: pre- and post-norm share one.
constexpr const char *constant_rate = "rate", *warm_rate = "rate_warm";

/// Pre-norm first: it is the run that a PyTorch script repeats.
demo::History described_history(const Corpus& corpus) {
  std::vector<demo::Curve> all;
  for (int arm = 0; arm < arm_count; ++arm)
    all.push_back({.name = std::string("loss_") + short_names[arm],
                   .label = name_of(static_cast<Arm>(arm)),
                   .quantity = "loss",
                   .colour = arm,
                   .dashed = static_cast<Arm>(arm) == Arm::post});
  all.push_back({.name = constant_rate,
                 .label = {"Pre, Post", "Pre, post"},
                 .quantity = "rate",
                 .colour = 1,
                 .dashed = true});
  all.push_back({.name = warm_rate, .label = name_of(Arm::warm), .quantity = "rate", .colour = 2});
  const float chance = std::log(static_cast<float>(corpus.vocabulary()));
  return demo::History(std::move(all), {{"loss", {"찍기 ln V", "chance, ln V"}, chance},
                                        {"loss", {"글자 빈도", "unigram"}, corpus.unigram},
                                        {"loss", {"바이그램", "bigram"}, corpus.bigram}});
}

}  // namespace

class PreNormDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    steps_ = 0;
    trial_.reset();
    start_.clear();
    runs_.clear();
    for (int arm = 0; arm < arm_count; ++arm) runs_.emplace_back(static_cast<Arm>(arm), settings, seed);
    history = described_history(the_corpus());
    note_rates();
  }

  /// A piece of the trial that is under way, else an update of every model that has not diverged.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    const Batch drawn = next_batch();
    for (Training& run : runs_) run.step(drawn);
    if (std::ranges::all_of(runs_, [](const Training& run) { return run.fault().has_value(); }))
      throw train::diverged(*runs_.front().fault(), settings.learning_rate);
    ++steps_;
    for (const Training& run : runs_)
      if (!run.fault())
        history.note(std::string("loss_") + short_names[static_cast<int>(run.arm())], run.steps(),
                     run.loss());
    note_rates();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      trial_ = trial_of(settings, seed_);
    else if (action.name == "stop") {
      if (trial_) trial_->stop();
    } else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    picture.step = steps_;
    picture.unigram = the_corpus().unigram;
    picture.bigram = the_corpus().bigram;
    const Model& post = run_of(Arm::post).model();
    picture.parameters = static_cast<std::uint64_t>(parameter_count(post));
    picture.multiply_adds = static_cast<std::uint64_t>(post.multiply_adds());
    for (const Training& run : runs_)
      picture.arms.push_back({.loss = run.mean_loss(),
                              .rate = run.rate(),
                              .stands = run.steps() >= patience && run.stands(),
                              .diverged = run.fault().has_value(),
                              .updates = run.steps()});
    if (settings.page == Page::training) fill_next(picture);
    if (settings.page == Page::layers) fill_layers(picture);
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that of the next batch.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Training& run : runs_) {
      const Model& model = run.model();
      all.push_back(train::inside_of(
          model,
          [this, &model] {
            const Batch drawn = next_batch();
            return cross_entropy(model.logits(drawn.inputs, context), drawn.targets);
          },
          [this, &model] {
            const NoRecording off;
            const Model::Pass pass = model.inspect(next_batch().inputs, context);
            std::vector<io::NamedTensor> named{{"x0", pass.x0.value()}};
            for (std::size_t i = 0; i < pass.blocks.size(); ++i)
              named.push_back({"x" + std::to_string(i + 1), pass.blocks[i].output.value()});
            return named;
          },
          short_names[static_cast<int>(run.arm())]));
    }
    return all;
  }
  std::uint64_t updates() const override { return steps_; }
  /// Of the pre-norm model, whose loss is the first curve.
  std::string script(std::uint64_t steps) override {
    const Training run(Arm::pre, settings, seed_);
    return train::Script({.run = "The training of the pre-norm model", .seed = seed_, .steps = steps})
        .labels("text", the_corpus().text)
        .batches([&](std::uint64_t step) { return batch_at(the_corpus(), seed_, step).starts; })
        .model(run.model())
        .optimizer(run.optimizer())
        .loop({.before = "at = torch.tensor(chosen)[:, None] + torch.arange(" + std::to_string(context) + ")",
               .loss = "functional.cross_entropy(model(text[at]).flatten(0, 1), text[at + 1].flatten())"})
        .text();
  }
  void loaded() override {
    for (Training& run : runs_) run.restart();
  }

 private:
  const Training& run_of(Arm arm) const { return runs_[static_cast<std::size_t>(arm)]; }
  Batch next_batch() const { return batch_at(the_corpus(), seed_, steps_); }

  void note_rates() {
    history.note(constant_rate, steps_, settings.learning_rate);
    history.note(warm_rate, steps_, rate_at(Arm::warm, settings, steps_));
  }

  Layers layers(Arm arm) const {
    return layers_of(run_of(arm).model(), next_batch(), settings.learning_rate);
  }
  /// Of models as they are drawn, whatever weights may have been loaded since.
  void measure_start() {
    for (const Arm arm : {Arm::pre, Arm::post})
      start_.push_back(layers_of(Training(arm, settings, seed_).model(), batch_at(the_corpus(), seed_, 0),
                                 settings.learning_rate));
    start_.push_back(start_.back());  // with warm-up: the same model
  }

  void fill_next(Snapshot& picture) {
    const Corpus& corpus = the_corpus();
    std::vector<std::int32_t> asked = corpus.characters_of(settings.prompt);
    if (asked.empty()) asked = corpus.characters_of(" ");
    for (const auto c : asked) picture.asked += corpus.alphabet[static_cast<std::size_t>(c)];
    picture.letters = corpus.alphabet;
    picture.next = {arm_count + 1, corpus.vocabulary(), {}};
    const auto add = [&](const std::vector<float>& row) {
      picture.next.values.insert(picture.next.values.end(), row.begin(), row.end());
    };
    for (const Training& run : runs_) add(next_after(run.model(), asked));
    add(corpus.shares);
  }

  void fill_layers(Snapshot& picture) {
    for (const Training& run : runs_) picture.now.push_back(layers(run.arm()));
    if (start_.empty()) measure_start();
    picture.start = start_;
    picture.cell = cell_of(run_of(settings.arm).model(), std::min(settings.block, settings.depth) - 1,
                           next_batch(), settings.row - 1, settings.unit - 1);
  }

  std::uint64_t seed_ = 1;
  std::uint64_t steps_ = 0;
  std::vector<Training> runs_;  // in the order of Arm
  std::vector<Layers> start_;   // before the first update, once it is asked for
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<PreNormDemo> registered("prenorm");
}  // namespace

}  // namespace madang::demos::prenorm
