#include "data/scene.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "data/caption.h"

using namespace madang;
using data::Colour;
using data::Form;

namespace {

/// The smallest box around the pixels of an instance.
data::Box seen_box(const data::Scene& scene, int instance, int size) {
  data::Box box{1e9f, 1e9f, -1, -1};
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column) {
      if (scene.instances[static_cast<std::size_t>(row * size + column)] != instance) continue;
      box.x0 = std::min(box.x0, static_cast<float>(column));
      box.y0 = std::min(box.y0, static_cast<float>(row));
      box.x1 = std::max(box.x1, static_cast<float>(column + 1));
      box.y1 = std::max(box.y1, static_cast<float>(row + 1));
    }
  return box;
}

}  // namespace

TEST_SUITE("data: scenes") {
  TEST_CASE("scene: masks cover what the forms cover") {
    constexpr int size = 64;
    const double shares[] = {3.14159265 / 4, 1, 0.5, 1 - 0.64 * 0.64};
    for (int form = 0; form < data::form_count; ++form) {
      const auto scene = data::draw_scene({{static_cast<Form>(form), Colour::blue, {10, 14, 50, 54}}}, size);
      const auto covered = std::ranges::count(scene.classes, 1 + form);
      CHECK(covered == doctest::Approx(shares[form] * 1600).epsilon(0.03));
      CHECK(covered + std::ranges::count(scene.classes, 0) == size * size);
      CHECK(std::ranges::count(scene.instances, 1) == covered);
      const auto middle = static_cast<std::size_t>(34 * size + 30);
      const auto image = scene.image.values();
      CHECK(image[2 * size * size + middle] > image[middle]);  // blue
    }
  }

  TEST_CASE("scene: the later object lies over the earlier one") {
    const auto scene = data::draw_scene(
        {{Form::square, Colour::red, {4, 4, 20, 20}}, {Form::square, Colour::green, {12, 4, 28, 20}}}, 32);
    CHECK(scene.instances[8 * 32 + 8] == 1);
    CHECK(scene.instances[8 * 32 + 16] == 2);
    CHECK(std::ranges::count(scene.instances, 1) == 8 * 16);
    CHECK(std::ranges::count(scene.classes, 2) == 24 * 16);  // one class, two instances
  }

  TEST_CASE("scene: boxes are those of the masks, objects keep their distance, seeds repeat") {
    const data::SceneOptions options{.size = 40, .least_objects = 1, .most_objects = 4};
    std::set<std::size_t> counts;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      Random random(seed), again(seed);
      const auto scene = data::random_scene(options, random);
      const auto same = data::random_scene(options, again);
      CHECK(std::ranges::equal(scene.image.values(), same.image.values()));
      counts.insert(scene.objects.size());
      for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        const auto& box = scene.objects[i].box;
        const auto seen = seen_box(scene, static_cast<int>(i) + 1, options.size);
        CHECK(data::overlap_of(box, seen) > 0.65f);
        for (std::size_t j = 0; j < i; ++j) CHECK(data::overlap_of(box, scene.objects[j].box) == 0);
      }
      CHECK(std::ranges::all_of(scene.image.values(), [](float v) { return v >= 0 && v <= 1; }));
    }
    CHECK(counts == std::set<std::size_t>{1, 2, 3, 4});
  }

  TEST_CASE("scene: overlap of boxes, and what cannot be drawn") {
    CHECK(data::overlap_of({0, 0, 2, 2}, {1, 1, 3, 3}) == doctest::Approx(1.0 / 7));
    CHECK(data::overlap_of({0, 0, 2, 2}, {2, 0, 4, 2}) == 0);
    CHECK(data::overlap_of({1, 1, 1, 1}, {1, 1, 1, 1}) == 0);
    CHECK(data::overlap_of({0, 0, 3, 3}, {0, 0, 3, 3}) == 1);
    Random random(1);
    CHECK_THROWS_AS(data::random_scene({.size = 10, .most_side = 12}, random), Error);
    CHECK_THROWS_AS(data::random_scene({.least_objects = 3, .most_objects = 2}, random), Error);
    CHECK_THROWS_AS(data::draw_scene({}, 0), Error);
    // half outside of the picture, and wholly
    const auto cut = data::draw_scene(
        {{Form::square, Colour::red, {-8, 0, 8, 16}}, {Form::circle, Colour::red, {50, 50, 60, 60}}}, 32);
    CHECK(std::ranges::count(cut.instances, 1) == 8 * 16);
  }

  TEST_CASE("captions: words in both languages") {
    const data::Caption caption{
        {Form::circle, Colour::red}, data::Relation::left_of, {Form::square, Colour::blue}};
    CHECK(caption.words().english == "a red circle left of a blue square");
    CHECK(caption.words().korean == "파란 사각형 왼쪽에 있는 빨간 원");
    CHECK(data::Caption{{Form::cross, Colour::green}, {}, {}}.words().english == "a green cross");
  }

  TEST_CASE("captions: the picture shows what they say; what is held out is held out") {
    Random random(2);
    int pairs = 0;
    for (int round = 0; round < 200; ++round) {
      const auto part = round % 2 ? data::Part::held_out : data::Part::training;
      const auto caption = data::random_caption(part, random);
      CHECK(caption.part() == part);
      const auto scene = data::scene_of(caption, 32, random);
      REQUIRE(scene.objects.size() == (caption.relation ? 2 : 1));
      CHECK(scene.objects[0].form == caption.thing.form);
      CHECK(scene.objects[0].colour == caption.thing.colour);
      if (!caption.relation) continue;
      ++pairs;
      const auto &a = scene.objects[0].box, &b = scene.objects[1].box;
      switch (*caption.relation) {
        case data::Relation::left_of:
          CHECK(a.x1 <= b.x0 + 1e-4f);
          break;
        case data::Relation::right_of:
          CHECK(b.x1 <= a.x0 + 1e-4f);
          break;
        case data::Relation::above:
          CHECK(a.y1 <= b.y0 + 1e-4f);
          break;
        case data::Relation::below:
          CHECK(b.y1 <= a.y0 + 1e-4f);
          break;
      }
    }
    CHECK(pairs > 120);
  }
}
