#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "gpu/array.h"

namespace madang::gpu {

class Device;

/// A compute shader and the values of its `override` constants.
struct Program {
  const char* entry_point = "";  // also its name: no two shaders share one
  const char* wgsl = "";
  std::vector<std::pair<const char*, int>> constants = {};
  bool half_operands = false;  // the shader's type `Stored` is f16 instead of f32
};

/// What was read back: values, or the reason why there are none (the caller then computes on the CPU).
struct Outcome {
  std::vector<float> values;
  Text reason;
  bool ok() const { return reason.empty(); }
};
using Callback = std::function<void(Outcome)>;

using Workgroups = std::array<std::size_t, 3>;

/// Work for the device, done in the order in which it is recorded once it is submitted. What is recorded must
/// not outlive the device. A Commands that is dropped does nothing.
class Commands {
 public:
  explicit Commands(Device& device) : device_(&device) {}

  /// Binding 0 holds the uniforms, then come the arrays.
  template <class Uniforms>
  void dispatch(const Program& program, const Uniforms& uniforms, std::span<const Array> arrays,
                const Workgroups& workgroups) {
    record(program, std::as_bytes(std::span(&uniforms, 1)), arrays, workgroups);
  }

  /// Sends what was recorded; the next recording may begin. Should it fail, the next answer says so.
  void submit();
  /// The same, and reads `wanted` back. The callback comes from the event loop, or before this returns where
  /// the work cannot even begin.
  void submit_and_read(const Array& wanted, Callback callback);

  /// The device's limit on workgroups per dimension, for kernels that count rows or elements.
  Workgroups spread(std::size_t count) const;
  Device& device() const { return *device_; }

 private:
  friend class Device;

  void record(const Program& program, std::span<const std::byte> uniforms, std::span<const Array> arrays,
              const Workgroups& workgroups);
  Text fault_of(const Array& array) const;

  Device* device_;
  std::vector<int> words_;           // for the glue: what madang_gpu_submit describes
  std::vector<std::byte> uniforms_;  // of all dispatches, each at a multiple of 256 bytes
  std::vector<Array> kept_;          // so that no buffer is given to somebody else before the submit
  Text fault_;                       // why this cannot be done
};

}  // namespace madang::gpu
