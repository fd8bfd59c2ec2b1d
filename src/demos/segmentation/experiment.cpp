#include "demos/segmentation/experiment.h"

#include <cmath>
#include <memory>
#include <optional>

#include "core/tensor_matrix.h"
#include "demos/segmentation/picture.h"
#include "demos/segmentation/pytorch.h"
#include "train/inside.h"
#include "train/trial.h"

namespace madang::demos::segmentation {

namespace {

constexpr const char* short_names[arm_count] = {"unet", "plain", "segmenter"};
constexpr int updates_at_once = 4;  // of a trial's run
constexpr float goal = 0.7f;        // of the IoU

std::string curve_name(const char* what, Arm arm) {
  return std::string(what) + "_" + short_names[static_cast<int>(arm)];
}

/// The U-Net's loss first: it is the run that a PyTorch script repeats.
demo::History described_history(float constant, float component_limit) {
  std::vector<demo::Curve> all;
  const auto add = [&](const char* what, std::uint64_t interval) {
    for (const Arm arm : arms)
      all.push_back({.name = curve_name(what, arm),
                     .label = name_of(arm),
                     .quantity = what,
                     .colour = static_cast<int>(arm),
                     .dashed = arm == Arm::plain,
                     .interval = interval});
  };
  add("loss", 1);
  add("iou", look_interval);
  add("border", look_interval);
  const auto quality = [&](const char* name, const Text& label, int colour) {
    all.push_back(
        {.name = name, .label = label, .quantity = "quality", .colour = colour, .interval = look_interval});
  };
  quality("quality_components", {"연결 요소", "connected components"}, 3);
  quality("quality_heads", {"중심과 오프셋", "centres and offsets"}, 0);
  const float nothing = 0;
  return demo::History(
      all, {{"loss", {"픽셀마다 같은 답", "the same for every pixel"}, constant},
            {"iou", {"목표", "goal"}, goal},
            {"iou", {"모두 배경", "all background"}, nothing},
            {"quality", {"완벽한 의미 지도의 연결 요소", "components of a perfect map"}, component_limit}});
}

/// Measures: border F1, IoU of objects.
train::Trial::Run run_of(Arm arm, const Settings& settings, std::uint64_t seed) {
  const auto training = std::make_shared<Training>(arm, settings, seed);
  const int batch = settings.batch;
  return [=]() -> std::optional<train::Trial::Measured> {
    for (int i = 0; i < updates_at_once && training->steps() < trial_updates; ++i)
      training->step(lesson_at(training->steps(), batch, seed));
    if (training->steps() < trial_updates) return {};
    const Score score = evaluate(training->network(), Set::scattered, Sets(seed)).components;
    return train::Trial::Measured{{score.border_f1, score.objects_iou}};
  };
}

}  // namespace

class SegmentationDemo final : public train::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override {
    seed_ = seed;
    sets_.emplace(seed);
    trainings_.emplace(settings, seed);
    looking_.reset();
    trial_.reset();
    measured_ = {};
    measured_at_ = 0;
    times_.clear();
    limits_.clear();
    for (int set = 0; set < set_count; ++set)
      limits_.push_back(component_limit(static_cast<Set>(set), *sets_));
    history =
        described_history(constant_loss(settings, seed), limits_[static_cast<std::size_t>(Set::touching)]);
    settings_changed();
  }

  void settings_changed() override { painted_ = read_painting(settings.painting); }

  /// A piece of the trial that is under way, else an update of every network.
  void step() override {
    if (trial_ && !trial_->done()) return trial_->advance();
    if (trainings_->steps() % look_interval == 0) {
      looking_.emplace(*trainings_, *sets_);
      looking_since_ = trainings_->steps();
    }
    trainings_->step();
    for (const Arm arm : arms)
      history.note(curve_name("loss", arm), trainings_->steps(), trainings_->of(arm).loss());
    if (!looking_) return;
    looking_->advance();
    if (looking_->finished()) take_measures();
  }

  void act(const demo::Action& action) override {
    if (action.name == "trial")
      trial_.emplace(arm_count, settings.seeds, seed_, [own = settings](int arm, std::uint64_t seed) {
        return run_of(static_cast<Arm>(arm), own, seed);
      });
    else if (action.name == "measure")
      for (times_.clear(); const Arm arm : arms)
        times_.push_back(pass_time(trainings_->of(arm).network(), shown().image));
    else
      AnyExperiment::act(action);
  }

