#include "app/share_link.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/walk.h"

namespace madang::app {
namespace {

using test::WalkSettings;

ReadLink read(std::string_view fragment) {
  WalkSettings settings;
  auto fields = demo::fields_of(settings);
  return read_link(fragment, fields);
}

std::string value_in(const demo::Run& run, std::string_view name) {
  return std::ranges::find(run.settings, name, &demo::NamedValue::name)->value;
}

std::vector<demo::NamedValue> defaults() {
  WalkSettings settings;
  return demo::values_of(demo::fields_of(settings));
}

TEST_CASE("a link holds only what differs, and reads back as the same run") {
  WalkSettings settings;
  settings.stride = 0.03f;
  settings.title = "50% & #한글 = 😀;:,!";
  demo::Run run{demo::values_of(demo::fields_of(settings)), 7, 120, {}};
  run.events.push_back({3, {{"stride", "1.5"}, {"title", ""}}, {}});
  run.events.push_back({3, {}, {"edit", {1.f, -0.25f, 1e-20f}, "글:자;"}});
  run.events.push_back({120, {}, {"clear", {}, ""}});
  run.events.push_back({120, {}, {"say", {}, "a"}});
  const auto link = write_link(run, defaults());
  CHECK(link.starts_with("v=1&seed=7&step=120&stride=0.03&title=50%25%20%26"));
  CHECK(link.find("walkers") == std::string::npos);

  auto back = read("#" + link);
  CHECK(back.complaints.empty());
  CHECK(io::to_bytes(back.run) == io::to_bytes(run));
}

TEST_CASE("nothing, and a heading of the page, are no link and no complaint") {
  for (const char* fragment : {"", "#", "#formula", "%EC%88%98%EC%8B%9D"}) {
    const auto link = read(fragment);
    CHECK(link.complaints.empty());
    CHECK(link.run.settings == defaults());
    CHECK(link.run.step == 0);
  }
}

TEST_CASE("what is wrong in a link is told, the rest is applied") {
  const char* const bad[] = {
      "v=2",
      "colour=red",
      "stride=1e9",
      "stride=nan",
      "walkers=-1",
      "walkers=2.5",
      "drift=yes",
      "ground=",
      "seed=-1",
      "seed=1e3",
      "step=",
      "step=99999999999999999999",
      "%",
      "title=%F0%28",
      "title=%ZZ",
      "title=%ED%A0%80",
      "title=%00",
      "=",
      "hand=x",
      "hand=3",
      "hand=3!",
      "hand=3!edit:1,x",
      "hand=3!edit:inf",
      "hand=3:stride:99",
      "hand=3:nope:1",
      "hand=99999!clear",
      "stride%3D=1",
      "seed",
      "hand=3:%FF:1",
      "\xff\xfe\x01",
  };
  for (const char* part : bad) {
    CAPTURE(part);
    const auto link = read("v=1&walkers=5&step=4&" + std::string(part) + "&drift=1");
    CHECK(link.complaints.size() == 1);
    for (const auto& complaint : link.complaints) {
      CHECK_FALSE(complaint.korean.empty());
      CHECK_FALSE(complaint.english.empty());
    }
    CHECK(value_in(link.run, "walkers") == "5");
    CHECK(value_in(link.run, "drift") == "1");
    CHECK(value_in(link.run, "stride") == "0.5");
  }
}

TEST_CASE("a flood of nonsense gives a handful of complaints and takes no more room than it has itself") {
  std::string flood;
  for (int i = 0; i < 20'000; ++i) flood += "&nonsense" + std::to_string(i) + "=%";
  flood +=
      "&title=" + std::string(100'000, 'x') + "&hand=" + std::string(100'000, ';') + std::string(50'000, '7');
  const auto link = read(flood);
  CHECK(link.complaints.size() <= 20);
  CHECK(link.run.events.empty());
  CHECK(link.run.settings == defaults());
  for (const auto& complaint : link.complaints) CHECK(complaint.english.size() < 400);
}

TEST_CASE("random bytes never throw") {
  std::uint64_t state = 20;
  const std::string_view pieces[] = {"v=", "&", "=",      "%", "hand=", "!",  ":",
                                     ";",  ",", "stride", "1", "\xEC",  "\0", "e9"};
  for (int round = 0; round < 3000; ++round) {
    std::string fragment;
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      fragment += pieces[(state >> 33) % std::size(pieces)];
    }
    CHECK_NOTHROW(read(fragment));
  }
}

TEST_CASE("events of a link come back in the order of their steps") {
  const auto link = read("v=1&step=9&hand=5!b;2!a;5!c");
  REQUIRE(link.run.events.size() == 3);
  CHECK(link.run.events[0].action.name == "a");
  CHECK(link.run.events[1].action.name == "b");
  CHECK(link.run.events[2].action.name == "c");
}

}  // namespace
}  // namespace madang::app
