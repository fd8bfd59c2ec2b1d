#include "data/scene.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "data/caption.h"
#include "data/label_map.h"
#include "data/random_scene.h"
#include "data/scene_batch.h"

using namespace madang;
using data::Colour;
using data::Form;

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
    CHECK(scene.pixels == std::vector<std::int32_t>{256, 256});
    CHECK(data::visible_share(scene, 0) == 0.5f);
    CHECK(data::visible_share(scene, 1) == 1);
    CHECK(data::visible_box(scene, 0) == data::Box{4, 4, 12, 20});
    CHECK(scene.objects[0].box == data::Box{4, 4, 20, 20});  // the whole object's
  }

  TEST_CASE("scene: a pixel belongs to what covers half of its sixteen samples") {
    // The left edge at 4.5: two of four columns of samples. At 4.6 one, which lies at 4.875.
    const auto seen = [](float left) {
      return data::draw_scene({{Form::square, Colour::red, {left, 4, 12, 12}}}, 16);
    };
    CHECK(seen(4.5f).pixels[0] == 8 * 8);
    CHECK(seen(4.65f).pixels[0] == 7 * 8);
    const auto soft = seen(4.65f).image.values();
    CHECK(soft[8 * 16 + 4] == doctest::Approx(0.08 + 0.25 * (0.9 - 0.08)));
  }

  TEST_CASE("scene: overlap is as large as is allowed, and nothing is hidden too much") {
    const data::SceneOptions options{
        .size = 40, .least_objects = 3, .most_objects = 3, .most_overlap = 0.5f, .least_visible = 0.4f};
    float largest = 0, least_seen = 1;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      Random random(seed);
      const auto scene = data::random_scene(options, random);
      for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        least_seen = std::min(least_seen, data::visible_share(scene, i));
        for (std::size_t j = 0; j < i; ++j)
          largest = std::max(largest, data::iou(scene.objects[i].box, scene.objects[j].box));
      }
    }
    CHECK(largest <= 0.5f);
    CHECK(largest > 0.35f);
    CHECK(least_seen >= 0.4f);
    CHECK(least_seen < 0.6f);
  }

  TEST_CASE("scene: a drawing as an object has its own class, its edge and a box around its ink") {
    Matrix drawing{6, 5, std::vector<float>(30)};  // an L, three wide and four high
    for (int row = 1; row < 5; ++row) drawing.at(row, 1) = 1;
    drawing.at(4, 2) = drawing.at(4, 3) = 0.9f;
    drawing.at(0, 4) = 0.4f;  // too faint
    const auto stamp = std::make_shared<const data::Stamp>(data::stamp_of(drawing, 7));
    CHECK(stamp->ink.rows == 4);
    CHECK(stamp->ink.columns == 3);
    const data::SceneObject object{.colour = Colour::yellow, .box = {4, 4, 16, 20}, .stamp = stamp};
    CHECK(data::class_of(object) == data::form_count + 7);
    const auto scene = data::draw_scene({object}, 24);
    CHECK(scene.instances[6 * 24 + 6] == 1);  // in the upright
    CHECK(scene.instances[6 * 24 + 12] == 0);
    CHECK(scene.instances[18 * 24 + 12] == 1);  // in the foot
    CHECK(std::ranges::count(scene.classes, 1 + data::form_count + 7) == scene.pixels[0]);
    CHECK(scene.pixels[0] == doctest::Approx(6 * 16).epsilon(0.15));  // six pixels of ink, each 4 × 4
    CHECK(data::iou(data::visible_box(scene, 0), object.box) > 0.6f);
    CHECK_THROWS_AS(data::stamp_of(Matrix{1, 1, {0.4f}}, 0), Error);

    Random random(3);
    int stamps = 0;
    const data::SceneOptions options{.most_objects = 1, .forms = 3, .stamps = {stamp}, .stamp_share = 0.25f};
    for (int i = 0; i < 200; ++i) {
      const auto drawn = data::random_scene(options, random).objects[0];
      stamps += drawn.stamp != nullptr;
      if (drawn.stamp)
        CHECK(drawn.box.width() / drawn.box.height() == doctest::Approx(0.75));
      else
        CHECK(drawn.form != Form::cross);
    }
    CHECK(stamps == doctest::Approx(50).epsilon(0.3));
  }

  TEST_CASE("scene: touching pairs are one region of the classes and two of the instances") {
    const data::SceneOptions options{.size = 48, .least_side = 10, .most_side = 16};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const auto scene = data::touching_pair(options, random);
      REQUIRE(scene.objects.size() == 2);
      CHECK(data::class_of(scene.objects[0]) == data::class_of(scene.objects[1]));
      CHECK(data::touch(scene.instances, 48, 1, 2));
      CHECK(data::connected_components(scene.classes, 48).labels.size() == 1);
      CHECK(data::connected_components(scene.instances, 48).labels.size() == 2);
      CHECK(data::visible_share(scene, 0) > 0.74f);
    }
  }

  TEST_CASE("scene: batches for networks, in colour and in grey") {
    Random random(5);
    const std::vector<data::Scene> scenes = {
        data::draw_scene({{Form::square, Colour::red, {0, 0, 8, 8}}}, 16), data::draw_scene({}, 16)};
    const auto colour = data::batch_of(scenes, data::Palette::colour);
    const auto grey = data::batch_of(scenes, data::Palette::grey);
    CHECK(colour.images.shape() == Shape{2, 3, 16, 16});
    CHECK(grey.images.shape() == Shape{2, 1, 16, 16});
    CHECK(colour.images.values()[256] == 0.22f);  // green of the first pixel
    CHECK(grey.images.values()[0] == doctest::Approx(0.299 * 0.9 + 0.587 * 0.22 + 0.114 * 0.2));
    CHECK(grey.images.values()[255] == doctest::Approx(0.08));
    CHECK(grey.classes.size() == 512);
    CHECK(grey.classes[0] == 2);
    CHECK(std::ranges::count(grey.instances, 1) == 64);
    CHECK(grey.objects[0].size() == 1);
    CHECK(grey.objects[1].empty());
    CHECK_THROWS_AS(data::batch_of({}, data::Palette::grey), Error);
    const std::vector<data::Scene> unequal = {data::draw_scene({}, 16), data::draw_scene({}, 17)};
    CHECK_THROWS_AS(data::batch_of(unequal, data::Palette::grey), Error);
  }

  TEST_CASE("scene: noise stays in range and is as strong as said") {
    Random random(6);
    Tensor image = Tensor::full({3, 32, 32}, 0.5f);
    data::add_noise(image, 0, random);
    CHECK(image.values()[7] == 0.5f);
    data::add_noise(image, 0.1f, random);
    double squares = 0;
    for (const float v : image.values()) squares += (double{v} - 0.5) * (double{v} - 0.5);
    CHECK(std::sqrt(squares / 3072) == doctest::Approx(0.1).epsilon(0.05));
    data::add_noise(image, 10, random);
    CHECK(std::ranges::all_of(image.values(), [](float v) { return v >= 0 && v <= 1; }));
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
        CHECK(data::iou(box, data::visible_box(scene, i)) > 0.65f);
        CHECK(data::visible_share(scene, i) == 1);
        for (std::size_t j = 0; j < i; ++j) CHECK(data::iou(box, scene.objects[j].box) == 0);
      }
      CHECK(std::ranges::all_of(scene.image.values(), [](float v) { return v >= 0 && v <= 1; }));
    }
    CHECK(counts == std::set<std::size_t>{1, 2, 3, 4});
  }

  TEST_CASE("scene: what cannot be drawn, and what lies outside") {
    Random random(1);
    CHECK_THROWS_AS(data::random_scene({.size = 10, .most_side = 12}, random), Error);
    CHECK_THROWS_AS(data::random_scene({.least_objects = 3, .most_objects = 2}, random), Error);
    CHECK_THROWS_AS(data::random_scene({.forms = 0}, random), Error);
    CHECK_THROWS_AS(data::random_scene({.forms = 5}, random), Error);
    CHECK_THROWS_AS(data::touching_pair({.size = 14, .least_side = 12}, random), Error);
    CHECK_THROWS_AS(data::draw_scene({}, 0), Error);
    // half outside of the picture, and wholly
    const auto cut = data::draw_scene(
        {{Form::square, Colour::red, {-8, 0, 8, 16}}, {Form::circle, Colour::red, {50, 50, 60, 60}}}, 32);
    CHECK(std::ranges::count(cut.instances, 1) == 8 * 16);
    CHECK(cut.pixels == std::vector<std::int32_t>{8 * 16, 0});
    CHECK(data::visible_box(cut, 0) == data::Box{0, 0, 8, 16});
    CHECK(data::visible_box(cut, 1) == data::Box{});
    CHECK(data::visible_share(cut, 1) == 0);
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
