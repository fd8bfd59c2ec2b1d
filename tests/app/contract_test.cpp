// What every registered demo owes the shell, driven without a window.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <regex>
#include <set>

#include "app/data_folder.h"
#include "app/session.h"
#include "app/share_link.h"
#include "demo/view.h"
#include "support/paths.h"

namespace madang::app {
namespace {

using demo::Frame;
using demo::Verb;

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// A small generator of its own (Numerical Recipes, "quick and dirty"), so that the choices stay the same.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  double share() {  // 0 ≤ share < 1
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) / 9007199254740992.0;
  }
  int below(int count) { return static_cast<int>(share() * count); }

 private:
  std::uint64_t state_;
};

/// A legal value of each kind of setting, as text.
struct AnyValue {
  Dice& dice;
  std::string operator()(const demo::Toggle&) const { return dice.below(2) ? "1" : "0"; }
  std::string operator()(const demo::Integer& integer) const {
    return std::to_string(integer.minimum + dice.below(integer.maximum - integer.minimum + 1));
  }
  std::string operator()(const demo::Number& number) const {
    const double share = dice.share(), low = number.minimum, high = number.maximum;
    const double value = number.scale == demo::Scale::logarithmic ? low * std::pow(high / low, share)
                                                                  : low + (high - low) * share;
    char text[32];
    std::snprintf(text, sizeof text, "%.9g",
                  std::clamp(static_cast<float>(value), number.minimum, number.maximum));
    return text;
  }
  std::string operator()(const demo::Choice& choice) const {
    return choice.options[static_cast<std::size_t>(dice.below(static_cast<int>(choice.options.size())))].name;
  }
  std::string operator()(const demo::Writing& writing) const { return *writing.value; }
};

// What every demo costs every build's tests: little, or forty of them cannot be tested at every change.
constexpr int rounds = 4, steps_of_a_round = 8;
constexpr double most_ms_of_a_round = 60, most_ms_of_a_run = 800;

struct Driver {
  std::string slug;
  Session session{now_ms};

  void open(demo::Run run) {
    session.receive({.verb = Verb::open, .slug = slug, .run = std::move(run)});
    give_files(session, test::data_folder);
    while (session.work(1000) == 0) {
    }
  }
  /// Returns how many steps were taken: all, or what fits into the time.
  void step(int count, double most_ms) {
    const double end_ms = now_ms() + most_ms;
    for (int i = 0; i < count && now_ms() < end_ms; ++i) {
      session.receive({.verb = Verb::step, .count = 1});
      session.work(0);
    }
  }
  void change(std::vector<demo::NamedValue> settings) {
    session.receive({.verb = Verb::change, .settings = std::move(settings)});
    give_files(session, test::data_folder);
  }
  Frame frame() {
    session.receive({.verb = Verb::pause});
    session.receive({.verb = Verb::want});
    auto taken = session.take_frame();
    REQUIRE(taken.has_value());
    return *taken;
  }
};

std::vector<demo::NamedValue> any_settings(const std::string& slug, Dice& dice) {
  const auto experiment = demo::make_experiment(slug);
  std::vector<demo::NamedValue> values;
  for (const auto& field : experiment->fields())
    values.push_back({field.name, std::visit(AnyValue{dice}, field.kind)});
  return values;
}

/// The run, through a link and back, replayed by another session, gives the same frame.
void check_replay(const std::string& slug, const Frame& original) {
  const auto experiment = demo::make_experiment(slug);
  auto fields = experiment->fields();
  const auto defaults = demo::values_of(fields);
  const auto text = write_link(original.run, defaults);
  CAPTURE(text);
  auto link = read_link(text, fields);
  CHECK(link.complaints.empty());
  auto run = original.run;
  CHECK(io::to_bytes(link.run) == io::to_bytes(run));

  Driver other{slug};
  other.open(link.run);
  const auto again = other.frame();
  CHECK(again.run.step == original.run.step);
  // A run that halted shows its last good picture; its replay stops just before and shows its own.
  if (!original.snapshot.empty() && !experiment->measures_time()) CHECK(again.snapshot == original.snapshot);
}

void check_picture(const std::string& slug, const Frame& frame) {
  const auto slugs = demo::view_slugs();
  if (frame.snapshot.empty() || slugs.empty()) return;  // views are linked only where Dear ImGui is there
  const auto view = demo::make_view(slug);
  CHECK_NOTHROW(view->read(frame.snapshot));
  auto fields = view->fields();
  demo::set_values(fields, app::settings_at_end(frame.run));
  for (const auto language : {Language::korean, Language::english}) {
    const auto told = view->describe(language);
    CHECK_FALSE(told.empty());
    CHECK(told.find("nan") == std::string::npos);
  }
}

TEST_CASE("every experiment has its view") {
  if (!demo::view_slugs().empty()) CHECK(demo::view_slugs() == demo::experiment_slugs());
}

TEST_CASE("settings have plain unique names that links do not use themselves, and texts in both languages") {
  for (const auto& slug : demo::experiment_slugs()) {
    const auto experiment = demo::make_experiment(slug);
    std::set<std::string> names;
    for (const auto& field : experiment->fields()) {
      CAPTURE(slug);
      CAPTURE(field.name);
      CHECK(std::regex_match(field.name, std::regex("[a-z][a-z0-9_]*")));
      CHECK_FALSE(is_reserved_in_links(field.name));
      CHECK(names.insert(field.name).second);
      CHECK_FALSE(field.about.label.korean.empty());
      CHECK_FALSE(field.about.label.english.empty());
      if (!field.about.in_panel) continue;  // the view explains what it draws itself
      CHECK_FALSE(field.about.tooltip.korean.empty());
      CHECK_FALSE(field.about.tooltip.english.empty());
    }
  }
}

TEST_CASE("every demo runs 200 steps from its defaults and replays them") {
  for (const auto& slug : demo::experiment_slugs()) {
    CAPTURE(slug);
    Driver driver{slug};
    driver.open({});
    check_picture(slug, driver.frame());
    driver.step(200, most_ms_of_a_run);
    const auto frame = driver.frame();
    CHECK(frame.notice.english == "");
    check_picture(slug, frame);
    check_replay(slug, frame);
  }
}

TEST_CASE("every demo takes any legal settings, also in the middle of a run, and replays them") {
  for (const auto& slug : demo::experiment_slugs()) {
    Dice dice(20);
    for (int round = 0; round < rounds; ++round) {
      CAPTURE(slug);
      CAPTURE(round);
      Driver driver{slug};
      driver.open(
          {.settings = any_settings(slug, dice), .seed = static_cast<std::uint64_t>(round), .step = 0});
      driver.step(steps_of_a_round, most_ms_of_a_round);
      auto values = any_settings(slug, dice);
      const auto experiment = demo::make_experiment(slug);
      const auto fields = experiment->fields();
      std::erase_if(values, [&](const auto& value) {
        return std::ranges::find(fields, value.name, &demo::Field::name)->about.effect ==
               demo::Effect::restart;
      });
      driver.change(values);
      driver.step(steps_of_a_round, most_ms_of_a_round);
      const auto frame = driver.frame();
      check_picture(slug, frame);
      check_replay(slug, frame);
    }
  }
}

}  // namespace
}  // namespace madang::app
