// Which cell answers for what, the loss by hand, and what a blind answer costs.
#include <doctest/doctest.h>

#include <cmath>

#include "autograd/variable.h"
#include "demos/detection/training.h"

using namespace madang;
using namespace madang::demos::detection;

namespace {

float sigmoid_of(float x) { return 1 / (1 + std::exp(-x)); }

/// A network on a 3 × 3 grid with one box a cell, whose outputs are given instead.
Settings small_settings() {
  Settings settings;
  settings.grid = Grid::coarse;
  settings.boxes = 1;
  return settings;
}

}  // namespace

TEST_CASE("detection: a box belongs to the cell of its centre, and a cell to its first object") {
  CHECK(cell_of({0, 0, 10, 10}, 6) == 0);
  CHECK(cell_of({15, 0, 19, 10}, 6) == 2);    // centre (17, 5)
  CHECK(cell_of({44, 44, 56, 56}, 6) == 35);  // beyond the edge: the last
  const Objects objects = {{{14, 16, 19, 24}, 0}, {{20, 16, 27, 24}, 1}, {{30, 30, 40, 40}, 2}};
  const std::vector<int> cells = object_of_cells(objects, 6);
  CHECK(cells[2 * 6 + 2] == 0);  // and object 1 is lost
  CHECK(cells[4 * 6 + 4] == 2);
  CHECK(std::ranges::count(cells, train::no_object) == 34);
  CHECK(object_of_cells(objects, 12)[5 * 12 + 5] == 1);  // a finer grid finds it
}

TEST_CASE("detection: a box is read off its numbers as the formulas of the text have it") {
  const Yolo net(Settings{}, Random(1));
  Tensor places({36 * 2, 4});
  float* p = places.mutable_data() + (3 * 6 + 2) * 2 * 4 + 4;  // second box of row 3, column 2
  p[0] = 0.25f;
  p[1] = 0.5f;
  p[2] = 0.5f;
  p[3] = 0.75f;
  const data::Box box = net.box(places, (3 * 6 + 2) * 2 + 1);
  CHECK(box.centre_x() == doctest::Approx(2.25 * 8));
  CHECK(box.centre_y() == doctest::Approx(3.5 * 8));
  CHECK(box.width() == doctest::Approx(0.25 * 48));
  CHECK(box.height() == doctest::Approx(0.5625 * 48));
}

TEST_CASE("detection: the loss is equation 3 by hand") {
  const Settings settings = small_settings();
  const Yolo net(settings, Random(1));
  Tensor raw({1, 9, 3, 3});             // zeros: σ is ½ and each class as likely
  raw.mutable_values()[4 * 9 + 4] = 1;  // confidence of the middle cell
  const train::TrueBox object{data::Box::around(24, 24, 27, 12), 2};
  const YoloLoss loss = yolo_loss(net, constant(raw), std::vector<Objects>{{object}}, settings);
  const double width = std::sqrt(27.0 / 48), height = std::sqrt(12.0 / 48);  // 0.75, 0.5
  CHECK(loss.places ==
        doctest::Approx(5 * ((0.5 - width) * (0.5 - width) + (0.5 - height) * (0.5 - height))));
  const double overlap = 12.0 * 12 / (27 * 12);  // the box is 12 × 12, in the middle of the object's
  const double sure = sigmoid_of(1) - overlap;
  CHECK(loss.confidences == doctest::Approx(sure * sure + 0.5 * 8 * 0.25));
  CHECK(loss.classes == doctest::Approx(0.75 * 0.75 + 3 * 0.25 * 0.25));
  CHECK(loss.total.item() == doctest::Approx(loss.places + loss.confidences + loss.classes));
  Settings plain = settings;
  plain.roots = false;
  const YoloLoss sides = yolo_loss(net, constant(raw), std::vector<Objects>{{object}}, plain);
  CHECK(sides.places == doctest::Approx(5 * (0.25 - 0.5625) * (0.25 - 0.5625)));
}

TEST_CASE("detection: of a cell's boxes the one that overlaps the object most answers for it") {
  Settings settings = small_settings();
  settings.boxes = 2;
  const Yolo net(settings, Random(1));
  Tensor raw({1, 14, 3, 3});
  for (const int number : {7, 8}) raw.mutable_values()[static_cast<std::size_t>(number * 9 + 4)] = 9;  // w, h
  const Objects large = {{data::Box::around(24, 24, 48, 48), 0}},
                small = {{data::Box::around(24, 24, 12, 12), 0}};
  const auto places = [&](const Objects& objects) {
    return yolo_loss(net, constant(raw), std::vector<Objects>{objects}, settings).places;
  };
  CHECK(places(large) == doctest::Approx(0).epsilon(1e-4));  // the second, as large as the image
  CHECK(places(small) == doctest::Approx(0).epsilon(1e-4));  // the first, 12 × 12
}

TEST_CASE("detection: an image without objects teaches that there are none") {
  const Settings settings = small_settings();
  const Yolo net(settings, Random(1));
  const YoloLoss loss = yolo_loss(net, constant(Tensor({1, 9, 3, 3})), std::vector<Objects>{{}}, settings);
  CHECK(loss.places == 0);
  CHECK(loss.classes == 0);
  CHECK(loss.total.item() == doctest::Approx(0.5 * 9 * 0.25));
}

TEST_CASE("detection: a blind answer costs the spread of what is asked") {
  Settings settings;
  settings.coordinates = 2;
  const auto at = [](float x, float side, int label) {
    return Objects{{data::Box::around(x, 4, side, side), label}};
  };
  // x a quarter and three quarters into a cell, roots ½ and 1, two classes.
  const std::vector<Objects> truths = {at(26, 12, 0), at(30, 48, 1)};
  const double places = 2 * (0.25 * 0.25 + 2 * 0.25 * 0.25);  // deviation ¼ each
  CHECK(blind_loss(truths, settings) == doctest::Approx(places + 0.5));
}
