#include <algorithm>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::compute {

const Row* row_of(const Snapshot& snapshot, Backend backend) {
  const auto index = static_cast<std::size_t>(backend);
  return index < snapshot.rows.size() ? &snapshot.rows[index] : nullptr;
}

float worst_difference(const Snapshot& snapshot) {
  float worst = NAN;
  for (const Row& row : snapshot.rows)
    for (const float relative : row.relative) worst = std::fmax(worst, relative);
  return worst;
}

std::string crossover_text(const Snapshot& snapshot, Language language) {
  const float n = snapshot.automatic.crossover;
  if (std::isnan(n)) return "";
  if (std::isinf(n))
    return ui::filled(language, {"전송 시간까지 더하면 GPU는 잰 크기 어디에서도 더 빠르지 않다.",
                                 "The GPU, transfers included, is not faster at any measured size."});
  return ui::filled(language,
                    {"n = {0}부터는 전송 시간까지 더해도 GPU가 빠르다.",
                     "From n = {0} on, the GPU is faster, transfers included."},
                    std::lround(n));
}

namespace {

/// SIMD's speed over that of the scalar kernels at the largest size that both have.
struct Gain {
  float times = NAN;  ///< NaN before both have one
  float size = 0;
};
Gain vector_gain(const Snapshot& snapshot) {
  const Row *scalar = row_of(snapshot, Backend::scalar), *simd = row_of(snapshot, Backend::simd);
  if (!scalar || !simd) return {};
  const std::size_t both = std::min(scalar->gflops.size(), simd->gflops.size());
  if (both == 0) return {};
  return {simd->gflops[both - 1] / scalar->gflops[both - 1], simd->size[both - 1]};
}

/// "At n = 256, SIMD is 4.2 times as fast as scalar."
std::string gain_text(const Snapshot& snapshot, Language language) {
  const Gain gain = vector_gain(snapshot);
  if (!std::isfinite(gain.times)) return "";
  return ui::filled(
      language,
      {" n = {0}에서 SIMD는 스칼라보다 {1}배 빠르다.", " At n = {0}, SIMD is {1} times as fast as scalar."},
      std::lround(gain.size), gain.times);
}

/// How near the best CPU kernels come to their roof at their largest size; empty where none is measured, or
/// where noise or a cache lifts them above it.
std::string roof_share_text(const Snapshot& snapshot, const Settings& settings, Language language) {
  for (const Backend backend : {Backend::relaxed, Backend::simd}) {
    const Row* const row = row_of(snapshot, backend);
    const auto index = static_cast<std::size_t>(backend);
    if (!row || row->gflops.empty() || index >= snapshot.peak.size() || !(snapshot.peak[index] > 0)) continue;
    const auto reachable =
        snapshot.bandwidth * static_cast<float>(intensity(shape_of(settings), row->size.back()));
    const float share = row->gflops.back() / std::fmin(snapshot.peak[index], reachable);
    if (!(share <= 1.f)) return "";
    return ui::filled(language,
                      {" n = {0}에서 {1}의 속도는 지붕의 {2}이다. 나머지는 놓치고 있는 몫이다.",
                       " At n = {0}, {1} reaches {2} of its roof."},
                      std::lround(row->size.back()), name_of(backend, language), ui::percent(share));
  }
  return "";
}

std::string tuning_text(const Graphics& gpu, Language language) {
  if (gpu.variants.empty())
    return Text{"재생하면 GPU에서 일을 나누는 방법마다 시간을 잰다.",
                "Press Play to time each way of dividing the work on the GPU."}
        .in(language);
  const auto [fastest, slowest] = std::ranges::minmax_element(gpu.variant_ms);
  const auto index = static_cast<std::size_t>(fastest - gpu.variant_ms.begin());
  return ui::filled(language,
                    {"이 GPU에서는 ‘{0}’ 방법이 가장 빠르다. 가장 느린 방법은 그 {1}배가 걸린다.",
                     "Fastest on this GPU: {0}. The slowest way takes {1} times as long."},
                    variant_name(gpu.variants[index], language), *slowest / *fastest);
}

}  // namespace

std::string sight(const Snapshot& snapshot, const Settings& settings, Language language) {
  if (settings.page == Page::tuner) return tuning_text(snapshot.graphics, language);
  if (snapshot.measurements == 0)
    return Text{"재생하면 지금 이 기기의 속도를 잰다.", "Press Play to measure this very device."}.in(
        language);
  std::string text = ui::filled(language, {"이 기기에서 {0}번 쟀다.", "{0} measurements on this device."},
                                ui::count_text(snapshot.measurements));
  if (settings.page == Page::roofline) {
    const std::string share = roof_share_text(snapshot, settings, language);
    return text + (share.empty() ? gain_text(snapshot, language) : share);
  }
  const float worst = worst_difference(snapshot);
  if (settings.page == Page::table && settings.quantity == Quantity::error && !std::isnan(worst))
    return text + ui::filled(language,
                             {" 모든 장치의 답이 배정밀도 결과와 상대 오차 {0} 안에서 같다.",
                              " Every backend agrees with double precision to {0}."},
                             ui::number_text(worst, 2));
  text += gain_text(snapshot, language);
  if (const std::string crossover = crossover_text(snapshot, language); !crossover.empty())
    text += " " + crossover;
  return text;
}

}  // namespace madang::demos::compute
