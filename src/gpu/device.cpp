#include "gpu/device.h"

#include <algorithm>

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

}  // namespace

void Device::start(std::function<void()> on_change) {
  if (state_ == State::starting || state_ == State::ready) return;
  on_change_ = std::move(on_change);
  begin();
}

void Device::restart() {
  if (state_ == State::starting) return;
  const auto unanswered = std::move(in_flight_);
  begin();
  for (const auto& [ticket, run] : unanswered) run.callback({{}, not_ready_reason()});
}

void Device::begin() {
  stop();
  state_ = State::starting;
  reason_ = {};
  if (!message_) message_ = std::make_unique<std::array<char, 1024>>();
  gpu_ = madang_gpu_start(this, on_event, message_->data(), static_cast<int>(message_->size()));
  if (gpu_ == 0) on_end(State::failed, native_build_reason());
}

void Device::stop() {
  if (gpu_ != 0) madang_gpu_stop(gpu_);
  gpu_ = 0;
  state_ = State::off;
  adapter_.clear();
  in_flight_.clear();
  pipelines_.clear();
  pool_.reset(0);
}

Usage Device::usage() const {
  return {pool_.made(), pool_.idle(), pool_.held_bytes(), static_cast<int>(pipelines_.size()),
          static_cast<int>(in_flight_.size())};
}

void Device::on_event(void* pointer, int number, int ticket) {
  Device& device = *static_cast<Device*>(pointer);
  const auto event = static_cast<Event>(number);
  switch (event) {
    case Event::ready:
      return device.on_ready();
    case Event::no_webgpu:
    case Event::forbidden:
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
  pool_.reset(gpu_);
  adapter_ = message_->data();
  state_ = State::ready;
  const auto on_change = on_change_;
  if (on_change) on_change();
}

// A callback may call anything, even destroy this device: it works on copies and comes last.
void Device::on_end(State state, const Text& reason) {
  const auto unanswered = std::move(in_flight_);
  const auto on_change = on_change_;
  stop();
  state_ = state;
  reason_ = reason;
  for (const auto& [ticket, run] : unanswered) run.callback({{}, reason});
  if (on_change) on_change();
}

void Device::on_answer(int ticket, Event event) {
  const auto found = in_flight_.find(ticket);
  if (found == in_flight_.end()) return;
  InFlight run = std::move(found->second);
  in_flight_.erase(found);
  for (const Buffer& buffer : run.buffers) {
    event == Event::done ? pool_.give_back(buffer) : pool_.destroy(buffer);
  }
  if (event != Event::done) run.values.clear();
  run.callback({std::move(run.values), reason_for(event, message_->data())});
}

void Device::run(const Run& run, Callback callback) {
  Text reason;
  if (state_ != State::ready) {
    reason = reason_.empty() ? not_ready_reason() : reason_;
  } else {
    reason = too_large(run);
  }
  if (!reason.empty()) return callback({{}, reason});
  submit(run, std::move(callback));
}

Text Device::too_large(const Run& run) const {
  std::size_t bytes = run.output_elements * sizeof(float);
  for (const auto& input : run.inputs) bytes = std::max(bytes, input.size_bytes());
  const std::size_t groups = std::ranges::max(run.workgroups);
  if (bytes > limits_.buffer_bytes) {
    return too_large_reason("bytes", static_cast<double>(bytes), static_cast<double>(limits_.buffer_bytes));
  }
  if (groups > limits_.workgroups) {
    return too_large_reason("workgroups", static_cast<double>(groups),
                            static_cast<double>(limits_.workgroups));
  }
  return {};
}

void Device::submit(const Run& run, Callback callback) {
  const std::size_t output_bytes = run.output_elements * sizeof(float);
  InFlight job{std::move(callback), std::vector<float>(run.output_elements), {}};
  std::vector<int> bindings;
  const auto add = [&](BufferKind kind, const void* data, std::size_t bytes) {
    job.buffers.push_back(pool_.take(kind, bytes, limits_.buffer_bytes));
    bindings.push_back(job.buffers.back().handle);
    if (data) madang_gpu_write(gpu_, bindings.back(), data, static_cast<int>(bytes));
  };
  add(BufferKind::uniform, run.uniforms.data(), run.uniforms.size());
  for (const auto& input : run.inputs) add(BufferKind::storage, input.data(), input.size_bytes());
  add(BufferKind::storage, nullptr, output_bytes);
  job.buffers.push_back(pool_.take(BufferKind::staging, output_bytes, limits_.buffer_bytes));
  const int staging = job.buffers.back().handle;

  const int ticket = ++last_ticket_;
  const auto [place, inserted] = in_flight_.emplace(ticket, std::move(job));
  madang_gpu_run(gpu_, ticket, pipeline(run.program), bindings.data(), static_cast<int>(bindings.size()),
                 static_cast<int>(run.workgroups[0]), static_cast<int>(run.workgroups[1]),
                 static_cast<int>(run.workgroups[2]), staging, place->second.values.data(),
                 static_cast<int>(output_bytes));
}

int Device::pipeline(const Program& program) {
  const std::string constants = json_of(program.constants);
  int& handle = pipelines_[program.entry_point + constants];
  if (handle == 0) handle = madang_gpu_pipeline(gpu_, program.wgsl, program.entry_point, constants.c_str());
  return handle;
}

}  // namespace madang::gpu
