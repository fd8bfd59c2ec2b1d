// What stays of a run when a setting begins it anew.
#include "app/lane.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "app/session.h"
#include "ui/field.h"

using namespace madang;

namespace {

/// A lane with its engine in the same thread.
class OneEngine : public app::Stage {
 public:
  explicit OneEngine(const std::string& slug) : lane(0, slug, *this) {
    lane.open({});
    settle();
  }

  void send(int, const demo::Command& command) override { session_.receive(command); }
  void close_engine(int) override {}
  void download(const std::string&, const std::string&, std::span<const std::byte>) override {}
  void save_picture(const std::string&, const app::Area&) override {}
  void pick_file() override {}
  void ask_photo(demo::PhotoFrom) override {}
  void share(const std::string&) override {}
  void show_status(const app::Status&) override {}
  void show_notice(const std::string&) override {}
  void show_changes(const std::string&) override {}
  void describe(const std::string&) override {}
  void want_height(float) override {}
  void request_frame() override {}

  void settle() {
    lane.want({});
    while (session_.work(0) == 0) {
    }
    while (auto frame = session_.take_frame()) {
      lane.receive(io::to_bytes(*frame));
      lane.want({});
    }
  }
  /// A frame on its way, as bytes.
  io::Bytes take_frame() {
    while (session_.work(0) == 0) {
    }
    auto frame = session_.take_frame().value();
    return io::to_bytes(frame);
  }
  void step(std::uint64_t count) {
    lane.send({.verb = demo::Verb::step, .count = count});
    settle();
  }
  void set(const std::string& name, const std::string& value) {
    auto fields = lane.view().fields();
    CHECK_FALSE(ui::find(fields, name).set(value));
    lane.send_changes();
    settle();
  }

 private:
  app::Session session_{[] { return 0.0; }};

 public:
  app::Lane lane;
};

}  // namespace

TEST_CASE("lane: a setting that begins the run anew leaves its curves behind as a ghost with their name") {
  const auto slugs = demo::view_slugs();
  if (std::ranges::find(slugs, "backprop") == slugs.end()) return;  // MADANG_DEMOS names others
  OneEngine page("backprop");
  page.set("mode", "train");
  page.step(30);
  const demo::History before = page.lane.frame().history;
  REQUIRE(before.points() > 3);
  CHECK(page.lane.ghost() == nullptr);

  page.set("learning_rate", "0.25");  // live: the run goes on
  CHECK(page.lane.ghost() == nullptr);

  page.set("layers", "2");
  REQUIRE(page.lane.ghost() != nullptr);
  CHECK(page.lane.ghost()->name.english.find("Hidden layers 1") != std::string::npos);
  CHECK((page.lane.ghost()->history.curves().front().y == before.curves().front().y));
  CHECK(page.lane.frame().history.points() < 3);

  page.set("layers", "3");  // nothing of that run is worth keeping: the ghost stays
  CHECK((page.lane.ghost()->history.curves().front().y == before.curves().front().y));

  page.lane.open({});
  CHECK(page.lane.ghost() == nullptr);
}

TEST_CASE("lane: a frame of the run before a link is dropped, however late it comes") {
  const auto slugs = demo::view_slugs();
  if (std::ranges::find(slugs, "backprop") == slugs.end()) return;
  OneEngine page("backprop");
  page.set("mode", "train");
  page.lane.send({.verb = demo::Verb::step, .count = 3});
  const io::Bytes late = page.take_frame();
  page.lane.open({.seed = 5, .step = 7});
  page.lane.receive(late);
  CHECK(page.lane.frame().run.step == 7);
  CHECK(page.lane.frame().run.seed == 5);
  CHECK_FALSE(page.lane.shows_its_run());
  page.settle();
  CHECK(page.lane.frame().run.step == 7);
  CHECK(page.lane.shows_its_run());
}
