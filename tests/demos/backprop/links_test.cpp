// Links pressed while a run is shown: what they change is told and ringed, and one press leads back.
#include <string>

#include <doctest/doctest.h>

#include "app/two_engines.h"

using namespace madang;
using app::Press;
using test::TwoEngines;

namespace {

std::string shared(TwoEngines& page) {
  page.press(Press::share);
  return page.link;
}

}  // namespace

TEST_CASE("links: the first one tells no change, a later one tells every one") {
  TwoEngines page("backprop", "mode=train&data=moons");
  CHECK(page.changes.empty());
  page.shell.open("#v=1&mode=train&data=xor&layers=0&seed=4&step=30");
  page.settle();
  CHECK(page.changes == "Data XOR, Hidden layers 0, seed 4, step 30");
  page.shell.open("#v=1&mode=train&data=xor&layers=0&seed=4&step=30&b.learning_rate=3");
  page.settle();
  CHECK(page.changes == "A/B comparison on");
  page.shell.open("#v=1&mode=train&data=xor&layers=0&seed=4&step=30&b.learning_rate=3");
  CHECK(page.changes.empty());
}

TEST_CASE(
    "links: back restores exactly what was before, also after more changes, and undo leads forth again") {
  TwoEngines page("backprop", "mode=train&data=moons&learning_rate=0.3&seed=4");
  page.press(Press::step, 20);
  page.shell.act({"weight", {1.f, 1.f, 1.f, 2.f}, ""});
  page.settle();
  const auto before = shared(page), told = page.told;
  page.shell.open("#v=1&data=xor&layers=0&mode=train");
  page.settle();
  page.set("learning_rate", "0.7");
  page.press(Press::step, 3);
  const auto played = shared(page);
  page.press(Press::back);
  CHECK(shared(page) == before);
  CHECK(page.told == told);
  page.press(Press::back);  // there is no link any more to lead back from
  CHECK(shared(page) == before);
  page.press(Press::undo);
  CHECK(shared(page) == played);
}

TEST_CASE("links: a comparison comes back with the run, by back and by undo") {
  TwoEngines page("backprop", "mode=train&data=moons&b.optimizer=adam");
  page.press(Press::step, 5);
  const auto before = shared(page);
  CHECK(before.find("b.optimizer=adam") != std::string::npos);
  for (const Press way : {Press::back, Press::undo}) {
    page.shell.open("#v=1&data=xor&mode=train");
    page.settle();
    CHECK_FALSE(page.compares());
    page.press(way);
    CHECK(page.compares());
    CHECK(shared(page) == before);
  }
  page.shell.open("#v=1&data=xor&mode=train&b.learning_rate=2");
  page.settle();
  page.press(Press::undo);
  CHECK(shared(page) == before);
}

TEST_CASE("links: one pressed while the last is replayed leads back to where that would have come") {
  TwoEngines page("backprop", "mode=train&data=moons");
  page.shell.open("#v=1&mode=train&data=moons&step=400");
  page.shell.open("#v=1&mode=train&data=xor&step=10");
  page.settle();
  page.press(Press::back);
  CHECK(page.status.step == 400);
}

TEST_CASE("links: rings fade and go, and then no more frames are asked for") {
  for (const bool calm : {false, true})
    for (const float width : {1400.f, 340.f}) {  // on a phone around the button of the folded panel
      TwoEngines page("backprop", "mode=train&data=moons", width);
      page.shell.set_calm(calm);
      page.draw();
      page.shell.open("#v=1&mode=train&data=xor&seed=4");
      page.settle();
      ui::end_frame();  // what the frames before wanted
      page.draw();
      const int lit = page.screen.vertices();
      CHECK(ui::end_frame() <= (calm ? 2.5 : 1.2));
      for (int frame = 0; frame < 160; ++frame) page.draw();  // 2.7 seconds
      CHECK(page.screen.vertices() < lit);
      ui::end_frame();
      page.draw();
      CHECK(ui::end_frame() > 1e6);
    }
}
