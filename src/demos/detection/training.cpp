#include "demos/detection/training.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "optim/adam.h"

namespace madang::demos::detection {

namespace {

/// Both heads as one module, for what watches over their weights.
struct Both {
  const Yolo& yolo;
  const std::optional<QueryDecoder>& queries;

  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "yolo", yolo);
    if (queries) append_named(named, "queries", *queries);
    return named;
  }
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_buffers() const { return yolo.named_buffers(); }
};

}  // namespace

Found suppressed(const Found& found, float overlap) {
  Found left;
  for (const auto& scene : found) {
    auto& own = left.emplace_back();
    for (const std::size_t i : train::non_maximum_suppression(scene, overlap)) own.push_back(scene[i]);
  }
  return left;
}

train::DetectionScore score_of(const Found& found, std::span<const Objects> truths, int classes) {
  train::DetectionScore score(classes);
  for (std::size_t i = 0; i < found.size(); ++i) score.add(found[i], truths[i]);
  return score;
}

float mean_average_precision(const Found& found, std::span<const Objects> truths, int classes,
                             train::Interpolation definition) {
  return static_cast<float>(score_of(found, truths, classes).mean_average_precision(definition).value_or(0));
}

Training::Training(const Settings& settings, const Scenes& scenes, std::uint64_t seed)
    : settings_(settings),
      scenes_(&scenes),
      yolo_(settings, random_for(seed, Stream::yolo)),
      queries_(settings.heads == Heads::both
                   ? std::optional(QueryDecoder(settings.cells(), settings.classes(),
                                                random_for(seed, Stream::queries)))
                   : std::nullopt),
      optimizer_(Both{yolo_, queries_}, fresh_optimizer()),
      looked_(look()) {}

std::unique_ptr<Optimizer> Training::fresh_optimizer() const {
  constexpr float query_factor = 2.f / 3;  // 0.002 at the default rate
  std::vector<ParameterGroup> groups{{.parameters = yolo_.parameters()}};
  if (queries_)
    groups.push_back({.parameters = queries_->parameters(), .learning_rate_factor = query_factor});
  return std::make_unique<Adam>(std::move(groups), AdamOptions{.learning_rate = settings_.learning_rate});
}

void Training::begin_anew() {
  optimizer_ = {Both{yolo_, queries_}, fresh_optimizer()};
  looked_ = look();
}

Variable Training::Losses::total() const { return queries ? yolo + queries : yolo; }

Training::Losses Training::losses(const Batch& batch) const {
  const Yolo::Pass pass = yolo_.forward(batch.images, Mode::training);
  Losses losses{detection::yolo_loss(yolo_, pass.raw, batch.objects, settings_).total, {}};
  if (queries_)
    losses.queries = detection::query_loss(*queries_, queries_->forward(pass.features).said, batch.objects);
  return losses;
}

void Training::learn() {
  Losses now;
  const train::Update update = optimizer_.step([&] {
    now = losses(next_batch());
    return now.total();
  });
  if (update.fault) throw train::diverged(*update.fault, settings_.learning_rate);
  yolo_loss_ = now.yolo.item();
  if (now.queries) query_loss_ = now.queries.item();
  ++steps_;
}

void Training::step() {
  learn();
  if (steps_ % look_interval == 0) looked_ = look();
}

Look Training::look() const {
  const NoRecording off;
  const Yolo::Pass pass = yolo_.forward(scenes_->test().images, Mode::evaluation);
  const Yolo::Cells cells = yolo_.cells(pass.raw);
  Look look{steps_, {}, {}};
  for (int scene = 0; scene < test_scenes; ++scene) {
    look.yolo.push_back(yolo_.detections(cells, scene));
    std::erase_if(look.yolo.back(),
                  [](const train::Detection& found) { return !(found.score >= least_score); });
  }
  if (!queries_) return look;
  const QueryDecoder::Said said = queries_->forward(pass.features).said.back();
  for (int scene = 0; scene < test_scenes; ++scene) look.queries.push_back(queries_->detections(said, scene));
  return look;
}

namespace {

struct Blind {
  double count = 0;
  std::array<double, 4> sum{}, squares{};
  std::array<double, most_classes> classes{};

  void add(const train::TrueBox& object, const Settings& settings) {
    const float pixels = static_cast<float>(side) / static_cast<float>(settings.cells());
    const auto within = [&](float centre) { return std::fmod(centre / pixels, 1.f); };
    const auto size = [&](float share) { return settings.roots ? std::sqrt(share) : share; };
    const float place[] = {within(object.box.centre_x()), within(object.box.centre_y()),
                           size(object.box.width() / side), size(object.box.height() / side)};
    for (std::size_t i = 0; i < sum.size(); ++i) {
      sum[i] += place[i];
      squares[i] += static_cast<double>(place[i]) * place[i];
    }
    classes[static_cast<std::size_t>(object.label)] += 1;
    count += 1;
  }
};

}  // namespace

float blind_loss(std::span<const Objects> truths, const Settings& settings) {
  Blind all;
  for (const Objects& objects : truths)
    for (const int object : object_of_cells(objects, settings.cells()))
      if (object != train::no_object) all.add(objects[static_cast<std::size_t>(object)], settings);
  double loss = 0, likely = 0;
  for (std::size_t i = 0; i < all.sum.size(); ++i)
    loss += settings.coordinates * (all.squares[i] - all.sum[i] * all.sum[i] / all.count);
  // Σ (t − p)² with p the shares of the classes is 1 − Σ p² for each object. What confidence costs depends on
  // the boxes; a little, so that it is left out.
  for (const double count : all.classes) likely += count / all.count * (count / all.count);
  loss += all.count * (1 - likely);
  return static_cast<float>(loss / static_cast<double>(truths.size()));
}

}  // namespace madang::demos::detection
