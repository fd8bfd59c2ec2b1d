#include "demos/segmentation/training.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "nn/losses.h"
#include "nn/losses_overlap.h"
#include "optim/adam.h"

namespace madang::demos::segmentation {

namespace {

constexpr int scenes_at_once = 4;
constexpr float beta2 = 0.99f;  // of Adam: a memory of 100 steps, since a run has a few hundred

std::unique_ptr<Optimizer> adam(const Network& network, const Settings& settings) {
  const bool transformer = network.arm() == Arm::segmenter;
  return std::make_unique<Adam>(
      network.parameters(),
      AdamOptions{.learning_rate = transformer ? settings.segmenter_rate : settings.learning_rate,
                  .beta2 = beta2});
}

/// (scenes, classes, side, side): 1 at the class of each pixel.
Tensor one_hot(std::span<const std::int32_t> labels) {
  Tensor all({static_cast<int>(labels.size()) / pixels, classes, side, side});
  const std::span<float> values = all.mutable_values();
  for (std::size_t i = 0; i < labels.size(); ++i)
    values[(i / pixels * classes + static_cast<std::size_t>(labels[i])) * pixels + i % pixels] = 1;
  return all;
}

}  // namespace

Lesson lesson_at(std::uint64_t step, int count, std::uint64_t seed) {
  data::SceneBatch batch = batch_at(step, count, seed);
  InstanceTargets targets = targets_of(batch.instances);
  return {std::move(batch), std::move(targets)};
}

Variable loss_of(const Outputs& outputs, const Lesson& lesson, bool with_dice) {
  const auto& [batch, targets] = lesson;
  const Variable by_pixel = permute(outputs.scores, {0, 2, 3, 1});  // classes last
  const int count = static_cast<int>(batch.classes.size());
  Variable loss = cross_entropy(reshape(by_pixel, {count, classes}), batch.classes);
  if (with_dice)
    loss = loss + dice_loss(permute(softmax(by_pixel), {0, 3, 1, 2}), constant(one_hot(batch.classes))) *
                      dice_weight;
  const Variable off = abs(outputs.offsets - constant(targets.offsets)) * constant(targets.objects);
  float on_objects = 0;
  for (const float one : targets.objects.values()) on_objects += one;
  return loss + mse(outputs.heat, constant(targets.heat)) * heat_weight +
         sum(off) * (offset_weight / (2 * std::max(on_objects, 1.f)));
}

float constant_loss(const Settings& settings, std::uint64_t seed) {
  constexpr int count = 16;  // scenes
  const Lesson lesson = lesson_at(0, count, seed);
  std::vector<double> shares(classes);
  double heat = 0;
  for (const std::int32_t label : lesson.batch.classes)
    shares[static_cast<std::size_t>(label)] += 1.0 / (count * pixels);
  for (const float each : lesson.targets.heat.values()) heat += each / (count * pixels);
  Tensor scores({count, classes, side, side}), heats({count, 1, side, side});
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores.mutable_values()[i] = static_cast<float>(std::log(std::max(shares[i / pixels % classes], 1e-6)));
  std::ranges::fill(heats.mutable_values(), static_cast<float>(heat));
  const NoRecording off;
  return loss_of({constant(scores), constant(heats), constant(Tensor({count, 2, side, side}))}, lesson,
                 settings.dice)
      .item();
}

Training::Training(Arm arm, const Settings& settings, std::uint64_t seed)
    : network_(arm, settings, random_for(seed, Stream::weights, static_cast<std::uint64_t>(arm))),
      dice_(settings.dice),
      optimizer_(network_, adam(network_, settings)) {}

train::Learning Training::learning(const Lesson& lesson) {
  return {optimizer_, [this, &lesson] {
            return loss_of(network_.outputs(constant(lesson.batch.images), Mode::training), lesson, dice_);
          }};
}

void Training::step(const Lesson& lesson) {
  const train::Update update = optimizer_.step(learning(lesson).loss);
  if (update.fault) throw train::diverged(*update.fault, optimizer().learning_rate());
  note(update.loss);
}

void Training::note(float loss) {
  constexpr float kept = 0.95f;
  loss_ = loss;
  mean_loss_ = kept * mean_loss_ + (1 - kept) * loss;
  mean_weight_ = kept * mean_weight_ + (1 - kept);
  ++steps_;
}

void Training::restart(const Settings& settings) { optimizer_ = {network_, adam(network_, settings)}; }

Trainings::Trainings(const Settings& settings, std::uint64_t seed) : batch_(settings.batch), seed_(seed) {
  for (int arm = 0; arm < arm_count; ++arm) runs_.emplace_back(static_cast<Arm>(arm), settings, seed);
}

void Trainings::step() {
  const Lesson lesson = next_lesson();
  std::vector<train::Learning> models;
  for (Training& run : runs_) models.push_back(run.learning(lesson));
  const std::vector<train::Update> updates = train::step_together(models);
  const Training& last = runs_[updates.size() - 1];
  const Text name = name_of(last.network().arm());
  if (updates.back().fault)
    throw train::diverged(*updates.back().fault, last.optimizer().learning_rate(),
                          {name.korean + "의 ", name.english + ": "});
  for (std::size_t i = 0; i < runs_.size(); ++i) runs_[i].note(updates[i].loss);
}

Looking::Looking(const Trainings& trainings, const Sets& sets)
    : trainings_(&trainings), sets_(&sets), pieces_(set_count * set_size, scenes_at_once) {
  for (int arm = 0; arm < arm_count; ++arm)
    frozen_.emplace_back(trainings.of(static_cast<Arm>(arm)).network());
}

void Looking::look(Arm arm, Set set, int number) {
  const data::Scene& scene = sets_->scene(set, number);
  const Said said = frozen_[static_cast<std::size_t>(arm)](
      [&] { return said_of(trainings_->of(arm).network(), scene.image); });
  tallies_[place(arm, set)].add(scene, said);
}

void Looking::advance() {
  pieces_.advance([&](std::span<const std::int32_t> numbers) {
    for (const std::int32_t number : numbers) {
      const auto set = static_cast<Set>(number / set_size);
      look(Arm::unet, set, number % set_size);
      if (set != Set::scattered) continue;
      look(Arm::plain, set, number % set_size);
      look(Arm::segmenter, set, number % set_size);
    }
  });
}

Result evaluate(const Network& network, Set set, const Sets& sets) {
  Tallies tallies;
  for (int i = 0; i < set_size; ++i)
    tallies.add(sets.scene(set, i), said_of(network, sets.scene(set, i).image));
  return tallies.result();
}

float component_limit(Set set, const Sets& sets) {
  Tally tally;
  for (int i = 0; i < set_size; ++i) {
    const data::Scene& scene = sets.scene(set, i);
    tally.add(scene, scene.classes, components_of(scene.classes));
  }
  return tally.score().quality;
}

}  // namespace madang::demos::segmentation
