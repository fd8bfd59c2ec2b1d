#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/error.h"
#include "demo/experiment.h"

namespace madang::test {

/// A small experiment with every kind of setting, for the tests of the shell: a random walk that can be
/// nudged and told to fail. Not registered: the playground never shows it.
enum class Ground { flat, steep };

struct WalkSettings {
  float stride = 0.5f;
  int walkers = 3;
  bool drift = false;
  Ground ground = Ground::flat;
  std::string title = "걷기";

  template <class Visitor>
  void visit(Visitor& v) {
    v.number("stride", stride, {.label = {"보폭", "Stride"}, .tooltip = {"보폭", "Stride"}}, 0.001f, 10.f,
             demo::Scale::logarithmic);
    v.integer("walkers", walkers,
              {.label = {"수", "Walkers"}, .tooltip = {"수", "Walkers"}, .effect = demo::Effect::restart}, 1,
              100);
    v.toggle("drift", drift, {.label = {"흐름", "Drift"}, .tooltip = {"흐름", "Drift"}});
    v.choice("ground", ground,
             {.label = {"바닥", "Ground"}, .tooltip = {"바닥", "Ground"}, .effect = demo::Effect::restart},
             {{"flat", {"평지", "Flat"}}, {"steep", {"비탈", "Steep"}}});
    v.writing("title", title, {.label = {"제목", "Title"}, .tooltip = {"제목", "Title"}}, 60);
  }
};

struct WalkSnapshot {
  std::vector<float> positions;
  std::string title;

  template <class Visitor>
  void visit(Visitor& v) {
    v(positions, title);
  }
};

class Walk : public demo::Experiment<WalkSettings, WalkSnapshot> {
 public:
  void reset(std::uint64_t seed) override {
    if (has_start() && files.at(start).empty())
      throw demo::Halt({"파일이 깨졌습니다.", "The file is damaged."});
    if (fail_in_reset) throw demo::Halt({"시작할 수 없습니다.", "It cannot begin."});
    state_ = seed;
    positions_.assign(settings.walkers, 0.f);
    broken_ = false;
  }
  void step() override {
    if (fail_with_error) throw Error("walk: shapes (2) and (3) differ");
    if (broken_) throw demo::Halt({"발산했습니다.", "It diverged."}, after_halt);
    for (auto& position : positions_) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      const float coin = state_ >> 63 ? 1.f : -1.f;
      position += settings.stride * (coin + (settings.drift ? 0.25f : 0.f));
    }
  }
  bool waiting() const override { return waits; }
  bool can_step() const override { return settings.ground == Ground::flat; }
  void act(const demo::Action& action) override {
    if (action.name == "break") {
      broken_ = true;
      positions_[0] = NAN;
    } else if (action.name == "nudge" && action.numbers.size() == 1) {
      positions_[0] += action.numbers[0];
    } else {
      throw demo::Halt({"모르는 동작입니다.", "No such action."});
    }
  }
  void fill(WalkSnapshot& picture) override { picture = {positions_, settings.title}; }

  std::vector<std::string> wanted_files() const override { return wants; }
  /// Of the files, the start can be done without.
  bool do_without(const std::string& file) override { return file == start && std::erase(wants, file) > 0; }

  bool fail_with_error = false;
  demo::After after_halt = demo::After::unknown;
  bool fail_in_reset = false;
  bool waits = false;
  std::vector<std::string> wants;
  static constexpr const char* start = "walk-start.safetensors";

 private:
  bool has_start() const { return std::ranges::find(wants, start) != wants.end(); }

  std::uint64_t state_ = 0;
  std::vector<float> positions_;
  bool broken_ = false;
};

}  // namespace madang::test
