#include "demos/detection/pytorch.h"

#include <cmath>

#include "demos/detection/training.h"
#include "io/python.h"
#include "train/script.h"

namespace madang::demos::detection {

namespace {

constexpr const char* functions = R"py(def corners(places, cells):
    """x, y within the cell and roots of w, h, from 0 to 1, as x0, y0, x1, y1 in pixels."""
    at = torch.stack([cells % GRID, cells // GRID % GRID], -1).unsqueeze(-2)
    centre, half = (at + places[..., :2]) * SIDE / GRID, places[..., 2:] ** 2 * SIDE / 2
    return torch.cat([centre - half, centre + half], -1)


def overlaps(a, b):
    sides = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0)
    area = lambda box: (box[..., 2:] - box[..., :2]).prod(-1)
    return sides.prod(-1) / (area(a) + area(b) - sides.prod(-1))


def yolo_loss(raw, cells, truths, classes):
    """Redmon et al. 2016, equation 3. cells: those with an object, counted through the batch."""
    rows = raw.permute(0, 2, 3, 1).flatten(0, 2)
    boxes, chances = rows[:, : 5 * BOXES].unflatten(1, (BOXES, 5)).sigmoid(), rows[cells, 5 * BOXES :].softmax(1)
    found = overlaps(corners(boxes[cells, :, :4].detach(), cells), truths[:, None])
    answers = (cells, found.argmax(1))
    target, weight = torch.zeros(boxes.shape[:2]), torch.full(boxes.shape[:2], BACKGROUND)
    target[answers], weight[answers] = found.max(1).values, 1.0
    centre = (truths[:, :2] + truths[:, 2:]) / 2 * GRID / SIDE
    size = ((truths[:, 2:] - truths[:, :2]) / SIDE).sqrt()
    wanted = torch.cat([centre - torch.stack([cells % GRID, cells // GRID % GRID], 1), size], 1)
    places = boxes[answers][:, :4]
    if not ROOTS:
        places, wanted = (torch.cat([p[:, :2], p[:, 2:] ** 2], 1) for p in (places, wanted))
    loss = COORDINATES * ((places - wanted) ** 2).sum() + (weight * (boxes[..., 4] - target) ** 2).sum()
    return (loss + ((chances - functional.one_hot(classes, chances.shape[1])) ** 2).sum()) / len(raw)
)py";

/// The images of all batches as bytes, and the objects that a cell has to find.
void add_scenes(train::Script& script, const Scenes& scenes, int grid, std::uint64_t steps) {
  std::vector<std::uint8_t> pixels;
  std::vector<float> truths;
  std::vector<std::int32_t> counts, cells, classes;
  for (std::uint64_t step = 0; step < steps; ++step) {
    const Batch own = scenes.at(step);
    for (const float value : own.images.values())
      pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * value)));
    const std::size_t before = cells.size();
    for (std::size_t scene = 0; scene < own.objects.size(); ++scene) {
      const std::vector<int> objects = object_of_cells(own.objects[scene], grid);
      for (std::size_t cell = 0; cell < objects.size(); ++cell) {
        if (objects[cell] == train::no_object) continue;
        const train::TrueBox& object = own.objects[scene][static_cast<std::size_t>(objects[cell])];
        cells.push_back(static_cast<std::int32_t>(scene * objects.size() + cell));
        classes.push_back(object.label);
        truths.insert(truths.end(), {object.box.x0, object.box.y0, object.box.x1, object.box.y1});
      }
    }
    counts.push_back(static_cast<std::int32_t>(cells.size() - before));
  }
  script.code("images = torch.frombuffer(bytearray(" + io::python_bytes(pixels) +
              "), dtype=torch.uint8).reshape(-1, " + std::to_string(batch_size) + ", 3, SIDE, SIDE) / 255");
  script
      .tensor("truths", Tensor::from({static_cast<int>(cells.size()), 4}, truths),
              "x0, y0, x1, y1 of every object that a cell has to find")
      .labels("cells", cells)
      .labels("classes", classes)
      .labels("counts", counts)
      .code("truths, cells, classes = (all.split(counts.tolist()) for all in (truths, cells, classes))");
}

}  // namespace

std::string pytorch_script(const Settings& settings, const Scenes& scenes, std::uint64_t seed,
                           std::uint64_t steps) {
  const Training run(settings, scenes, seed);
  train::Script script({.run = "The training of YOLO", .seed = seed, .steps = steps});
  script.code("SIDE, GRID, BOXES = " + std::to_string(side) + ", " + std::to_string(settings.cells()) + ", " +
              std::to_string(settings.boxes) +
              "\nCOORDINATES, BACKGROUND, ROOTS = " + std::to_string(settings.coordinates) + ", " +
              std::to_string(settings.background) + ", " + (settings.roots ? "True" : "False"));
  add_scenes(script, scenes, settings.cells(), steps);
  return script.definition(functions)
      .model(run.yolo().layers())
      .optimizer(run.optimizer().optimizer())
      .loop({.element = "batch",
             .sequence = "zip(images, cells, truths, classes)",
             .loss = "yolo_loss(model(batch[0]), *batch[1:])"})
      .text();
}

}  // namespace madang::demos::detection
