#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/text.h"
#include "gpu/array.h"
#include "gpu/commands.h"
#include "gpu/glue.h"

namespace madang::gpu {

enum class State { off, starting, ready, failed, lost };

struct Limits {
  std::size_t buffer_bytes = 0;  // of one binding: never above 128 MiB, whatever the device offers
  std::size_t workgroups = 0;    // per dimension
};

struct Usage {
  int buffers_made = 0;
  int buffers_idle = 0;
  std::size_t buffer_bytes = 0;
  int pipelines = 0;
  int reads_in_flight = 0;
};

/// The GPU, if the browser gives one. Nothing blocks: answers come from the event loop.
class Device {
 public:
  Device() = default;
  ~Device() { stop(); }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  /// Does nothing while starting or ready. on_change is called after every later change of state. Where the
  /// last start ended with the page (so says the journal that the page keeps), this one fails with that
  /// reason: only restart() tries again.
  void start(std::function<void()> on_change = {});
  /// Afresh because the reader asks, whatever happened before; keeps on_change. Reads in flight get a reason.
  void restart();
  /// Reads in flight are dropped without an answer.
  void stop();

  State state() const { return state_; }
  const Text& reason() const { return reason_; }           // why failed or lost
  const std::string& adapter() const { return adapter_; }  // as the browser describes it
  const Limits& limits() const { return limits_; }
  /// Threads of a subgroup can read each other's registers (WGSL's `enable subgroups`).
  bool has_subgroups() const { return has_subgroups_; }
  /// Shaders can read 16-bit floats (WGSL's `enable f16`).
  bool has_half() const { return has_half_; }
  /// What was measured on this adapter, kept by the page for the next visit; empty where nothing was.
  void remember(const std::string& what, const std::string& value);
  std::string recalled(const std::string& what) const;
  Usage usage() const;

  /// Holds anything until it is written.
  Array array(std::size_t size);
  Array upload(std::span<const float> values);
  Array upload(std::span<const std::int32_t> values);
  /// What is submitted later finds these values. As many as the array has; throws Error.
  void write(const Array& array, std::span<const float> values);
  void write(const Array& array, std::span<const std::int32_t> values);

 private:
  friend class Commands;

  struct Reading {
    Callback callback;
    std::vector<float> values;
    Buffer staging;
  };

  static void on_event(void* device, int event, int ticket);
  void begin(bool asked);
  void on_ready();
  void on_end(State state, const Text& reason);
  void on_answer(int ticket, Event event);
  bool owns(const Array& array) const { return array.held_ && array.held_->pool == pool_; }
  void write_bytes(const Array& array, std::span<const std::byte> bytes);
  int pipeline(const Program& program);
  void submit(const Commands& work, const Array* wanted, Callback callback);

  State state_ = State::off;
  Text reason_;
  std::string adapter_;
  Limits limits_;
  bool has_subgroups_ = false;
  bool has_half_ = false;
  std::function<void()> on_change_;
  int gpu_ = 0;
  int last_ticket_ = 0;
  std::shared_ptr<BufferPool> pool_;
  std::map<std::string, int> pipelines_;
  std::map<int, Reading> readings_;
  std::unique_ptr<std::array<char, 1024>> message_;  // written by the glue before each event
};

}  // namespace madang::gpu
