#include "app/session.h"

#include <doctest/doctest.h>

#include <new>

#include "app/walk.h"

namespace madang::app {
namespace {

using demo::Command;
using demo::Frame;
using demo::Verb;
using test::Walk;

/// A session over a random walk, and a clock in the test's hand that moves one millisecond each time it is
/// read.
struct Bench {
  double now_ms = 0;
  Walk* walk = nullptr;
  std::uint64_t serial = 0;
  Session session{[this] { return now_ms += 1; },
                  [this](const std::string& slug) {
                    if (slug != "walk") throw Error("no demo '" + slug + "'");
                    auto made = std::make_unique<Walk>();
                    walk = made.get();
                    return made;
                  }};

  Bench() { open({}); }
  void send(Command command) {
    command.serial = ++serial;
    session.receive(command);
  }
  void open(demo::Run run) { send({.verb = Verb::open, .slug = "walk", .run = std::move(run)}); }
  void change(std::vector<demo::NamedValue> settings) { send({.verb = Verb::change, .settings = settings}); }
  void act(std::string name, std::vector<float> numbers = {}) {
    send({.verb = Verb::act, .action = {std::move(name), std::move(numbers), ""}});
  }
  void step(std::uint64_t count) {
    send({.verb = Verb::step, .count = count});
    settle();
  }
  void replay(const demo::Run& run) {
    send({.verb = Verb::replay, .run = run});
    settle();
  }
  void settle() {
    for (int i = 0; i < 100000 && session.work(50) == 0; ++i) {
    }
  }
  Frame frame() {
    send({.verb = Verb::want});
    auto taken = session.take_frame();
    REQUIRE(taken.has_value());
    return *taken;
  }
  test::WalkSnapshot picture() { return io::from_bytes<test::WalkSnapshot>(frame().snapshot); }
};

TEST_CASE("a session steps, and makes a frame only when asked and only when there is something new") {
  Bench bench;
  CHECK(bench.frame().run.step == 0);
  bench.send({.verb = Verb::want});
  CHECK_FALSE(bench.session.take_frame().has_value());
  bench.step(7);
  const auto frame = bench.session.take_frame();
  REQUIRE(frame.has_value());
  CHECK(frame->run.step == 7);
  CHECK_FALSE(frame->playing);
  CHECK(frame->answered == bench.serial);
  bench.step(1);
  CHECK_FALSE(bench.session.take_frame().has_value());
}

TEST_CASE("play goes at its speed and as fast as it can; pause stops it") {
  Bench bench;
  bench.send({.verb = Verb::play, .speed = 10});  // a step each 100 ms
  const double start_ms = bench.now_ms;
  while (bench.now_ms < start_ms + 1000) {
    const double wait_ms = bench.session.work(4);
    REQUIRE(wait_ms >= 0);
    bench.now_ms += wait_ms;
  }
  const auto at_speed = bench.frame();
  CHECK(at_speed.playing);
  CHECK(at_speed.run.step >= 9);
  CHECK(at_speed.run.step <= 11);

  bench.now_ms += 60'000;  // the tab slept: it must not race to catch up
  bench.session.work(1000);
  CHECK(bench.frame().run.step <= at_speed.run.step + 5);

  bench.send({.verb = Verb::play, .speed = 0});
  CHECK(bench.session.work(100) == 0);
  CHECK(bench.frame().run.step >= at_speed.run.step + 20);
  bench.send({.verb = Verb::pause});
  const auto stopped = bench.frame();
  CHECK_FALSE(stopped.playing);
  CHECK(bench.session.work(100) < 0);
  bench.step(1);
  CHECK(bench.frame().run.step == stopped.run.step + 1);
}

TEST_CASE(
    "pace: a run that plays goes on faster or slower, one that rests or is replayed does not begin to play") {
  Bench bench;
  bench.send({.verb = Verb::pace, .speed = 0});
  CHECK(bench.session.work(100) < 0);
  bench.send({.verb = Verb::replay, .run = {.step = 4}});
  bench.send({.verb = Verb::pace, .speed = 0});
  bench.settle();
  CHECK(bench.session.work(100) < 0);
  CHECK(bench.frame().run.step == 4);
  bench.send({.verb = Verb::play, .speed = 1});
  bench.send({.verb = Verb::pace, .speed = 0});
  CHECK(bench.session.work(100) == 0);
  CHECK(bench.frame().playing);
}

TEST_CASE("play during a replay goes on beyond its goal") {
  Bench bench;
  bench.send({.verb = Verb::replay, .run = {.step = 4}});
  bench.send({.verb = Verb::play, .speed = 1});
  for (int i = 0; i < 4; ++i) bench.session.work(0);
  const auto frame = bench.frame();
  CHECK(frame.playing);
  CHECK_FALSE(frame.replaying);
  CHECK(frame.notice.empty());
  CHECK(bench.session.work(100) > 0);  // the next step is due
}

TEST_CASE("the same settings and seed give the same bytes, another seed gives others") {
  Bench bench;
  bench.step(50);
  const auto first = bench.frame();
  bench.replay({.settings = first.run.settings, .seed = first.run.seed});
  CHECK(bench.frame().run.step == 0);
  bench.step(50);
  CHECK(bench.frame().snapshot == first.snapshot);
  bench.replay({.settings = first.run.settings, .seed = 99, .step = 50});
  CHECK(bench.frame().snapshot != first.snapshot);
}

TEST_CASE("a replay takes every change and action at its step, and gives the same bytes") {
  Bench bench;
  bench.change({{"stride", "0.25"}});  // before the first step: part of the start
  bench.step(10);
  bench.change({{"stride", "2"}});
  bench.change({{"drift", "1"}});
  bench.act("nudge", {0.125f});
  bench.step(15);
  bench.change({{"title", "둘째"}});
  const auto original = bench.frame();
  CHECK(original.run.events.size() == 3);
  CHECK(original.run.events[0].settings.size() == 2);
  CHECK(original.run.step == 25);

  Bench other;
  other.open(original.run);
  CHECK(other.frame().replaying);
  other.settle();
  const auto again = other.frame();
  CHECK_FALSE(again.replaying);
  CHECK(again.snapshot == original.snapshot);
  CHECK(io::to_bytes(const_cast<demo::Run&>(again.run)) ==
        io::to_bytes(const_cast<demo::Run&>(original.run)));
  CHECK(settings_at_end(again.run) == demo::values_of(other.walk->fields()));
}

TEST_CASE("a restart setting begins anew with the same seed") {
  Bench bench;
  bench.step(5);
  bench.act("nudge", {1.f});
  bench.change({{"walkers", "5"}});
  const auto frame = bench.frame();
  CHECK(frame.run.step == 0);
  CHECK(frame.run.events.empty());
  CHECK(io::from_bytes<test::WalkSnapshot>(frame.snapshot).positions == std::vector<float>(5, 0.f));
}

TEST_CASE("a number may be written in any way; what is remembered is what the field holds") {
  Bench bench;
  bench.step(1);
  bench.change({{"stride", "0.50"}, {"drift", "0"}});
  CHECK(bench.frame().run.events.empty());
  bench.change({{"stride", "2.500"}});
  const auto frame = bench.frame();
  REQUIRE(frame.run.events.size() == 1);
  CHECK(frame.run.events[0].settings == std::vector<demo::NamedValue>{{"stride", "2.5"}});
}

TEST_CASE("refused settings are told in both languages and the others are applied") {
  Bench bench;
  bench.change({{"stride", "1e9"}, {"drift", "1"}, {"colour", "red"}});
  const auto frame = bench.frame();
  CHECK(frame.notice.english.find("Stride") != std::string::npos);
  CHECK(frame.notice.english.find("colour") != std::string::npos);
  CHECK(frame.notice.korean.find("보폭") != std::string::npos);
  CHECK(bench.walk->settings.drift);
  CHECK(bench.walk->settings.stride == 0.5f);
  bench.step(1);
  CHECK(bench.frame().notice.empty());
}

TEST_CASE("a halt pauses with its reason, and the last good picture and the settings stay") {
  Bench bench;
  bench.step(3);
  bench.act("break");
  bench.frame();
  bench.send({.verb = Verb::play});
  CHECK(bench.session.work(100) < 0);
  const auto frame = bench.frame();
  CHECK_FALSE(frame.playing);
  CHECK(frame.run.step == 3);
  CHECK(frame.notice.korean == "발산했습니다.");
  CHECK(frame.snapshot.empty());
  CHECK(frame.halted);
  bench.replay({.settings = frame.run.settings});
  CHECK(bench.picture().positions == std::vector<float>(3, 0.f));
  bench.step(1);
  CHECK_FALSE(bench.frame().halted);
}

TEST_CASE(
    "a halt that has left all intact shows the step before it, though none of its frames was asked for") {
  Bench bench;
  bench.picture();
  bench.walk->after_halt = demo::After::intact;
  bench.step(3);
  bench.walk->act({.name = "break", .numbers = {}, .text = {}});
  bench.step(1);
  const auto frame = bench.frame();
  CHECK(frame.halted);
  CHECK(frame.run.step == 3);
  CHECK_FALSE(frame.snapshot.empty());
}

TEST_CASE("where a reset fails nothing is asked of the experiment until one succeeds") {
  Bench bench;
  bench.step(3);
  bench.walk->fail_in_reset = true;
  bench.replay({.seed = 2});
  const auto failed = bench.frame();
  CHECK(failed.notice.english == "It cannot begin.");
  CHECK(failed.snapshot.empty());  // the last picture stays
  CHECK(failed.offers.empty());
  bench.send({.verb = Verb::play});
  bench.step(2);
  CHECK(bench.session.work(10) < 0);
  CHECK_FALSE(bench.frame().playing);
  bench.act("nudge", {1});
  const auto refused = bench.frame();
  CHECK(refused.notice.english == "It cannot begin.");
  CHECK(refused.run.step == 0);

  bench.walk->fail_in_reset = false;
  bench.change({{"stride", "1"}});
  bench.step(2);
  const auto healed = bench.frame();
  CHECK(healed.run.step == 2);
  CHECK_FALSE(healed.snapshot.empty());
}

TEST_CASE("a refused action changes nothing but the notice") {
  Bench bench;
  bench.step(2);
  const auto before = bench.frame();
  bench.act("dance");
  const auto after = bench.frame();
  CHECK(after.notice.english == "No such action.");
  CHECK(after.run.events.empty());
  CHECK(after.snapshot == before.snapshot);
}

TEST_CASE("an error of the demo pauses it and it can be started again") {
  Bench bench;
  bench.walk->fail_with_error = true;
  bench.send({.verb = Verb::play});
  bench.session.work(10);
  const auto frame = bench.frame();
  CHECK(frame.notice.english.find("shapes (2) and (3) differ") != std::string::npos);
  bench.walk->fail_with_error = false;
  bench.step(1);  // nothing has changed since: the same is told again
  CHECK(bench.frame().notice.english == frame.notice.english);
  bench.replay({.settings = frame.run.settings});
  bench.step(2);
  CHECK(bench.frame().run.step == 2);
}

TEST_CASE("an unknown demo, bytes that are no command, and memory that runs out become notices") {
  Bench bench;
  bench.send({.verb = Verb::open, .slug = "nothing"});
  CHECK(bench.frame().notice.english.find("no demo 'nothing'") != std::string::npos);
  bench.act("nudge");
  CHECK(bench.session.work(1) < 0);
  bench.session.receive(std::vector<std::byte>(3));
  CHECK_FALSE(bench.frame().notice.empty());

  using Make = std::unique_ptr<demo::AnyExperiment> (*)(const std::string&);
  const Make makes[] = {[](auto&) -> std::unique_ptr<demo::AnyExperiment> { throw std::bad_alloc(); },
                        [](auto&) -> std::unique_ptr<demo::AnyExperiment> { throw OutOfMemory("full"); }};
  for (const Make make : makes) {
    double now_ms = 0;
    Session full([&] { return now_ms += 1; }, make);
    full.receive({.verb = Verb::open, .slug = "walk"});
    full.receive({.verb = Verb::want});
    CHECK(full.take_frame()->notice.english.find("Out of memory") != std::string::npos);
  }
}

TEST_CASE("where there is nothing to step through, play and step do nothing") {
  Bench bench;
  bench.change({{"ground", "steep"}});
  CHECK_FALSE(bench.frame().can_step);
  bench.send({.verb = Verb::play});
  CHECK(bench.session.work(10) < 0);
  bench.step(3);
  const auto frame = bench.frame();
  CHECK(frame.run.step == 0);
  CHECK_FALSE(frame.playing);
}

TEST_CASE("a link opened during a replay, or a reset, takes its place without a word") {
  Bench bench;
  bench.send({.verb = Verb::replay, .run = {.step = 900'000}});
  bench.session.work(5);
  CHECK(bench.frame().replaying);
  SUBCASE("a link") { bench.open({.seed = 7, .step = 3}); }
  SUBCASE("a reset") { bench.send({.verb = Verb::replay, .run = {.seed = 7, .step = 3}}); }
  bench.settle();
  const auto frame = bench.frame();
  CHECK(frame.notice.empty());
  CHECK(frame.run.step == 3);
}

TEST_CASE("a change that changes nothing does not stop a replay") {
  Bench bench;
  bench.send({.verb = Verb::replay, .run = {.step = 40}});
  bench.change({{"stride", "0.50"}});  // as it is, in other words
  bench.settle();
  const auto frame = bench.frame();
  CHECK(frame.notice.empty());
  CHECK(frame.run.step == 40);
}

TEST_CASE("a long replay can be paused; a link that asks for too many steps starts at the beginning") {
  Bench bench;
  bench.send({.verb = Verb::replay, .run = {.step = 900'000}});
  CHECK(bench.session.work(10) == 0);
  CHECK(bench.frame().replaying);
  bench.send({.verb = Verb::pause});
  CHECK(bench.session.work(10) < 0);
  const auto paused = bench.frame();
  CHECK_FALSE(paused.replaying);
  CHECK(paused.run.step > 0);
  CHECK(paused.notice.english.find("900000") != std::string::npos);

  bench.replay({.step = most_replayed_steps + 1});
  const auto refused = bench.frame();
  CHECK(refused.run.step == 0);
  CHECK(refused.notice.english.find("1000001") != std::string::npos);
}

TEST_CASE("a change of the picture outside of work wakes the host") {
  Bench bench;
  bench.frame();
  int woken = 0;
  bench.session.on_wake = [&] { ++woken; };
  bench.walk->on_change();
  CHECK(woken == 1);
  CHECK(bench.frame().run.step == 0);
}

TEST_CASE(
    "while a step waits for the GPU no other is taken; its answer goes on with play and with single steps") {
  Bench bench;
  bench.send({.verb = Verb::play});
  bench.session.work(10);
  const auto before = bench.frame().run.step;
  CHECK(before > 0);
  bench.walk->waits = true;
  CHECK(bench.session.work(10) < 0);  // rests until it is woken
  bench.walk->waits = false;
  bench.walk->on_change();
  CHECK(bench.frame().run.step == before);
  CHECK(bench.session.work(10) == 0);
  CHECK(bench.frame().run.step > before);

  bench.send({.verb = Verb::pause});
  const auto paused = bench.frame().run.step;
  bench.walk->waits = true;
  bench.step(3);
  const auto waiting = bench.frame();
  CHECK(waiting.stepping);
  CHECK(waiting.run.step == paused);
  bench.walk->waits = false;
  bench.settle();
  CHECK(bench.frame().run.step == paused + 3);
}

}  // namespace
}  // namespace madang::app
