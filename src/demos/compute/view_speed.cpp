#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::compute {

namespace {

void draw_curves(const Parts& parts) {
  ui::LinePlotOptions options;
  options.x_label = "n";
  options.y_label = "GFLOP/s";
  options.x_scale = options.y_scale = demo::Scale::logarithmic;
  if (const float crossover = parts.snapshot.automatic.crossover; std::isfinite(crossover))
    options.marked_x = crossover;
  options.empty_text = parts.say("재생하면 이 기기를 잰다", "Play measures your machine");
  options.height = 280.f;
  ui::curve_plot(parts.hand, "speed", options);
}

/// The claims, as numbers of this machine.
void draw_findings(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (const float gain = vector_gain(s); std::isfinite(gain))
    ui::paragraph(
        ui::filled(parts, {"SIMD는 스칼라보다 {0}배 빠르다.", "SIMD is {0} times as fast as scalar."}, gain));
  if (const float worst = worst_difference(s); !std::isnan(worst))
    ui::paragraph(ui::filled(parts,
                             {"모든 장치의 답은 배정밀도 결과와 상대 오차 {0} 안에서 같다.",
                              "Every backend agrees with double precision to {0} (relative)."},
                             ui::number_text(worst, 2)));
  if (const std::string crossover = crossover_text(s, parts.hand.language); !crossover.empty())
    ui::paragraph(crossover);
  if (s.measurements == 0) return;
  ui::caption(
      parts.say("곡선은 회차들의 중앙값이고 옅은 띠는 사분위수이다. 세로줄은 GPU를 고르기 시작하는 크기이다.",
                "Curves: medians over the rounds, with quartiles as pale bands. Vertical line: from "
                "there on the GPU is chosen."));
}

void draw_automatic(const Parts& parts) {
  const Automatic& automatic = parts.snapshot.automatic;
  ui::heading(parts.say("자동 선택", "The automatic choice"));
  ui::field(parts, &Settings::asked);
  ui::paragraph(
      ui::filled(parts, {"고른 장치: {0}.", "Chosen: {0}."}, name_of(automatic.asked, parts.hand.language)));
  ui::caption(automatic.reason.in(parts.hand.language));
  if (std::isnan(automatic.worst)) return;
  ui::paragraph(
      ui::filled(parts,
                 {"잰 크기 가운데 선택이 가장 나빴던 곳에서도 가장 빠른 장치의 {0}배 시간이면 된다.",
                  "Where the choice was worst among the measured sizes, it took {0} times as long as the "
                  "fastest backend."},
                 automatic.worst));
  ui::caption(parts.say("짝수 회차로 고르고 홀수 회차로 채점한다. 기준은 1.2배이다.",
                        "Chosen by the even rounds, judged by the odd ones. The aim is 1.2."));
}

}  // namespace

void draw_graphics(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  if (gpu.on && !gpu.adapter.empty()) return ui::caption("GPU: " + gpu.adapter);
  if (gpu.starting) return ui::caption(parts.say("GPU를 켜고 있다…", "Starting the GPU…"));
  const std::string& reason = gpu.reason.in(parts.hand.language);
  if (reason.empty()) return;
  ui::caption(ui::filled(parts, {"WebGPU 없이 잰다: {0}", "Without WebGPU: {0}"}, reason));
  if (parts.settings.gpu && ui::button(parts.say("GPU 다시 켜기", "Try the GPU again")))
    parts.hand.act({.name = "retry", .numbers = {}, .text = {}});
}

void draw_speed(const Parts& parts) {
  draw_curves(parts);
  draw_findings(parts);
  draw_graphics(parts);
  draw_automatic(parts);
}

}  // namespace madang::demos::compute
