#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/text.h"
#include "demos/compute/problem.h"
#include "gpu/array.h"
#include "gpu/device.h"
#include "gpu/tuner.h"

namespace madang::demos::compute {

/// Measurements that the GPU answers later, one at a time.
class GpuRuns {
 public:
  /// `on_change` is called when the device came or went, and after every answer.
  explicit GpuRuns(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

  struct Answer {
    double milliseconds = 0;    ///< the best of a few: the page's own pictures are drawn by the same GPU
    std::vector<float> values;  ///< of the result; empty where they were not read
  };
  using Then = std::function<void(const Answer&)>;

  /// Upload, compute, read the result. The first time at a size is to be `warm`ed up: it compiles and makes
  /// buffers.
  void there_and_back(std::shared_ptr<const Problem> problem, bool warm, Then then);
  /// The same work `count` times on data that are there, and one number read at the end: the time of one.
  /// Values come from the warm-up.
  void resident(std::shared_ptr<const Problem> problem, int count, bool warm, Then then);
  /// size: n of the products, or queries and keys.
  void tune(Work work, int size, std::function<void(const std::vector<gpu::Timing>&)> then);

  /// Does nothing where it was tried before; restart() tries again whatever happened.
  void start();
  void restart();
  /// What is in flight is not answered any more.
  void forget();

  bool ready() const { return device_.state() == gpu::State::ready && failure_.empty(); }
  bool busy() const { return busy_; }
  /// Why it does not help.
  const Text& reason() const { return failure_.empty() ? device_.reason() : failure_; }
  gpu::Device& device() { return device_; }

 private:
  struct Resident;
  struct Series;
  void run(const std::shared_ptr<Series>& series);
  gpu::Callback answer(std::function<void(gpu::Outcome)> then);
  void tell();

  std::function<void()> on_change_;
  bool busy_ = false;
  int turn_ = 0;        // answers to earlier ones come too late
  Text failure_;        // of a run, while the device lives
  gpu::Device device_;  // last: its destructor drops the callbacks before what they touch is gone
};

}  // namespace madang::demos::compute