  bool has_pytorch() const override { return true; }

  void fill(Snapshot& picture) override {
    const data::Scene& scene = shown();
    const int row = settings.row - 1, column = settings.column - 1;
    picture.step = trainings_->steps();
    picture.measured = measured_at_;
    picture.image = numbers_of(scene.image);
    picture.truth = scene.classes;
    picture.objects = scene.instances;
    for (const Arm arm : arms) {
      const Training& run = trainings_->of(arm);
      NetPicture& net = picture.nets.emplace_back(net_picture(run, scene, row, column));
      if (!measured_.empty()) net.sets = measured_[static_cast<std::size_t>(arm)];
      if (!times_.empty()) net.milliseconds = times_[static_cast<std::size_t>(arm)];
      if (settings.page == Page::patches && arm != Arm::plain)
        fill_dependence(net, run.network(), scene.image, row, column);
    }
    if (settings.page == Page::instances) {
      picture.instances = instance_picture(trainings_->of(settings.arm).network(), scene, row, column);
      picture.instances.component_limit = limits_[static_cast<std::size_t>(settings.set)];
    }
    picture.painted = painted_;
    picture.own = score_of(scene, painted_, components_of(painted_));
    if (trial_) picture.trial = trial_->picture();
  }

 protected:
  /// The loss is that of the next batch, in training mode.
  std::vector<train::Inside> insides() override {
    std::vector<train::Inside> all;
    for (const Arm arm : arms) {
      const Network& network = trainings_->of(arm).network();
      const auto said = [this, &network] {
        return network.outputs(constant(trainings_->next_lesson().batch.images), Mode::training);
      };
      all.push_back(train::inside_of(
          network, [this, said] { return loss_of(said(), trainings_->next_lesson(), settings.dice); },
          [said]() -> std::vector<io::NamedTensor> {
            const Outputs outputs = said();
            return {{"scores", outputs.scores.value()},
                    {"heat", outputs.heat.value()},
                    {"offsets", outputs.offsets.value()}};
          },
          short_names[static_cast<int>(arm)]));
    }
    return all;
  }
  std::uint64_t updates() const override { return trainings_->steps(); }
  void loaded() override {
    for (const Arm arm : arms) trainings_->of(arm).restart(settings);
    looking_.reset();
    measured_.clear();
    measured_at_ = 0;
  }
  std::string script(std::uint64_t steps) override { return pytorch_script(settings, seed_, steps); }

 private:
  const data::Scene& shown() const { return sets_->scene(settings.set, settings.scene - 1); }

  void take_measures() {
    measured_.assign(arm_count, std::vector<Result>(set_count));
    for (const Arm arm : arms) {
      auto& of_sets = measured_[static_cast<std::size_t>(arm)];
      for (std::size_t set = 0; set < set_count; ++set)
        of_sets[set] = looking_->result(arm, static_cast<Set>(set));
      const Score& scattered = of_sets.front().components;
      history.note(curve_name("iou", arm), looking_since_, scattered.objects_iou);
      history.note(curve_name("border", arm), looking_since_, scattered.border_f1);
    }
    const Result& touching = measured_.front()[static_cast<std::size_t>(Set::touching)];
    history.note("quality_components", looking_since_, touching.components.quality);
    history.note("quality_heads", looking_since_, touching.heads.quality);
    measured_at_ = looking_since_;
    looking_.reset();
  }

  std::uint64_t seed_ = 1;
  std::optional<Sets> sets_;
  std::optional<Trainings> trainings_;
  std::optional<Looking> looking_;
  std::uint64_t looking_since_ = 0, measured_at_ = 0;
  std::vector<std::vector<Result>> measured_;  // of each arm and set; empty before the first time
  std::vector<float> limits_;                  // of each set: PQ of the components of the truth
  std::vector<float> times_;                   // milliseconds of a pass of each arm; empty: not measured
  std::vector<std::int32_t> painted_;
  std::optional<train::Trial> trial_;
};

namespace {
const demo::RegisterExperiment<SegmentationDemo> registered("segmentation");
}  // namespace

}  // namespace madang::demos::segmentation
