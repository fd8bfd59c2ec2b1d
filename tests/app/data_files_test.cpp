// An experiment that wants data files waits for them; what happens meanwhile is kept for when they come.
#include <doctest/doctest.h>

#include "app/session.h"
#include "app/walk.h"

namespace madang::app {
namespace {

using demo::Verb;

struct Waiting {
  double now_ms = 0;
  test::Walk* walk = nullptr;
  Session session{[this] { return now_ms += 1; },
                  [this](const std::string&) {
                    auto made = std::make_unique<test::Walk>();
                    made->wants = {"digits.idx", "clothes.idx"};
                    walk = made.get();
                    return made;
                  }};

  explicit Waiting(demo::Run run = {}) {
    session.receive({.verb = Verb::open, .slug = "walk", .run = std::move(run)});
  }
  demo::Frame frame() {
    session.receive({.verb = Verb::want});
    auto taken = session.take_frame();
    REQUIRE(taken.has_value());
    return *taken;
  }
  void give_both() {
    CHECK(session.take_wanted_file() == "digits.idx");
    session.give_file(io::Bytes(3));
    CHECK(session.take_wanted_file() == "clothes.idx");
    session.give_file(io::Bytes(5));
    CHECK_FALSE(session.take_wanted_file().has_value());
  }
  void settle() {
    while (session.work(50) == 0) {
    }
  }
};

TEST_CASE("data files: one is asked for at a time, and the run begins when all have come") {
  Waiting bench;
  const auto before = bench.frame();
  CHECK(before.loading);
  CHECK(before.snapshot.empty());
  CHECK(bench.session.work(10) < 0);
  CHECK(bench.session.take_wanted_file() == "digits.idx");
  CHECK_FALSE(bench.session.take_wanted_file().has_value());
  bench.session.give_file(io::Bytes(3));
  CHECK(bench.frame().loading);
  CHECK(bench.session.take_wanted_file() == "clothes.idx");
  bench.session.give_file(io::Bytes(5));
  const auto after = bench.frame();
  CHECK_FALSE(after.loading);
  CHECK_FALSE(after.snapshot.empty());
  CHECK(bench.walk->files.at("digits.idx").size() == 3);
  CHECK(bench.walk->files.at("clothes.idx").size() == 5);
  bench.session.receive({.verb = Verb::replay, .run = {.seed = 4}});  // they are asked for once
  CHECK_FALSE(bench.frame().loading);
}

TEST_CASE("data files: play, steps, settings and a link's replay wait with the run") {
  Waiting playing;
  playing.session.receive({.verb = Verb::play});
  CHECK(playing.frame().playing);
  playing.session.receive({.verb = Verb::change, .settings = {{"stride", "2"}}});
  playing.give_both();
  CHECK(playing.session.work(20) == 0);
  const auto frame = playing.frame();
  CHECK(frame.run.step > 0);
  CHECK(frame.run.settings[0].value == "2");
  CHECK(frame.run.events.empty());

  Waiting replaying({.seed = 3, .step = 20, .events = {{.step = 7, .settings = {{"drift", "1"}}}}});
  CHECK(replaying.frame().run.step == 0);
  replaying.give_both();
  replaying.settle();
  CHECK(replaying.frame().run.step == 20);
  CHECK(replaying.walk->settings.drift);

  Waiting stepping;
  stepping.session.receive({.verb = Verb::step, .count = 2});
  stepping.give_both();
  stepping.settle();
  CHECK(stepping.frame().run.step == 2);
}

TEST_CASE("data files: one that does not come is told, and asked for again by play, step and reset") {
  for (const auto verb : {Verb::play, Verb::step, Verb::replay}) {
    Waiting bench;
    CHECK(bench.session.take_wanted_file() == "digits.idx");
    bench.session.refuse_file("HTTP 404");
    const auto failed = bench.frame();
    CHECK_FALSE(failed.loading);
    CHECK_FALSE(failed.playing);
    CHECK(failed.notice.english.find("digits.idx could not be loaded: HTTP 404") != std::string::npos);
    CHECK(failed.notice.korean.find("digits.idx") != std::string::npos);
    CHECK(bench.session.work(10) < 0);
    CHECK_FALSE(bench.session.take_wanted_file().has_value());
    bench.session.receive({.verb = Verb::act, .action = {"nudge", {1.f}, ""}});
    CHECK(bench.frame().notice.english.find("once the data has been loaded") != std::string::npos);

    bench.session.receive({.verb = verb, .count = 1});
    CHECK(bench.frame().loading);
    bench.give_both();
    bench.session.work(10);
    const auto frame = bench.frame();
    CHECK_FALSE(frame.snapshot.empty());
    CHECK((frame.run.step > 0) == (verb != Verb::replay));
  }
}

TEST_CASE(
    "data files: without a shipped start that does not come or is damaged a run begins from zero, and says "
    "so") {
  for (const bool damaged : {false, true}) {
    Waiting bench({.seed = 3, .step = 20});
    bench.walk->wants = {test::Walk::start};
    bench.session.receive({.verb = Verb::replay, .run = {.seed = 3, .step = 20}});
    CHECK(bench.session.take_wanted_file() == test::Walk::start);
    if (damaged)
      bench.session.give_file({});
    else
      bench.session.refuse_file("HTTP 404");
    bench.settle();
    const auto frame = bench.frame();
    CHECK_FALSE(frame.loading);
    CHECK(frame.run.step == 20);
    CHECK(frame.notice.english.find(damaged ? "The file is damaged." : "HTTP 404") != std::string::npos);
    CHECK(frame.notice.english.find("It begins from zero, without walk-start.safetensors.") !=
          std::string::npos);
    CHECK(frame.notice.korean.find("처음부터") != std::string::npos);
  }
}

TEST_CASE("data files: an answer nobody waits for any more does no harm") {
  Waiting bench;
  CHECK(bench.session.take_wanted_file() == "digits.idx");
  bench.session.receive({.verb = Verb::open, .slug = "walk", .run = {}});
  bench.walk->wants = {"clothes.idx"};
  bench.session.receive({.verb = Verb::replay, .run = {}});
  bench.session.refuse_file("HTTP 404");
  CHECK(bench.frame().loading);
  CHECK(bench.session.take_wanted_file() == "clothes.idx");
  bench.session.give_file({});
  CHECK_FALSE(bench.frame().loading);
}

}  // namespace
}  // namespace madang::app
