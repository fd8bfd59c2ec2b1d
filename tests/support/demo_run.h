#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demo/view.h"
#include "support/data_files.h"

/// A demo driven as the page drives it, by settings, steps, actions and snapshots, but without one. The data
/// files that it wants come before each reset.
namespace madang::test {

using Values = std::vector<demo::NamedValue>;

template <class Snapshot>
class DemoRun {
 public:
  DemoRun(const std::string& slug, const Values& values = {}, std::uint64_t seed = 1)
      : experiment_(demo::make_experiment(slug)) {
    set(values);
    reset(seed);
  }

  /// While it runs.
  void change(const Values& values) {
    set(values);
    experiment_->settings_changed();
  }
  /// Anew, with the settings as they are.
  void reset(std::uint64_t seed) {
    load_files(*experiment_);
    experiment_->reset(seed);
  }
  void step(int count = 1) {
    for (int i = 0; i < count; ++i) experiment_->step();
  }
  void act(const std::string& name, std::vector<float> numbers = {}, const std::string& text = {}) {
    experiment_->act({.name = name, .numbers = std::move(numbers), .text = text});
  }
  Snapshot picture() { return io::from_bytes<Snapshot>(bytes()); }
  io::Bytes bytes() { return experiment_->snapshot(); }
  demo::AnyExperiment& experiment() { return *experiment_; }

 private:
  void set(const Values& values) {
    auto fields = experiment_->fields();
    for (const Text& reason : demo::set_values(fields, values)) FAIL(reason.english);
  }

  std::unique_ptr<demo::AnyExperiment> experiment_;
};

/// Whether a text holds a part.
inline bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// The longest change of a weight in the step after a run's own weights were loaded: with Adam, which then
/// begins anew, the learning rate.
inline float longest_step_after_loading(demo::AnyExperiment& experiment) {
  const auto saved = experiment.named_tensors();
  experiment.load_tensors(saved);
  experiment.step();
  const auto now = experiment.named_tensors();
  float longest = 0;
  for (std::size_t i = 0; i < saved.size(); ++i) {
    if (says(saved[i].name, "running_")) continue;  // batch norm's, which no optimiser moves
    for (std::size_t k = 0; k < saved[i].tensor.size(); ++k)
      longest = std::max(longest, std::abs(now[i].tensor.values()[k] - saved[i].tensor.values()[k]));
  }
  return longest;
}

/// What the view of a demo says to look at in a run's present snapshot, in English; Korean says something
/// where English does.
template <class Run>
std::string sentence_of(const std::string& slug, const Values& values, Run& run) {
  const auto view = demo::make_view(slug);
  auto fields = view->fields();
  REQUIRE(demo::set_values(fields, values).empty());
  view->read(run.bytes());
  const std::string told = view->what_to_see(Language::english);
  CHECK(view->what_to_see(Language::korean).empty() == told.empty());
  return told;
}

}  // namespace madang::test
