#include "demos/compute/experiment.h"

#include <algorithm>
#include <map>
#include <memory>

#include "demo/experiment.h"
#include "demos/compute/gpu_runs.h"
#include "demos/compute/measurements.h"
#include "demos/compute/picture.h"

namespace madang::demos::compute {

namespace {

/// Large enough that a variant shows, small enough for a GPU in software.
int tuned_size(Work work) { return work == Work::matmul ? 256 : 128; }
constexpr int most_resident = 64;

std::vector<int> sizes_of(const Settings& settings) {
  std::vector<int> sizes;
  for (int n = smallest; n <= settings.largest_size(); n *= 2) sizes.push_back(n);
  return sizes;
}

class Compute final : public demo::Experiment<Settings, Snapshot> {
 public:
  void reset(std::uint64_t seed) override;
  void settings_changed() override {
    if (!settings.gpu) gpu_.forget();
  }
  void step() override;
  bool waiting() const override { return gpu_.busy(); }
  bool measures_time() const override { return true; }
  void act(const demo::Action& action) override;
  void fill(Snapshot& picture) override;

 private:
  Task next_task();
  void end_round();
  void measure(const Task& task);
  void measure_on_cpu(const Task& task);
  void measure_on_gpu(const Task& task);
  void add(const Task& task, double milliseconds, const Agreement& agreement);
  void tune();
  Available available() const { return {best_vectors() == Backend::relaxed, settings.gpu && gpu_.ready()}; }
  const std::shared_ptr<Problem>& problem(std::size_t size);

  std::uint64_t seed_ = 1;
  Measurements measurements_;
  Roof roof_;
  std::map<std::size_t, std::shared_ptr<Problem>> problems_;  // by the index of their size
  std::vector<Task> tasks_;                                   // of this round
  std::size_t next_ = 0;
  int count_ = 0, rounds_ = 0;
  std::vector<gpu::Timing> timings_;
  GpuRuns gpu_{[this] { on_change(); }};
};

void Compute::reset(std::uint64_t seed) {
  gpu_.forget();
  seed_ = seed;
  measurements_ = Measurements(shape_of(settings), sizes_of(settings));
  history = speed_curves();
  roof_ = {};
  problems_.clear();
  tasks_.clear();
  next_ = 0;
  count_ = rounds_ = 0;
  timings_.clear();
}

const std::shared_ptr<Problem>& Compute::problem(std::size_t size) {
  auto& made = problems_[size];
  if (!made) made = std::make_shared<Problem>(measurements_.shape(), measurements_.sizes()[size], seed_);
  return made;
}

void Compute::step() {
  if (settings.gpu) gpu_.start();
  measure(next_task());
}

Task Compute::next_task() {
  for (;;) {
    if (next_ == tasks_.size()) {
      if (!tasks_.empty()) end_round();
      tasks_ = plan(measurements_.sizes().size(), available(), timings_.empty());
      next_ = 0;
    }
    const Task& task = tasks_[next_++];
    if (is_due(task, available(), measurements_)) return task;
  }
}

void Compute::end_round() {
  ++rounds_;
  const auto races = measurements_.races(best_vectors());
  if (races.size() > 1 && gpu_.ready())
    gpu::remember_crossover(gpu_.device(), operation_of(settings.work), gpu::crossover_of(races));
}

void Compute::measure(const Task& task) {
  switch (task.kind) {
    case Task::Kind::peak:
      roof_.measure_peak(task.backend, settings.least_ms);
      ++count_;
      return;
    case Task::Kind::bandwidth:
      roof_.measure_bandwidth(settings.least_ms);
      ++count_;
      return;
    case Task::Kind::tune:
      return tune();
    case Task::Kind::work:
      return is_gpu(task.backend) ? measure_on_gpu(task) : measure_on_cpu(task);
  }
}

void Compute::measure_on_cpu(const Task& task) {
  Problem& work = *problem(task.size);
  const double ms = time_calls(settings.least_ms, [&] { work.run(task.backend); });
  add(task, ms, work.compare(work.result()));
}

void Compute::add(const Task& task, double milliseconds, const Agreement& agreement) {
  measurements_.add(task.backend, task.size, milliseconds, agreement);
  note_speed(history, measurements_, task.backend);
  ++count_;
}

void Compute::measure_on_gpu(const Task& task) {
  const auto& work = problem(task.size);
  const double known = measurements_.milliseconds(task.backend, task.size);
  const bool first = !(known > 0);
  const auto then = [this, task](const GpuRuns::Answer& answer) {
    add(task, answer.milliseconds,
        answer.values.empty() ? measurements_.agreement(task.backend, task.size)
                              : problem(task.size)->compare(answer.values));
  };
  if (task.backend == Backend::webgpu) return gpu_.there_and_back(work, first, then);
  const double once = first ? measurements_.milliseconds(Backend::webgpu, task.size) : known;
  const int times = std::clamp(static_cast<int>(settings.least_ms / once), 1, most_resident);
  gpu_.resident(work, times, first, then);
}

void Compute::tune() {
  gpu_.tune(settings.work, tuned_size(settings.work), [this](const std::vector<gpu::Timing>& timings) {
    timings_ = timings;
    ++count_;
  });
}

void Compute::act(const demo::Action& action) {
  if (action.name == "retry") {
    gpu_.restart();
  } else if (action.name == "tune") {
    timings_.clear();  // a round without them begins with it
    if (gpu_.ready() && !gpu_.busy()) tune();
  } else {
    demo::Experiment<Settings, Snapshot>::act(action);
  }
}

void Compute::fill(Snapshot& picture) {
  picture.measurements = count_;
  picture.rounds = rounds_;
  roof_.fill(picture);
  fill_rows(picture, measurements_, available());
  fill_graphics(picture.graphics, gpu_, settings, timings_, tuned_size(settings.work));
  fill_automatic(picture.automatic, measurements_, gpu_, settings);
}

const demo::RegisterExperiment<Compute> registered("compute");

}  // namespace

}  // namespace madang::demos::compute
