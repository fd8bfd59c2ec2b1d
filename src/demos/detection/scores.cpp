// What stands on the pages of scores and queries.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/tensor_matrix.h"
#include "demos/detection/picture.h"

namespace madang::demos::detection {

namespace {

constexpr train::Interpolation definitions[] = {
    train::Interpolation::all_points, train::Interpolation::eleven_points, train::Interpolation::coco};

/// Of one class, or of all together: their detections in one order.
std::vector<train::PrecisionRecall> curve_of(const train::DetectionScore& score, int classes, int shown) {
  if (shown > 0 && shown <= classes) return score.curve(shown - 1);
  std::vector<train::ScoredDetection> all;
  int objects = 0;
  for (int label = 0; label < classes; ++label) {
    int right = 0;
    for (const train::PrecisionRecall& point : score.curve(label)) {
      all.push_back({point.score, point.right > right});
      right = point.right;
    }
    objects += score.objects(label);
  }
  return train::precision_recall(std::move(all), objects);
}

CurvePicture curve_picture(const std::vector<train::PrecisionRecall>& curve, float threshold) {
  CurvePicture picture;
  for (const train::PrecisionRecall& point : curve) {
    picture.score.push_back(point.score);
    picture.recall.push_back(static_cast<float>(point.recall()));
    picture.precision.push_back(static_cast<float>(point.precision()));
    picture.objects = point.objects;
    if (point.score < threshold) continue;
    picture.right = point.right;
    picture.detections = point.detections;
  }
  picture.envelope = picture.precision;
  for (std::size_t i = picture.envelope.size(); i-- > 1;)
    picture.envelope[i - 1] = std::max(picture.envelope[i - 1], picture.envelope[i]);
  return picture;
}

std::vector<float> averages(const train::DetectionScore& score, int classes,
                            train::Interpolation definition) {
  std::vector<float> all;
  for (int label = 0; label < classes; ++label)
    all.push_back(static_cast<float>(score.average_precision(label, definition).value_or(NAN)));
  return all;
}

std::vector<float> means(const train::DetectionScore& score) {
  std::vector<float> all;
  for (const auto definition : definitions)
    all.push_back(static_cast<float>(score.mean_average_precision(definition).value_or(0)));
  return all;
}

/// Draws the edge of `box` in white into an image (3, side, side).
void draw_edge(std::span<float> image, const data::Box& box) {
  const auto pixel = [](float at) { return std::clamp(static_cast<int>(at), 0, side - 1); };
  const int left = pixel(box.x0), right = pixel(box.x1), top = pixel(box.y0), bottom = pixel(box.y1);
  for (int channel = 0; channel < 3; ++channel)
    for (int y = top; y <= bottom; ++y)
      for (int x = left; x <= right; ++x)
        if (x == left || x == right || y == top || y == bottom)
          image[static_cast<std::size_t>((channel * side + y) * side + x)] = 1;
}

/// The surest detections that are wrong, one of a scene.
void fill_mistakes(ScorePicture& picture, const Found& found, const Scenes& scenes) {
  const Batch& test = scenes.test();
  for (std::size_t scene = 0; scene < found.size(); ++scene) {
    const std::vector<int> matches = train::match_detections(found[scene], test.objects[scene], 0.5f);
    Mistake worst{static_cast<int>(scene)};
    for (std::size_t i = 0; i < matches.size(); ++i)
      if (matches[i] == train::no_object && found[scene][i].score > worst.score)
        worst = {static_cast<int>(scene), found[scene][i].label, found[scene][i].score, found[scene][i].box};
    if (worst.score > 0) picture.mistakes.push_back(worst);
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(most_mistakes, picture.mistakes.size()); ++i)
    std::swap(
        picture.mistakes[i],
        *std::max_element(picture.mistakes.begin() + static_cast<std::ptrdiff_t>(i), picture.mistakes.end(),
                          [](const Mistake& a, const Mistake& b) { return a.score < b.score; }));
  if (picture.mistakes.size() > most_mistakes) picture.mistakes.resize(most_mistakes);
  constexpr std::size_t pixels = 3 * side * side;
  for (const Mistake& mistake : picture.mistakes) {
    const auto image = test.images.values().subspan(static_cast<std::size_t>(mistake.scene) * pixels, pixels);
    picture.mistake_images.insert(picture.mistake_images.end(), image.begin(), image.end());
    draw_edge(std::span(picture.mistake_images).last(pixels), mistake.box);
  }
}

/// The least total price of all ways to give each object a query of its own, by trying them.
float least_total(const Matrix& prices, int object, unsigned taken) {
  if (object == prices.columns) return 0;
  float least = INFINITY;
  for (int query = 0; query < prices.rows; ++query)
    if (!(taken >> query & 1u))
      least =
          std::min(least, prices.at(query, object) + least_total(prices, object + 1, taken | 1u << query));
  return least;
}

}  // namespace

float published_difference() {
  // Right or wrong, from the surest of the 24 detections on.
  constexpr char right[] = "101000000101110000000010";
  std::vector<train::ScoredDetection> detections;
  for (std::size_t i = 0; right[i] != 0; ++i)
    detections.push_back({1 - static_cast<float>(i) / 100, right[i] == '1'});
  constexpr int objects = 15;
  constexpr double published[] = {0.245687, 0.268398, 0.248160};
  const auto curve = train::precision_recall(detections, objects);
  float most = 0;
  for (std::size_t i = 0; i < std::size(definitions); ++i)
    most = std::max(most, static_cast<float>(std::abs(
                              *train::average_precision(curve, objects, definitions[i]) - published[i])));
  return most;
}

void fill_score(Snapshot& picture, const Training& training, const Scenes& scenes, const Settings& settings) {
  const Found& raw = training.looked().yolo;
  const Found kept = suppressed(raw, settings.overlap);
  const int classes = settings.classes();
  const train::DetectionScore with = score_of(kept, scenes.test().objects, classes);
  const train::DetectionScore without = score_of(raw, scenes.test().objects, classes);
  const auto definition = definitions[static_cast<std::size_t>(settings.definition)];
  ScorePicture& score = picture.score;
  score.kept = curve_picture(curve_of(with, classes, settings.shown_class), settings.threshold);
  score.raw = curve_picture(curve_of(without, classes, settings.shown_class), settings.threshold);
  score.average = averages(with, classes, definition);
  score.average_raw = averages(without, classes, definition);
  score.means = means(with);
  score.means_raw = means(without);
  score.published = published_difference();
  fill_mistakes(score, settings.nms ? kept : raw, scenes);
}

void fill_queries(Snapshot& picture, const Training& training, const Batch& scene, const Settings& settings) {
  const auto& queries = training.queries();
  if (!queries) return;
  const NoRecording off;
  const Variable features = training.yolo().forward(scene.images, Mode::evaluation).features;
  const QueryDecoder::Pass pass = queries->forward(features, true);
  const QueryDecoder::Said& said = pass.said.back();
  const Objects& objects = scene.objects.front();
  const int count = static_cast<int>(objects.size());
  QueriesPicture& own = picture.queries;
  Settings all = settings;  // every query is drawn, and none is suppressed
  all.threshold = 0;
  all.nms = false;
  own.said.resize(query_count);
  for (const FoundBox& box : found_boxes(queries->detections(said, 0), objects, all))
    own.said[static_cast<std::size_t>(box.cell)] = box;
  const std::vector<Price> prices = prices_of(said, 0, objects);
  own.prices = {query_count, count, std::vector<float>(prices.size())};
  for (int object = 0; object < count; ++object)
    for (int query = 0; query < query_count; ++query)
      own.prices.at(query, object) = prices[static_cast<std::size_t>(object * query_count + query)].total();
  own.matched = matched(prices, count);
  for (int object = 0; object < count; ++object)
    own.total += own.prices.at(own.matched[static_cast<std::size_t>(object)], object);
  constexpr int most_tried = 5;  // 8 · 7 · 6 · 5 · 4 ways
  own.least = count <= most_tried ? least_total(own.prices, 0, 0) : own.total;
  const int query = settings.query - 1, object = std::min(settings.object, count) - 1;
  const Price& price = prices[static_cast<std::size_t>(object * query_count + query)];
  own.chance = price.chance;
  own.distance = price.distance;
  own.overlap = price.overlap;
  const Tensor& looks = pass.looks.value();  // (1, heads, queries, places)
  const int grid = training.yolo().grid(), heads = looks.shape()[1], area = grid * grid;
  own.looks = {grid, grid, std::vector<float>(static_cast<std::size_t>(area))};
  for (int head = 0; head < heads; ++head)
    for (int place = 0; place < area; ++place)
      own.looks.values[static_cast<std::size_t>(place)] +=
          looks.values()[static_cast<std::size_t>((head * query_count + query) * area + place)] /
          static_cast<float>(heads);
}

}  // namespace madang::demos::detection
