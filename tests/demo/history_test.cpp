#include "demo/history.h"

#include <doctest/doctest.h>

#include "core/error.h"
#include "io/bytes.h"

using namespace madang;

namespace {

demo::History two_curves() {
  return demo::History({{.name = "train", .label = {"학습", "training"}, .quantity = "loss"},
                        {.name = "test", .label = {"테스트", "test"}, .quantity = "loss", .interval = 5}},
                       {{"loss", {"찍기", "chance"}, 2.3f}});
}

}  // namespace

TEST_CASE("history: evenly spaced points, never more than 400, whatever the interval") {
  demo::History history = two_curves();
  for (std::uint64_t step = 0; step < 10'000; ++step) {
    for (const char* name : {"train", "test"}) history.note(name, step, -static_cast<float>(step));
    REQUIRE(history.points() <= 400);
  }
  for (const demo::Curve& curve : history.curves()) {
    CHECK(curve.x.size() > 150);
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      CHECK(curve.x[i] == static_cast<float>(i) * curve.x[1]);
      CHECK(curve.y[i] == -curve.x[i]);
    }
  }
}

TEST_CASE("history: due tells whether a value would be kept") {
  demo::History history({{.name = "a", .label = {}, .interval = 10}});
  CHECK(history.due(0));
  CHECK_FALSE(history.due(5));
  history.note("a", 5, 1.f);
  CHECK(history.curve("a").x.empty());
  history.note("a", 10, 1.f);
  CHECK((history.curve("a").x == std::vector<float>{10.f}));
}

TEST_CASE("history: a second value of a step takes the place of the first, an unknown name is an error") {
  demo::History history = two_curves();
  history.note("train", 3, 1.f);
  history.note("train", 3, 2.f);
  CHECK((history.curve("train").y == std::vector<float>{2.f}));
  CHECK_THROWS_AS(history.note("valid", 3, 1.f), Error);
  CHECK_THROWS_AS(history.curve("valid"), Error);
  history.set("test", {64.f, 128.f}, {0.5f, 0.25f});
  CHECK(history.points() == 2);
  CHECK(history.curve("test").low.empty());
  history.set("test", {64.f, 128.f}, {0.5f, 0.25f}, {0.4f, 0.2f}, {0.6f, 0.3f});
  CHECK(history.curve("test").low.back() == 0.2f);
  CHECK(history.curve("test").high.front() == 0.6f);
}

TEST_CASE("history: travels with its labels and reference lines") {
  demo::History history = two_curves();
  history.note("test", 5, 0.25f);
  history.set("train", {1.f}, {2.f}, {1.5f}, {2.5f});
  const auto after = io::from_bytes<demo::History>(io::to_bytes(history));
  CHECK(after.curve("test").y.front() == 0.25f);
  CHECK(after.curve("test").label.korean == "테스트");
  CHECK(after.curve("train").low == std::vector<float>{1.5f});
  CHECK(after.curve("train").high == std::vector<float>{2.5f});
  CHECK(after.references().front().value == 2.3f);
}
