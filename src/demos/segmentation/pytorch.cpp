#include "demos/segmentation/pytorch.h"

#include <cmath>

#include "core/python.h"
#include "io/python.h"
#include "train/script.h"

namespace madang::demos::segmentation {

namespace {

constexpr const char* unet_class = R"py(def twice(x):
    return functional.interpolate(x, scale_factor=2)


class ConvPair(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm1, self.norm2 = nn.BatchNorm2d(outputs), nn.BatchNorm2d(outputs)

    def forward(self, x):
        return torch.relu(self.norm2(self.second(torch.relu(self.norm1(self.first(x))))))


class UNet(nn.Module):
    def __init__(self, width, outputs):
        super().__init__()
        self.down1, self.down2 = ConvPair(3, width), ConvPair(width, 2 * width)
        self.bottom = ConvPair(2 * width, 4 * width)
        self.raise2 = nn.Conv2d(4 * width, 2 * width, 1)
        self.up2 = ConvPair(4 * width, 2 * width)
        self.raise1 = nn.Conv2d(2 * width, width, 1)
        self.up1 = ConvPair(2 * width, width)
        self.head = nn.Conv2d(width, outputs, 1)

    def forward(self, x):
        fine = self.down1(x)
        middle = self.down2(functional.max_pool2d(fine, 2))
        coarse = self.bottom(functional.max_pool2d(middle, 2))
        up = self.up2(torch.cat([twice(self.raise2(coarse)), middle], 1))
        return self.head(self.up1(torch.cat([twice(self.raise1(up)), fine], 1)))
)py";

/// In terms of `classes`, `unit` and `deviation`, which stand before it.
constexpr const char* target_functions = R"py(def targets_of(instances):
    """Heat map and offsets of scenes: instances (scenes, side, side), 0 none."""
    heat = torch.zeros(len(instances), 1, *instances.shape[1:])
    offsets = torch.zeros(len(instances), 2, *instances.shape[1:])
    places = torch.stack(torch.meshgrid(*map(torch.arange, instances.shape[1:]), indexing="ij")).float()
    for scene, objects in enumerate(instances):
        for number in objects.unique()[objects.unique() > 0]:
            mask = objects == number
            way = places[:, mask].mean(1)[:, None, None] - places
            heat[scene, 0] = torch.maximum(heat[scene, 0], torch.exp(-way.square().sum(0) / (2 * deviation ** 2)))
            offsets[scene][:, mask] = way[:, mask] / unit
    return heat, offsets
)py";

constexpr const char* loss_function = R"py(def loss_of(said, labels, instances):
    heat, offsets = targets_of(instances)
    scores, on = said[:, :classes], (instances > 0).float()[:, None]
    loss = functional.cross_entropy(scores, labels)
    if dice:
        chances = scores.softmax(1)
        truth = functional.one_hot(labels, classes).permute(0, 3, 1, 2).float()
        both, all = (chances * truth).sum((2, 3)), (chances + truth).sum((2, 3))
        loss = loss + dice_weight * (1 - (2 * both + 1) / (all + 1)).mean()
    loss = loss + heat_weight * functional.mse_loss(said[:, classes:classes + 1], heat)
    off = ((said[:, classes + 1:] - offsets).abs() * on).sum()
    return loss + offset_weight * off / (2 * on.sum().clamp(min=1))
)py";

/// The scenes of all steps, one after the other.
struct Bytes {
  std::vector<std::uint8_t> images, labels, instances;
};

Bytes scenes_of(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  Bytes all;
  for (std::uint64_t step = 0; step < steps; ++step) {
    const data::SceneBatch batch = batch_at(step, settings.batch, seed);
    for (const float value : batch.images.values())
      all.images.push_back(static_cast<std::uint8_t>(std::lround(value * 255)));
    for (const std::int32_t label : batch.classes) all.labels.push_back(static_cast<std::uint8_t>(label));
    for (const std::int32_t object : batch.instances)
      all.instances.push_back(static_cast<std::uint8_t>(object));
  }
  return all;
}

std::string from_bytes(const std::vector<std::uint8_t>& bytes, const std::string& shape) {
  return "torch.frombuffer(bytearray(" + io::python_bytes(bytes) + "), dtype=torch.uint8).reshape(" + shape +
         ")";
}

}  // namespace

std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps) {
  const Training first(Arm::unet, settings, seed);
  const Bytes scenes = scenes_of(settings, seed, steps);
  const std::string shape = std::to_string(settings.batch) + ", ",
                    square = std::to_string(side) + ", " + std::to_string(side);
  train::Script script({.run = "The training of the U-Net", .seed = seed, .steps = steps});
  script.code("classes, unit, deviation = " + std::to_string(classes) + ", " + python(offset_unit) + ", " +
              python(heat_deviation) +
              "\ndice_weight, heat_weight, offset_weight, dice = " + python(dice_weight) + ", " +
              python(heat_weight) + ", " + python(offset_weight) + ", " + (settings.dice ? "True" : "False") +
              "\nimages = " + from_bytes(scenes.images, "-1, " + shape + "3, " + square) +
              " / 255\nlabels = " + from_bytes(scenes.labels, "-1, " + shape + square) +
              ".long()\ninstances = " + from_bytes(scenes.instances, "-1, " + shape + square));
  const std::string constructor =
      "UNet(" + std::to_string(settings.width) + ", " + std::to_string(output_maps) + ")";
  return script.definition(unet_class)
      .definition(target_functions)
      .definition(loss_function)
      .model(constructor, io::state_dict(first.network()))
      .optimizer(first.optimizer())
      .loop({.element = "(x, y, objects)",
             .sequence = "zip(images, labels, instances)",
             .loss = "loss_of(model(x), y, objects)"})
      .text();
}

}  // namespace madang::demos::segmentation
