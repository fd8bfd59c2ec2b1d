#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/text.h"
#include "demo/settings.h"
#include "io/bytes.h"

namespace madang::demo {

/// The reader's hand on a running experiment: a drawn point, an edited weight. Each demo names its own
/// actions.
struct Action {
  std::string name;
  std::vector<float> numbers;
  std::string text;

  template <class Visitor>
  void visit(Visitor& v) {
    v("name", name);
    v("numbers", numbers);
    v("text", text);
  }
};

/// Thrown by step() or act() when the run cannot go on or the input cannot be used: the shell shows the
/// reason, pauses, and keeps the last good picture. Diverged training, an unreadable CSV.
class Halt : public std::runtime_error {
 public:
  explicit Halt(Text reason) : std::runtime_error(reason.english), reason_(std::move(reason)) {}
  const Text& reason() const { return reason_; }

 private:
  Text reason_;
};

/// The science of a demo, as the shell and the tests drive it. Never sees ImGui; runs in a worker, inline or
/// headless.
class AnyExperiment {
 public:
  virtual ~AnyExperiment() = default;

  /// The settings in force. Changed from outside through the fields, followed by reset or settings_changed.
  virtual std::vector<Field> fields() = 0;
  /// Begins anew: same settings and seed, same run.
  virtual void reset(std::uint64_t seed) = 0;
  /// Some settings with Effect::live have changed.
  virtual void settings_changed() {}
  /// One unit of training or of calculation. Throws Halt.
  virtual void step() = 0;
  /// False where there is nothing to step through in the present settings: the shell then disables play and
  /// step.
  virtual bool can_step() const { return true; }
  /// The reader's hand. Throws Halt when the action cannot be taken; the state is then as before.
  virtual void act(const Action& action);
  /// What a picture needs, as bytes that the demo's view reads.
  virtual io::Bytes snapshot() = 0;

  /// Called by the experiment when its picture changed without a step (an answer from the GPU arrived).
  std::function<void()> on_change = [] {};
};

/// Base of every demo's experiment.
///   Settings, Snapshot: structs with `visit`, declared in the demo's experiment.h, shared with its view.
template <class SettingsType, class SnapshotType>
class Experiment : public AnyExperiment {
 public:
  using Settings = SettingsType;
  using Snapshot = SnapshotType;

  std::vector<Field> fields() override { return fields_of(settings); }
  io::Bytes snapshot() override {
    Snapshot picture;
    fill(picture);
    return io::to_bytes(picture);
  }
  virtual void fill(Snapshot& picture) = 0;

  Settings settings;
};

/// The demos that are linked in, by slug, in alphabetical order.
using ExperimentFactory = std::function<std::unique_ptr<AnyExperiment>()>;
void register_experiment(const std::string& slug, ExperimentFactory factory);
std::vector<std::string> experiment_slugs();
/// Throws Error for an unknown slug.
std::unique_ptr<AnyExperiment> make_experiment(const std::string& slug);

/// At namespace scope of a demo's experiment.cpp: `const RegisterExperiment<Attention>
/// registered("attention");`
template <class ExperimentType>
struct RegisterExperiment {
  explicit RegisterExperiment(const char* slug) {
    register_experiment(slug, [] { return std::make_unique<ExperimentType>(); });
  }
};

}  // namespace madang::demo
