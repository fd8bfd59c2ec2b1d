#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/text.h"
#include "demo/history.h"
#include "demo/settings.h"
#include "io/bytes.h"
#include "io/safetensors.h"

namespace madang::demo {

/// The reader's hand on a running experiment: a drawn point, an edited weight. Each demo names its own
/// actions.
struct Action {
  std::string name;
  std::vector<float> numbers;
  std::string text;

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, numbers, text);
  }
};

/// What a step that threw has left behind.
enum class After : std::uint8_t {
  unknown,  ///< perhaps half a step: the last picture stays
  intact,   ///< all is as before the step: that is what is shown
};

/// Thrown by step() or act() when the run cannot go on or the input cannot be used: the shell shows the
/// reason, pauses, and keeps the last good picture. Diverged training, an unreadable CSV.
class Halt : public std::runtime_error {
 public:
  explicit Halt(Text reason, After after = After::unknown)
      : std::runtime_error(reason.english), reason_(std::move(reason)), after_(after) {}
  const Text& reason() const { return reason_; }
  After after() const { return after_; }

 private:
  Text reason_;
  After after_;
};

/// The science of a demo, as the shell and the tests drive it. Never sees ImGui; runs in a worker, inline or
/// headless.
class AnyExperiment {
 public:
  virtual ~AnyExperiment() = default;

  /// The settings in force. Changed from outside through the fields, followed by reset or settings_changed.
  virtual std::vector<Field> fields() = 0;
  /// The site's data files that a run with the present settings needs, such as "mnist.idx". Whoever drives
  /// the experiment puts them into `files` before reset.
  virtual std::vector<std::string> wanted_files() const { return {}; }
  /// Changes the settings so that a run does without this file, which did not come or is damaged: a shipped
  /// start is left for one from zero. False where there is no run without it.
  virtual bool do_without(const std::string& /*file*/) { return false; }
  /// Begins anew: same settings and seed, same run.
  virtual void reset(std::uint64_t seed) = 0;
  /// Some settings with Effect::live have changed.
  virtual void settings_changed() {}
  /// One unit of training or of calculation. Throws Halt.
  virtual void step() = 0;
  /// False where there is nothing to step through in the present settings: the shell then disables play and
  /// step.
  virtual bool can_step() const { return true; }
  /// True while the last step waits for the GPU: the next one is taken after on_change.
  virtual bool waiting() const { return false; }
  /// True where the picture shows times of the machine: a replay takes the same steps and measures anew.
  virtual bool measures_time() const { return false; }
  /// The reader's hand. Throws Halt when the action cannot be taken; the state is then as before.
  virtual void act(const Action& action);
  /// What a picture needs, as bytes that the demo's view reads.
  virtual io::Bytes snapshot() = 0;

  /// The curves of `history` that have a meaning in the present settings.
  virtual std::vector<Curve> curves() { return history.curves(); }
  /// The weights (and whatever else resumes the model) under PyTorch's names: saved as safetensors.
  virtual std::vector<io::NamedTensor> named_tensors() { return {}; }
  /// Such a file comes back. Throws io::Refused (io::matched does, naming what differs) before anything has
  /// changed. To be overridden together with named_tensors.
  virtual void load_tensors(std::span<const io::NamedTensor> tensors);
  /// For looking inside: the gradient of a training loss, over all data or the next batch, for those of
  /// named_tensors that are learned.
  virtual std::vector<io::NamedTensor> named_gradients() { return {}; }
  /// That loss while one element (row-major) of a learned tensor has another value: everything is afterwards
  /// as before.
  virtual double loss_with(const std::string& name, std::size_t index, float value);
  /// And what the units say to the same data.
  virtual std::vector<io::NamedTensor> named_activations() { return {}; }
  /// The training as a Python script that needs nothing but torch: architecture, initial weights, data order
  /// and loop with the settings as they are, up to the present step and at least a hundred. It prints a line
  /// "step loss" for each step, the loss as the first curve of `history` has it; tests/pytorch holds them
  /// together.
  virtual std::string as_pytorch() { return {}; }
  /// Whether the present settings have such a script.
  virtual bool has_pytorch() const { return false; }

  /// The curves of the run: described in reset, which begins them anew, and filled on the way.
  History history;

  /// The data files that have come, by name; they stay where they are.
  std::map<std::string, io::Bytes> files;
  /// The first wanted file that has not come; empty when all are there.
  std::string missing_file() const;

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
