// The reader's hand in the scene, as the view takes it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "demos/detection/experiment.h"
#include "support/demo_run.h"
#include "ui/screen.h"

using namespace madang;
using namespace madang::demos::detection;

namespace {

/// The scene page on a screen of its own.
struct Hand {
  explicit Hand(const test::Values& values) : view(demo::make_view("detection")) {
    test::DemoRun<Snapshot> run("detection", values);
    auto fields = view->fields();
    REQUIRE(demo::set_values(fields, values).empty());
    view->read(run.bytes());
    hand.language = Language::english;
    hand.complain = [this](const Text& text) { complaint = text.english; };
    draw();
  }

  void draw() {
    screen.frame([&] { view->draw(hand); });
  }
  /// Of a place of the image, in its pixels: the first picture of the page, 400 css px wide.
  ImVec2 at(float x, float y) const {
    constexpr float pixel = 400.f / side;
    return {ImGui::GetStyle().WindowPadding.x + x * pixel, screen.host.picture_top + y * pixel};
  }
  void drag(float x0, float y0, float x1, float y1) {
    screen.mouse(at(x0, y0));
    draw();
    screen.press();
    draw();
    screen.mouse(at(x1, y1));
    draw();
    screen.release();
    draw();
  }
  std::string value(const char* name) {
    for (const demo::NamedValue& each : demo::values_of(view->fields()))
      if (each.name == name) return each.value;
    FAIL("no such setting");
    return {};
  }

  test::Screen screen{1000.f, 2000.f};
  std::unique_ptr<demo::AnyView> view;
  demo::Hand hand;
  std::string complaint;
};

}  // namespace

TEST_CASE("detection: a drag moves an object, at its corner it changes its size") {
  Hand hand(test::Values{{"objects", "1.0.20.20.60.60"}});
  hand.drag(20, 20, 25, 22);
  CHECK(hand.value("objects") == "1.0.30.24.70.64");
  hand.drag(35, 32, 40, 30);
  CHECK(hand.value("objects") == "1.0.30.24.80.60");
  hand.drag(20, 20, -40, 20);  // not out of the image
  CHECK(hand.value("objects") == "1.0.0.24.50.60");
}

TEST_CASE("detection: an example becomes the reader's own as soon as something in it is moved") {
  Hand hand(test::Values{{"example", "1"}});  // a single cross
  CHECK(hand.value("objects").empty());
  const test::Values values{{"example", "1"}};
  test::DemoRun<Snapshot> run("detection", values);
  const data::Box box = run.picture().objects.front().box;
  hand.drag(box.centre_x(), box.centre_y(), box.centre_x() + 3, box.centre_y());
  const std::vector<Placed> placed = read_placed(hand.value("objects"), form_classes);
  REQUIRE(placed.size() == 1);
  CHECK(placed.front().box.x0 == doctest::Approx(box.x0 + 3).epsilon(0.05));
  CHECK(placed.front().box.width() == box.width());
}

TEST_CASE("detection: a drag adds an object or draws a box of the chosen class, a shaky press neither") {
  Hand adds(test::Values{{"objects", "1.0.20.20.60.60"}, {"tool", "add"}, {"kind", "3"}});
  adds.drag(34, 34, 34.5f, 34);
  CHECK(adds.value("objects") == "1.0.20.20.60.60");
  adds.drag(34, 34, 46, 44);
  CHECK(adds.value("objects") == "1.0.20.20.60.60_2.1.68.68.92.88");
  Hand draws(test::Values{{"tool", "draw"}, {"kind", "8"}});  // these settings have four classes
  draws.drag(20, 30, 10, 12);                                 // from any corner
  CHECK(draws.value("mine") == "3.0.20.24.40.60");
  CHECK(draws.value("objects").empty());
}

TEST_CASE("detection: eight objects are enough, and it says so") {
  std::string eight;
  for (int i = 0; i < most_objects; ++i) eight += std::string(i > 0 ? "_" : "") + "0.0.0.0.10.10";
  Hand hand(test::Values{{"objects", eight}, {"tool", "add"}});
  hand.drag(30, 30, 40, 40);
  CHECK(hand.value("objects") == eight);
  CHECK(hand.complaint == "At most eight can be drawn.");
}

TEST_CASE("detection: a press chooses a cell") {
  Hand hand(test::Values{{"objects", "1.0.20.20.60.60"}});
  hand.screen.click(hand.at(44, 4), [&] { hand.draw(); });
  CHECK(hand.value("row") == "1");
  CHECK(hand.value("column") == "6");
  CHECK(hand.value("objects") == "1.0.20.20.60.60");
}
