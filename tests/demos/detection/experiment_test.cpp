// The experiment as the page drives it.
#include "demos/detection/experiment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "demos/detection/picture.h"
#include "io/refused.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::detection;

namespace {

using Run = test::DemoRun<Snapshot>;

}  // namespace

TEST_CASE("detection: the same seed is the same run, and the test scenes are every seed's") {
  Run one("detection"), two("detection"), other("detection", {}, 2);
  const Snapshot before = one.picture();
  CHECK(before.image == other.picture().image);
  for (Run* run : {&one, &two, &other}) run->step(3);
  CHECK(one.bytes() == two.bytes());
  CHECK(one.picture().loss != other.picture().loss);
  CHECK(one.picture().loss > 0);
}

TEST_CASE("detection: suppression says of each dropped box which surer one of its class overlaps it") {
  const std::vector<train::Detection> said = {{{0, 0, 10, 10}, 0, 0.5f},
                                              {{1, 0, 11, 10}, 0, 0.9f},
                                              {{0, 0, 10, 10}, 1, 0.4f},
                                              {{30, 30, 40, 40}, 0, 0.3f},
                                              {{0, 0, 1, 1}, 0, 0.01f}};
  const Objects objects = {{{1, 0, 11, 10}, 0}};
  Settings settings;
  auto found = found_boxes(said, objects, settings);
  REQUIRE(found.size() == 4);  // the last is below the threshold
  CHECK(found[0].cell == 1);
  CHECK(found[0].dropped_by == -1);
  CHECK(found[0].object == 0);
  CHECK(found[1].dropped_by == 0);
  CHECK(found[1].overlap == doctest::Approx(90.0 / 110));
  CHECK(found[2].dropped_by == -1);  // of another class
  CHECK(found[2].object == -1);
  settings.nms = false;
  found = found_boxes(said, objects, settings);
  CHECK(std::ranges::none_of(found, [](const FoundBox& box) { return box.dropped_by >= 0; }));
  CHECK(found[1].object == -1);  // the object is taken
}

TEST_CASE("detection: what is dropped is what non_maximum_suppression drops") {
  Run run("detection", {{"threshold", "0.01"}, {"nms", "0"}});
  run.step(20);
  const Snapshot raw = run.picture();
  std::vector<train::Detection> said;
  for (const FoundBox& box : raw.found) said.push_back({box.box, box.label, box.score});
  const auto kept = train::non_maximum_suppression(said, 0.5f);
  run.change({{"nms", "1"}});
  const Snapshot picture = run.picture();
  std::vector<std::size_t> ours;
  for (std::size_t i = 0; i < picture.found.size(); ++i)
    if (picture.found[i].dropped_by < 0) ours.push_back(i);
  CHECK(ours == kept);
  CHECK(kept.size() < said.size());
  CHECK(picture.closest <= 0.5f);
}

TEST_CASE("detection: the reader's scene takes the place of the example, and a shared cell is told") {
  Run run("detection", {{"objects", "0.0.23.30.43.50_1.3.37.30.57.50_2.2.60.60.88.88"}, {"row", "3"}});
  const Snapshot picture = run.picture();
  REQUIRE(picture.objects.size() == 3);
  CHECK(picture.lost == std::vector<int>{1});
  CHECK(picture.cell.objects == std::vector<int>{0, 1});
  run.change({{"objects", "0.0.15.30.35.50_1.3.45.30.65.50"}});
  CHECK(run.picture().lost.empty());
  CHECK_THROWS_AS(run.change({{"objects", "9.0.15.30.35.50"}}), io::Refused);
}

TEST_CASE("detection: drawn boxes are compared with the truth") {
  Run run("detection", {{"objects", "0.0.16.16.48.48"}, {"mine", "0.0.16.16.48.48_1.0.16.16.48.48"}});
  const Snapshot picture = run.picture();
  REQUIRE(picture.mine.size() == 2);
  CHECK(picture.mine[0].object == 0);
  CHECK(picture.mine[0].overlap == 1);
  CHECK(picture.mine[1].object == -1);  // of another class
}

TEST_CASE("detection: the chosen cell's numbers are those of its boxes") {
  Run run("detection", {{"grid", "coarse"}, {"row", "12"}, {"column", "2"}});
  run.step(2);
  const CellPicture cell = run.picture().cell;
  CHECK(cell.row == 2);  // the last that there is
  CHECK(cell.column == 1);
  REQUIRE(cell.boxes.size() == 2);
  for (std::size_t i = 0; i < cell.raw.size(); ++i)
    CHECK(cell.numbers[i] == doctest::Approx(1 / (1 + std::exp(-cell.raw[i]))).epsilon(1e-4));
  CHECK(cell.boxes[1].centre_x() == doctest::Approx((1 + cell.numbers[5]) * 16).epsilon(1e-4));
}

