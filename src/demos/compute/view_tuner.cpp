#include <algorithm>

#include "demos/compute/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/text.h"

namespace madang::compute {

void draw_tuner(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  ui::paragraph(parts.say(
      "GPU의 행렬 곱은 일을 스레드에 나누는 방법이 여럿이고, 어느 것이 빠른지는 GPU마다 다르다. 그래서 모두 "
      "재어 보고 가장 빠른 것을 이 기기에 기억해 둔다. 다른 데모도 그것을 쓴다.",
      "There are several ways to divide a matrix product among the threads of a GPU, and which is fastest "
      "depends on the GPU. So each is tried, and the fastest remembered on this device, for all demos."));
  std::vector<ui::Bar> bars;
  int chosen = -1;
  for (std::size_t i = 0; i < gpu.variants.size(); ++i) {
    if (gpu.variants[i] == gpu.chosen) chosen = static_cast<int>(i);
    bars.push_back({.label = gpu.variants[i], .value = gpu.variant_ms[i], .colour = 3});
  }
  ui::BarsOptions options;
  const std::string size = std::to_string(gpu.tuned_size);
  options.title = parts.say("n = " + size + "인 행렬 곱의 시간(ms), 가장 짧은 것이 좋다",
                            "Time of a product of n = " + size + " (ms): shorter is better");
  options.low = 0.f;
  options.selected = chosen;
  options.empty_text = parts.settings.work == Work::matmul
                           ? parts.say("재생하면 GPU를 조율한다", "Play tunes the GPU")
                           : parts.say("행렬 곱을 고르면 조율한다", "Choose Matmul to tune it");
  ui::bars("variants", bars, options);
  if (!gpu.chosen.empty())
    ui::paragraph(((gpu.variants.empty() ? parts.say("전에 고른 것: ", "Chosen before: ")
                                         : parts.say("고른 것: ", "Chosen: ")) +
                   gpu.chosen)
                      .c_str());
  if (gpu.on && ui::button(parts.say("다시 조율하기", "Tune again")))
    parts.hand.act({.name = "tune", .numbers = {}, .text = {}});
  draw_graphics(parts);
}

}  // namespace madang::compute
