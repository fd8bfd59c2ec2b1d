#include "demos/detection/scenes.h"

#include <cmath>

#include "core/tensor_matrix.h"

namespace madang::demos::detection {

namespace {

constexpr std::uint64_t held_out_seed = 0x5ce7e5;
constexpr float noise = 0.04f;
constexpr int stamps_per_digit = 40;

data::SceneOptions options_of(const std::vector<std::shared_ptr<const data::Stamp>>& stamps) {
  return {.size = side,
          .least_objects = 1,
          .most_objects = 4,
          .least_side = 8,
          .most_side = 26,
          .stamps = stamps,
          .most_overlap = 0.05f,
          .least_visible = 0,
          .noise = noise};
}

std::vector<std::shared_ptr<const data::Stamp>> stamps_of(const data::LabelledImages& images) {
  std::vector<std::shared_ptr<const data::Stamp>> stamps;
  std::array<int, digit_classes> count{};
  for (std::size_t i = 0; i < images.labels.size(); ++i) {
    const int label = images.labels[i];
    if (label >= digit_classes || count[static_cast<std::size_t>(label)]++ >= stamps_per_digit) continue;
    const Matrix drawing{images.height, images.width, numbers_of(images.image(static_cast<std::int32_t>(i)))};
    stamps.push_back(std::make_shared<const data::Stamp>(data::stamp_of(drawing, label)));
  }
  return stamps;
}

Batch batch_of(const std::vector<data::Scene>& scenes) {
  data::SceneBatch drawn = data::batch_of(scenes, data::Palette::colour);
  for (float& value : drawn.images.mutable_values()) value = std::round(value * 255) / 255;
  Batch batch{std::move(drawn.images), std::move(drawn.objects), {}};
  for (const auto& objects : batch.scenes) {
    Objects& own = batch.objects.emplace_back();
    for (const data::SceneObject& object : objects) own.push_back({object.box, data::class_of(object)});
  }
  return batch;
}

}  // namespace

Scenes::Scenes(const Settings& settings, const data::ImageSet* digits, std::uint64_t seed)
    : kinds_(settings.kinds), seed_(seed) {
  if (kinds_ == Kinds::digits) {
    stamps_ = stamps_of(digits->train);
    test_stamps_ = stamps_of(digits->test);
  }
  test_ = draw(test_scenes, random_for(held_out_seed, Stream::test), true);
}

Batch Scenes::draw(int count, Random random, bool held_out) const {
  const data::SceneOptions options = options_of(held_out ? test_stamps_ : stamps_);
  std::vector<data::Scene> scenes;
  for (int i = 0; i < count; ++i) scenes.push_back(data::random_scene(options, random));
  return batch_of(scenes);
}

Batch Scenes::at(std::uint64_t step) const {
  return draw(batch_size, random_for(seed_, Stream::batches, step), false);
}

Batch Scenes::placed(const std::vector<Placed>& placed) const {
  std::vector<data::SceneObject> objects;
  for (const Placed& each : placed) {
    data::SceneObject& object = objects.emplace_back();
    object.box = each.box;
    object.colour = static_cast<data::Colour>(each.colour);
    if (each.label < form_classes) {
      object.form = static_cast<data::Form>(each.label);
      continue;
    }
    for (const auto& stamp : test_stamps_)
      if (stamp->label == each.label - form_classes) object.stamp = stamp;
  }
  data::Scene scene = data::draw_scene(std::move(objects), side);
  Random random = random_for(held_out_seed, Stream::noise);
  data::add_noise(scene.image, noise, random);
  return batch_of({scene});
}

std::vector<Placed> placed_of(const std::vector<data::SceneObject>& objects) {
  std::vector<Placed> placed;
  for (const data::SceneObject& object : objects)
    placed.push_back({data::class_of(object), static_cast<int>(object.colour), tidy(object.box)});
  return placed;
}

}  // namespace madang::demos::detection
