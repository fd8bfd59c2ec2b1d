#include "demos/compute/picture.h"

#include <cmath>
#include <string>

#include "gpu/attention.h"
#include "gpu/matmul.h"
#include "gpu/reasons.h"

namespace madang::demos::compute {

namespace {

std::string curve_of(Backend backend) { return std::string(named(backend).slug) + "_gflops_by_n"; }

float number(double value) { return static_cast<float>(value); }

/// By the median of the times, or by another quantile of them.
float gflops(const Measurements& measurements, Backend backend, std::size_t size, double share = 0.5) {
  const double n = measurements.sizes()[size];
  return number(operations(measurements.shape(), n) / 1e6 /
                measurements.milliseconds(backend, size, Rounds::all, share));
}

Text relaxed_reason() {
  return {"이 프로그램에는 완화 SIMD가 없다. 브라우저가 지원하지 않거나 네이티브 빌드이다.",
          "This program has no relaxed SIMD: the browser does not support it, or it is a native build."};
}

/// Why a backend has not gone on to the next size.
Text stop_reason(const Measurements& measurements, Backend backend, std::size_t measured) {
  const double expected = measurements.expected_ms(backend, measured);
  if (!(expected > longest_ms)) return {};
  const std::string n = std::to_string(measurements.sizes()[measured]);
  const std::string ms = std::to_string(std::lround(std::fmin(expected, 1e6)));
  return {"n = " + n + "이면 약 " + ms + " ms가 걸릴 것이라 재지 않았다.",
          "n = " + n + " was left out: it would take about " + ms + " ms."};
}

void fill_row(Row& row, const Measurements& measurements, Backend backend) {
  for (std::size_t size = 0; size < measurements.sizes().size(); ++size) {
    const double ms = measurements.milliseconds(backend, size);
    if (!(ms > 0)) {
      if (size > 0 && row.size.size() == size) row.why = stop_reason(measurements, backend, size);
      continue;
    }
    row.size.push_back(number(measurements.sizes()[size]));
    row.milliseconds.push_back(number(ms));
    row.gflops.push_back(gflops(measurements, backend, size));
    row.difference.push_back(measurements.agreement(backend, size).difference);
    row.relative.push_back(measurements.agreement(backend, size).relative);
  }
}

/// The n whose work this is.
double size_of(const Shape& shape, double multiply_adds) {
  const double of_one = operations(shape, 1) / 2;
  return shape.work == Work::matmul ? std::cbrt(multiply_adds / of_one) : std::sqrt(multiply_adds / of_one);
}

}  // namespace

gpu::Operation operation_of(Work work) {
  return work == Work::matmul ? gpu::Operation::matmul : gpu::Operation::attention;
}

void fill_rows(Snapshot& picture, const Measurements& measurements, const Available& available) {
  for (int i = 0; i < backend_count; ++i) {
    const auto backend = static_cast<Backend>(i);
    Row& row = picture.rows.emplace_back();
    fill_row(row, measurements, backend);
    if (backend == Backend::relaxed && !available.relaxed) row.why = relaxed_reason();
  }
}

void fill_graphics(Graphics& picture, GpuRuns& gpu, const Settings& settings,
                   const std::vector<gpu::Timing>& timings, int tuned_size) {
  picture.on = settings.gpu && gpu.ready();
  picture.starting = settings.gpu && gpu.device().state() == gpu::State::starting;
  picture.adapter = gpu.device().adapter();
  picture.reason =
      settings.gpu ? gpu.reason() : Text{"WebGPU를 재지 않도록 꺼 두었다.", "WebGPU is switched off."};
  for (const gpu::Timing& timing : timings) {
    picture.variants.push_back(timing.variant);
    picture.variant_ms.push_back(static_cast<float>(timing.milliseconds));
  }
  picture.tuned_size = tuned_size;
  picture.chosen =
      gpu.device().recalled(settings.work == Work::matmul ? gpu::matmul_memory : gpu::attention_memory);
}

void fill_automatic(Automatic& picture, const Measurements& measurements, GpuRuns& gpu,
                    const Settings& settings) {
  const gpu::Operation operation = operation_of(settings.work);
  const Shape& shape = measurements.shape();
  const Backend vectors = best_vectors();
  picture.worst = static_cast<float>(measurements.worst_choice(vectors));
  if (const auto crossover = gpu::crossover(gpu.device(), operation); crossover && gpu.ready())
    picture.crossover = static_cast<float>(size_of(shape, *crossover));
  const auto choice = gpu::choose(gpu.device(), operation, operations(shape, settings.asked) / 2);
  picture.asked = choice.backend == gpu::Backend::webgpu ? Backend::webgpu : vectors;
  picture.reason = choice.reason.empty() ? gpu::not_ready_reason() : choice.reason;
}

demo::History speed_curves() {
  std::vector<demo::Curve> curves;
  for (int i = 0; i < backend_count; ++i) {
    const auto backend = static_cast<Backend>(i);
    curves.push_back({.name = curve_of(backend),
                      .label = named(backend).name,
                      .quantity = "speed",
                      .colour = i,
                      .dashed = backend == Backend::resident});
  }
  return demo::History(std::move(curves));
}

void note_speed(demo::History& history, const Measurements& measurements, Backend backend) {
  std::vector<float> n, median, low, high;
  for (std::size_t size = 0; size < measurements.sizes().size(); ++size) {
    if (!(measurements.milliseconds(backend, size) > 0)) continue;
    n.push_back(number(measurements.sizes()[size]));
    median.push_back(gflops(measurements, backend, size));
    low.push_back(gflops(measurements, backend, size, 0.75));
    high.push_back(gflops(measurements, backend, size, 0.25));
  }
  history.set(curve_of(backend), n, median, low, high);
}

}  // namespace madang::demos::compute
