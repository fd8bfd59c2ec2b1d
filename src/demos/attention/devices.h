#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "demos/attention/compute.h"
#include "demos/attention/experiment.h"
#include "gpu/device.h"
#include "kernels/attention.h"

namespace madang::demos::attention {

/// What a fused kernel wants of a flow: Q, K, V of all heads, one behind the other.
struct Work {
  kernels::Attention shape;  // key_lengths: see sizes()
  std::vector<float> q, k, v;
  std::vector<float> mask{};       // (queries, keys), −∞ where the reader hid a cell; or empty
  std::vector<int> key_lengths{};  // of the one example, where keys are padded; or empty

  /// For a kernel, while the work lives.
  kernels::Attention sizes() const {
    kernels::Attention with_lengths = shape;
    with_lengths.key_lengths = key_lengths;
    return with_lengths;
  }
  bool sees(int query, int key) const;
};
Work work_of(const Flow& flow, const Rules& rules);

/// α V in double precision, from the formula. The yardstick for every device.
std::vector<float> exact(const Work& work);

/// Runs α V where the reader wants it, and compares and times the devices.
class Devices {
 public:
  /// `on_answer` is called when something came from the GPU.
  explicit Devices(std::function<void()> on_answer) : on_answer_(std::move(on_answer)) {}

  /// α V of all heads by `wanted`, or by SIMD with the reason while or because there is no GPU.
  /// `fresh`: the work differs from that of the last call, so an older answer of the GPU does not count.
  std::vector<float> run(const Work& work, Backend wanted, bool fresh);
  /// Times every device on random numbers; the GPU's time comes later.
  void time(int length, std::uint64_t seed);
  const DeviceReport& report() const { return report_; }
  void forget_times();
  /// The reader asks for the GPU again: a failed or lost one is started afresh.
  void retry_gpu();

 private:
  Backend chosen(const Work& work, Backend wanted);
  bool gpu_ready();
  void on_gpu_change();
  std::vector<float> run_on_gpu(const Work& work);
  void ask_gpu(const Work& work);
  void time_gpu(std::shared_ptr<const Work> work, std::vector<float> milliseconds);
  void compare(const Work& work, const std::vector<float>& result);

  std::function<void()> on_answer_;
  DeviceReport report_;
  std::vector<float> answer_;  // of the GPU for the work of the last run()
  Text answer_reason_;         // why there is none
  int work_number_ = 0;
  int asked_number_ = -1;     // the work that the GPU is at
  int answered_number_ = -1;  // the work that answer_ belongs to
  bool in_flight_ = false;
  int timing_number_ = 0;
  std::shared_ptr<const Work> waiting_to_time_;  // until the GPU has started
  gpu::Device gpu_;  // last: its destructor drops the callbacks before what they touch is gone
};

}  // namespace madang::demos::attention
