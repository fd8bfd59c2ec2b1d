#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "gpu/buffer_pool.h"
#include "gpu/glue.h"

namespace madang::gpu {

enum class State { off, starting, ready, failed, lost };

/// What a run gives: values, or the reason why there are none (the caller then computes on the CPU).
struct Outcome {
  std::vector<float> values;
  Text reason;
  bool ok() const { return reason.empty(); }
};
using Callback = std::function<void(Outcome)>;

/// A compute shader and the values of its `override` constants.
struct Program {
  const char* entry_point = "";  // also its name: two programs never share one
  const char* wgsl = "";
  std::vector<std::pair<const char*, int>> constants;
};

/// One dispatch. Binding 0 holds the uniforms, then come the inputs, last the output.
struct Run {
  Program program;
  std::span<const std::byte> uniforms;
  std::vector<std::span<const float>> inputs;
  std::size_t output_elements = 0;
  std::array<std::size_t, 3> workgroups = {1, 1, 1};
};

struct Limits {
  std::size_t buffer_bytes = 0;  // of one binding: never above 128 MiB, whatever the device offers
  std::size_t workgroups = 0;    // per dimension
};

struct Usage {
  int buffers_made = 0;
  int buffers_idle = 0;
  std::size_t buffer_bytes = 0;
  int pipelines = 0;
  int runs_in_flight = 0;
};

/// The GPU, if the browser gives one. Nothing blocks: answers come from the event loop, in the order in which
/// the GPU finishes. A run that cannot begin is answered before run() returns.
class Device {
 public:
  Device() = default;
  ~Device() { stop(); }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  /// Does nothing while starting or ready. on_change is called after every later change of state.
  void start(std::function<void()> on_change = {});
  /// Afresh after a failure or a loss; keeps on_change. Runs in flight get a reason.
  void restart();
  /// Runs in flight are dropped without an answer.
  void stop();

  State state() const { return state_; }
  const Text& reason() const { return reason_; }           // why failed or lost
  const std::string& adapter() const { return adapter_; }  // as the browser describes it
  const Limits& limits() const { return limits_; }
  Usage usage() const;

  void run(const Run& run, Callback callback);

 private:
  struct InFlight {
    Callback callback;
    std::vector<float> values;
    std::vector<Buffer> buffers;
  };

  static void on_event(void* device, int event, int ticket);
  void begin();
  void on_ready();
  void on_end(State state, const Text& reason);
  void on_answer(int ticket, Event event);
  void submit(const Run& run, Callback callback);
  Text too_large(const Run& run) const;
  int pipeline(const Program& program);

  State state_ = State::off;
  Text reason_;
  std::string adapter_;
  Limits limits_;
  std::function<void()> on_change_;
  int gpu_ = 0;
  int last_ticket_ = 0;
  BufferPool pool_;
  std::map<std::string, int> pipelines_;
  std::map<int, InFlight> in_flight_;
  std::unique_ptr<std::array<char, 1024>> message_;  // written by the glue before each event
};

}  // namespace madang::gpu
