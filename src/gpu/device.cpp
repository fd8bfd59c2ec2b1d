#include "gpu/device.h"

#include <algorithm>

#include "core/error.h"
#include "gpu/reasons.h"

namespace madang::gpu {
namespace {

constexpr double largest_binding_bytes = 128 << 20;  // WebGPU's guaranteed limit: what every device can do

std::string json_of(const std::vector<std::pair<const char*, int>>& constants) {
  std::string json;
  for (const auto& [name, value] : constants) {
    json += (json.empty() ? "{\"" : ",\"") + std::string(name) + "\":" + std::to_string(value);
  }
  return json.empty() ? "{}" : json + "}";
}

// WGSL knows no order but that of `enable`, and so its lines keep their numbers.
std::string text_of(const Program& program) {
  if (program.half_operands) return std::string("enable f16; ") + program.wgsl + "\nalias Stored = f16;\n";
  return std::string(program.wgsl) + "\nalias Stored = f32;\n";
}

}  // namespace

void Device::start(std::function<void()> on_change) {
  if (state_ == State::starting || state_ == State::ready) return;
  on_change_ = std::move(on_change);
  begin(false);
}

void Device::restart() {
  if (state_ == State::starting) return;
  const auto unanswered = std::move(readings_);
  begin(true);
  for (const auto& [ticket, reading] : unanswered) reading.callback({{}, not_ready_reason()});
}

void Device::begin(bool asked) {
  stop();
  state_ = State::starting;
  reason_ = {};
  if (!message_) message_ = std::make_unique<std::array<char, 1024>>();
  gpu_ = madang_gpu_start(this, on_event, message_->data(), static_cast<int>(message_->size()), asked);
  if (gpu_ == 0) on_end(State::failed, native_build_reason());
}

void Device::stop() {
  if (gpu_ != 0) madang_gpu_stop(gpu_);
  if (pool_) pool_->close();
  gpu_ = 0;
  state_ = State::off;
  adapter_.clear();
  has_subgroups_ = false;
  has_half_ = false;
  readings_.clear();
  pipelines_.clear();
  pool_.reset();
}

void Device::remember(const std::string& what, const std::string& value) {
  madang_gpu_remember((what + ", " + adapter_).c_str(), value.c_str());
}

std::string Device::recalled(const std::string& what) const {
  char value[64] = "";
  madang_gpu_recall((what + ", " + adapter_).c_str(), value, sizeof value);
  return value;
}

Usage Device::usage() const {
  if (!pool_) return {};
  return {pool_->made(), pool_->idle(), pool_->held_bytes(), static_cast<int>(pipelines_.size()),
          static_cast<int>(readings_.size())};
}

void Device::on_event(void* pointer, int number, int ticket) {
  Device& device = *static_cast<Device*>(pointer);
  const auto event = static_cast<Event>(number);
  switch (event) {
    case Event::ready:
      return device.on_ready();
    case Event::no_webgpu:
    case Event::killed_page:
    case Event::no_adapter:
    case Event::refused:
      return device.on_end(State::failed, reason_for(event, device.message_->data()));
    case Event::lost:
      return device.on_end(State::lost, reason_for(event, device.message_->data()));
    case Event::done:
    case Event::bad_shader:
    case Event::out_of_memory:
    case Event::run_failed:
      return device.on_answer(ticket, event);
  }
}

void Device::on_ready() {
  const double bytes = std::min({largest_binding_bytes, madang_gpu_limit(gpu_, "maxStorageBufferBindingSize"),
                                 madang_gpu_limit(gpu_, "maxBufferSize")});
  limits_.buffer_bytes = static_cast<std::size_t>(bytes) / 4 * 4;
  limits_.workgroups = static_cast<std::size_t>(madang_gpu_limit(gpu_, "maxComputeWorkgroupsPerDimension"));
  has_subgroups_ = madang_gpu_feature(gpu_, "subgroups") != 0;
  has_half_ = madang_gpu_feature(gpu_, "shader-f16") != 0;
  pool_ = std::make_shared<BufferPool>(gpu_);
  adapter_ = message_->data();
  state_ = State::ready;
  const auto on_change = on_change_;
  if (on_change) on_change();
}

// A callback may call anything, even destroy this device: it works on copies and comes last.
void Device::on_end(State state, const Text& reason) {
  const auto unanswered = std::move(readings_);
  const auto on_change = on_change_;
  stop();
  state_ = state;
  reason_ = reason;
  for (const auto& [ticket, reading] : unanswered) reading.callback({{}, reason});
  if (on_change) on_change();
}

void Device::on_answer(int ticket, Event event) {
  const auto found = readings_.find(ticket);
  if (found == readings_.end()) return;
  Reading reading = std::move(found->second);
  readings_.erase(found);
  if (event != Event::done) {
    pool_->distrust();
    reading.values.clear();
  }
  pool_->give_back(reading.staging);
  reading.callback({std::move(reading.values), reason_for(event, message_->data())});
}

Array Device::array(std::size_t size) {
  Array made;
  made.size_ = size;
  if (state_ == State::ready && size * sizeof(float) <= limits_.buffer_bytes) {
    made.held_ = std::make_shared<const Array::Held>(
        pool_, pool_->take(BufferKind::storage, size * sizeof(float), limits_.buffer_bytes));
  }
  return made;
}

Array Device::upload(std::span<const float> values) {
  const Array made = array(values.size());
  write(made, values);
  return made;
}

Array Device::upload(std::span<const std::int32_t> values) {
  const Array made = array(values.size());
  write(made, values);
  return made;
}

void Device::write(const Array& array, std::span<const float> values) {
  write_bytes(array, std::as_bytes(values));
}

void Device::write(const Array& array, std::span<const std::int32_t> values) {
  write_bytes(array, std::as_bytes(values));
}

void Device::write_bytes(const Array& array, std::span<const std::byte> bytes) {
  if (bytes.size() != array.size() * sizeof(float)) {
    throw Error("gpu::Device::write: " + std::to_string(bytes.size() / sizeof(float)) +
                " values for an array of " + std::to_string(array.size()));
  }
  if (!owns(array) || bytes.empty()) return;
  madang_gpu_write(gpu_, array.held_->buffer.handle, static_cast<int>(array.first_ * sizeof(float)),
                   bytes.data(), static_cast<int>(bytes.size()));
}

int Device::pipeline(const Program& program) {
  const std::string constants = json_of(program.constants);
  int& handle = pipelines_[program.entry_point + constants + (program.half_operands ? " f16" : "")];
  if (handle == 0) {
    handle = madang_gpu_pipeline(gpu_, text_of(program).c_str(), program.entry_point, constants.c_str());
  }
  return handle;
}

void Device::submit(const Commands& work, const Array* wanted, Callback callback) {
  const auto& uniforms = work.uniforms_;
  const Buffer uniform = pool_->take(BufferKind::uniform, uniforms.size(), limits_.buffer_bytes);
  GpuSubmission submission = {.words = work.words_.data(),
                              .word_count = static_cast<int>(work.words_.size()),
                              .uniforms = uniforms.data(),
                              .uniform_bytes = static_cast<int>(uniforms.size()),
                              .uniform_buffer = uniform.handle};
  if (wanted) {
    const std::size_t bytes = wanted->size() * sizeof(float);
    Reading reading{std::move(callback), std::vector<float>(wanted->size()),
                    pool_->take(BufferKind::staging, bytes, limits_.buffer_bytes)};
    submission.ticket = ++last_ticket_;
    submission.source_buffer = wanted->held_->buffer.handle;
    submission.source_offset = static_cast<int>(wanted->first_ * sizeof(float));
    submission.staging_buffer = reading.staging.handle;
    submission.destination = reading.values.data();
    submission.read_bytes = static_cast<int>(bytes);
    readings_.emplace(submission.ticket, std::move(reading));
  }
  madang_gpu_submit(gpu_, &submission);
  pool_->give_back(uniform);  // the device reads it before anybody who takes it now can write to it
}

}  // namespace madang::gpu
