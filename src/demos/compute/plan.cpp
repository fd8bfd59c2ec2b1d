#include "demos/compute/plan.h"

namespace madang::demos::compute {

bool Available::has(Backend backend) const {
  if (is_gpu(backend)) return gpu;
  return backend != Backend::relaxed || relaxed;
}

std::vector<Task> plan(std::size_t sizes, const Available& available, bool tune) {
  std::vector<Task> tasks;
  const auto add = [&](Task::Kind kind, Backend backend, std::size_t size = 0) {
    if (available.has(backend)) tasks.push_back({kind, backend, size});
  };
  for (const Backend backend : {Backend::scalar, Backend::simd, Backend::relaxed})
    add(Task::Kind::peak, backend);
  add(Task::Kind::bandwidth, Backend::simd);
  if (tune) add(Task::Kind::tune, Backend::webgpu);
  for (std::size_t size = 0; size < sizes; ++size)
    for (int backend = 0; backend < backend_count; ++backend)
      add(Task::Kind::work, static_cast<Backend>(backend), size);
  return tasks;
}

bool is_due(const Task& task, const Available& available, const Measurements& measurements) {
  if (!available.has(task.backend)) return false;
  return task.kind != Task::Kind::work || measurements.expected_ms(task.backend, task.size) <= longest_ms;
}

}  // namespace madang::demos::compute
