#include "gpu/commands.h"

#include <algorithm>

#include "gpu/device.h"
#include "gpu/reasons.h"

namespace madang::gpu {
namespace {

constexpr std::size_t uniform_step = 256;  // WebGPU binds uniforms at multiples of this

std::size_t rounded_up(std::size_t value, std::size_t step) { return (value + step - 1) / step * step; }

}  // namespace

Text Commands::fault_of(const Array& array) const {
  if (device_->state() != State::ready) {
    return device_->reason().empty() ? not_ready_reason() : device_->reason();
  }
  const std::size_t limit = device_->limits().buffer_bytes;
  if (array.size() * sizeof(float) > limit) {
    return too_large_reason("bytes", static_cast<double>(array.size() * sizeof(float)),
                            static_cast<double>(limit));
  }
  return device_->owns(array) ? Text{} : gone_reason();
}

void Commands::record(const Program& program, std::span<const std::byte> uniforms,
                      std::span<const Array> arrays, const Workgroups& workgroups) {
  if (fault_.empty() && device_->state() == State::ready && program.half_operands && !device_->has_half()) {
    fault_ = no_half_reason();
  }
  const std::size_t most = std::ranges::max(workgroups);
  if (fault_.empty() && device_->state() == State::ready && most > device_->limits().workgroups) {
    fault_ = too_large_reason("workgroups", static_cast<double>(most),
                              static_cast<double>(device_->limits().workgroups));
  }
  for (const Array& array : arrays) {
    if (fault_.empty()) fault_ = fault_of(array);
  }
  if (!fault_.empty()) return;
  words_.insert(words_.end(),
                {device_->pipeline(program), static_cast<int>(workgroups[0]), static_cast<int>(workgroups[1]),
                 static_cast<int>(workgroups[2]), static_cast<int>(uniforms_.size()),
                 static_cast<int>(rounded_up(uniforms.size(), 16)), static_cast<int>(arrays.size())});
  for (const Array& array : arrays) {
    const std::size_t bytes = std::max<std::size_t>(array.size_, 2) * sizeof(float);
    words_.insert(words_.end(), {array.held_->buffer.handle, static_cast<int>(array.first_ * sizeof(float)),
                                 static_cast<int>(bytes)});
    kept_.push_back(array);
  }
  uniforms_.insert(uniforms_.end(), uniforms.begin(), uniforms.end());
  uniforms_.resize(rounded_up(uniforms_.size(), uniform_step));
}

void Commands::submit() {
  if (fault_.empty() && !words_.empty()) device_->submit(*this, nullptr, {});
  *this = Commands(*device_);
}

void Commands::submit_and_read(const Array& wanted, Callback callback) {
  if (fault_.empty()) fault_ = fault_of(wanted);
  Commands work = std::exchange(*this, Commands(*device_));
  if (!work.fault_.empty()) return callback({{}, work.fault_});
  if (wanted.size() == 0) {
    device_->submit(work, nullptr, {});
    return callback({});
  }
  device_->submit(work, &wanted, std::move(callback));
}

Workgroups Commands::spread(std::size_t count) const {
  const std::size_t limit = std::max<std::size_t>(device_->limits().workgroups, 1);
  const std::size_t width = std::clamp<std::size_t>(count, 1, limit);
  return {width, std::max<std::size_t>((count + width - 1) / width, 1), 1};
}

}  // namespace madang::gpu