TEST_CASE("detection: the page of scores has what its curve is made of") {
  Run run("detection", {{"page", "score"}});
  run.step(50);
  const Snapshot picture = run.picture();
  CHECK(picture.looked == 50);
  const ScorePicture& score = picture.score;
  CHECK(score.kept.objects == 160);
  CHECK(score.average.size() == form_classes);
  CHECK(score.means.front() == doctest::Approx(picture.map).epsilon(1e-5));
  CHECK(score.means_raw.front() == doctest::Approx(picture.map_raw).epsilon(1e-5));
  float mean = 0;
  for (const float average : score.average) mean += average / form_classes;
  CHECK(mean == doctest::Approx(score.means.front()).epsilon(1e-5));
  CHECK(std::ranges::is_sorted(score.kept.envelope, std::greater()));
  CHECK(score.published < 1e-6f);
  REQUIRE(!score.mistakes.empty());
  REQUIRE(score.mistake_images.size() == score.mistakes.size() * 3 * side * side);
  const data::Box& wrong = score.mistakes.front().box;
  const auto corner =
      static_cast<std::size_t>(static_cast<int>(wrong.y0) * side + static_cast<int>(wrong.x0));
  for (const std::size_t channel : {0, 1, 2})
    CHECK(score.mistake_images[channel * side * side + corner] == 1);
  run.change({{"class", "2"}});
  CHECK(run.picture().score.kept.objects < 160);
}

TEST_CASE("detection: both heads learn from one loss, and the matching is the cheapest there is") {
  Run run("detection", {{"heads", "both"}, {"page", "queries"}});
  run.step(2);
  const Snapshot picture = run.picture();
  const QueriesPicture& queries = picture.queries;
  REQUIRE(queries.said.size() == query_count);
  CHECK(queries.total == doctest::Approx(queries.least).epsilon(1e-5));
  CHECK(queries.looks.values.size() == 36);
  const float total = -queries.chance + 5 * queries.distance + 2 * (1 - queries.overlap);
  CHECK(total == doctest::Approx(queries.prices.at(0, 0)).epsilon(1e-4));
  CHECK(picture.costs.size() == 2);
  CHECK(run.experiment().history.curve("query_loss").y.size() == 2);
  CHECK_FALSE(run.experiment().has_pytorch());
  run.act("measure");
  CHECK(run.picture().costs.front().ms > 0);
  Run alone("detection", {{"page", "queries"}});
  CHECK(alone.picture().queries.said.empty());
}

TEST_CASE("detection: digits come from MNIST, held-out scenes have others") {
  Run run("detection", {{"kinds", "digits"}});
  CHECK(run.experiment().wanted_files() == std::vector<std::string>{"mnist.idx"});
  run.step(1);
  const Snapshot picture = run.picture();
  CHECK(picture.cell.chances.size() == most_classes);
  run.change({{"objects", "5.0.16.16.48.48"}});
  CHECK(run.picture().objects.front().label == 5);
}

TEST_CASE("detection: weights come back, and the optimiser begins anew") {
  Run run("detection", {{"heads", "both"}});
  run.step(3);
  const auto saved = run.experiment().named_tensors();
  const Snapshot before = run.picture();
  run.step(2);
  CHECK(run.picture().confidence.values != before.confidence.values);
  run.experiment().load_tensors(saved);
  CHECK(run.picture().confidence.values == before.confidence.values);
  run.step();
  const auto now = run.experiment().named_tensors();
  float longest = 0;  // of weights: what batch norm has averaged moves as it likes
  for (std::size_t i = 0; i < saved.size(); ++i)
    for (std::size_t k = 0; k < saved[i].tensor.size() && saved[i].name.find("running") == std::string::npos;
         ++k)
      longest = std::max(longest, std::abs(now[i].tensor.values()[k] - saved[i].tensor.values()[k]));
  CHECK(longest == doctest::Approx(Settings{}.learning_rate).epsilon(0.01));  // Adam's first
}

TEST_CASE("detection: looking inside changes neither the loss that is shown nor the picture") {
  Run run("detection", {{"heads", "both"}});
  run.step(2);
  const io::Bytes before = run.bytes();
  CHECK_FALSE(run.experiment().named_gradients().empty());
  CHECK(run.bytes() == before);
}

TEST_CASE("detection: the trial trains one network a seed and scores it twice") {
  Run run("detection", {{"seeds", "2"}});
  run.act("trial");
  run.step();
  const Snapshot picture = run.picture();
  CHECK(picture.trial.total == 4);
  CHECK(picture.trial.runs == 0);
  CHECK(picture.step == 0);  // the run itself waits
}
