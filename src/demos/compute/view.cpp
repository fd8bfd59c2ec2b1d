#include "demo/view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::compute {

void draw_room(const std::string& text, const std::string& longest) {
  constexpr float line = ui::small_size + 4.f;
  constexpr int most_lines = 6;
  const float width = ImGui::GetContentRegionAvail().x;
  const auto lines = static_cast<int>(ui::lines_of(longest, width, ui::small_size, most_lines).size());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, line * static_cast<float>(lines)});
  float y = at.y;
  for (const auto& part : ui::lines_of(text, width, ui::small_size, lines)) {
    ui::draw_text(*ImGui::GetWindowDrawList(), {at.x, y}, ui::theme().muted, part, ui::small_size);
    y += line;
  }
}

void draw_graphics(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  const std::string& reason = gpu.reason.in(parts.hand.language);
  constexpr float height = 110.f;  // of a reason and the button, which may come and go
  const ui::Room room(height);
  std::string told;
  if (gpu.on && !gpu.adapter.empty())
    told = "GPU: " + gpu.adapter;
  else if (gpu.starting)
    told = parts.say("GPU를 켜고 있다…", "Starting the GPU…");
  else if (!reason.empty())
    told = ui::filled(parts, {"WebGPU 없이 잰다: {0}", "Without WebGPU: {0}"}, reason);
  if (!told.empty()) ui::caption(told);
  if (!parts.settings.gpu || gpu.on || gpu.starting || reason.empty()) return;
  if (ui::button(parts.say("GPU 다시 켜기", "Try the GPU again")))
    parts.hand.act({.name = "retry", .numbers = {}, .text = {}});
}

namespace {

void draw_curves(const Parts& parts) {
  ui::LinePlotOptions options;
  options.x_label = "n";
  options.y_label = "GFLOP/s";
  options.x_scale = options.y_scale = demo::Scale::logarithmic;
  if (const float crossover = parts.snapshot.automatic.crossover; std::isfinite(crossover))
    options.marked_x = crossover;
  options.empty_text = parts.say("재생하면 이 기기를 잰다.", "Press Play to measure this device.");
  options.height = 280.f;
  // The names of all backends, of which the GPU's come when it is measured, take up to three lines on a
  // phone.
  constexpr float line = 20.f;
  const ui::Room room(options.height + (ui::narrow() ? 2.f * line : 0.f));
  ui::curve_plot(parts.hand, "speed", options);
}

/// SIMD's gain and the proof of all results, in one line each.
void draw_findings(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (const float worst = worst_difference(s); !std::isnan(worst)) {
    ui::proof(parts.hand, "answers",
              {.value = worst,
               .limit = 1e-4f,
               .told = ui::filled(parts,
                                  {"모든 장치의 답이 배정밀도 결과와 상대 오차 {0} 안에서 일치한다.",
                                   "Every backend agrees with double precision to {0} (relative)."},
                                  ui::number_text(worst, 2))});
  } else {
    ImGui::Dummy({1.f, ImGui::GetFrameHeight()});
  }
  ui::caption(
      parts.say("곡선은 회차들의 중앙값이고 옅은 띠는 사분위수이다. 세로줄은 GPU를 고르기 시작하는 크기이다.",
                "Curves: medians over the rounds, with quartiles as pale bands. Vertical line: the size from "
                "which the GPU is chosen."));
}

void draw_automatic(const Parts& parts) {
  const Automatic& automatic = parts.snapshot.automatic;
  ui::heading(parts.say("자동 선택", "The automatic choice"));
  ui::field(parts, &Settings::asked);
  const std::string& asked = name_of(automatic.asked, parts.hand.language);
  ui::paragraph(ui::filled(parts, {"고른 장치: {0}.", "Chosen: {0}."}, asked));
  const bool raced = !std::isnan(automatic.crossover);
  draw_room(raced ? automatic.reason.in(parts.hand.language)
                  : parts.say("GPU의 시간을 재기 전에는 CPU의 가장 빠른 커널을 고른다.",
                              "Until the GPU is timed, the CPU's fastest kernels are chosen."),
            parts.say("수백만 번의 곱셈·덧셈. 이 기기에서 재어 보니 GPU가 더 빠른 크기는 "
                      "없었다. 그래서 CPU가 한다.",
                      "16.8 million multiply-adds. Measured on this device, the GPU was not faster at any "
                      "size."));
  const auto judged = [&](float worst) {
    return ui::filled(parts,
                      {"선택이 가장 나빴던 크기에서 가장 빠른 장치의 {0}배 시간이 걸렸다(목표 1.2배). 짝수 "
                       "회차로 고르고 홀수 회차로 채점했다.",
                       "At its worst size the choice takes {0} times as long as the fastest backend (aim: "
                       "1.2). Even rounds choose, odd ones judge."},
                      worst);
  };
  constexpr float longest_number = 1.25f;
  draw_room(std::isnan(automatic.worst)
                ? parts.say("두 회차를 재면 이 선택을 채점한다.", "Judged once two rounds are measured.")
                : judged(automatic.worst),
            judged(longest_number));
}

void draw_speed(const Parts& parts) {
  draw_curves(parts);
  draw_findings(parts);
  draw_automatic(parts);
  draw_graphics(parts);
}

/// A line of the roofline: GFLOP/s by operations per byte.
struct Line {
  std::vector<float> intensity, gflops;
};

/// min(peak, bandwidth × intensity) (Williams, Waterman & Patterson 2009, section 3), from an eighth of the
/// smallest size's intensity to twice the largest's; flat while no bandwidth is measured.
Line roof_of(float peak, float bandwidth, const Settings& settings) {
  const Shape shape = shape_of(settings);
  const auto low = static_cast<float>(intensity(shape, smallest) / 8);
  const auto high = static_cast<float>(intensity(shape, settings.largest_size()) * 2);
  const float corner = peak / bandwidth;
  Line line;
  for (float x = low; x <= high; x *= 2) {  // the intensities of all sizes among them
    line.intensity.push_back(x);
    if (corner > x && corner < 2 * x && corner < high) line.intensity.push_back(corner);
  }
  for (const float x : line.intensity) line.gflops.push_back(std::fmin(peak, bandwidth * x));
  return line;
}

/// Whether it is measured here, or will be: its name stands in the legend from the beginning.
bool expected(const Parts& parts, Backend backend) {
  const Row& row = parts.snapshot.rows[static_cast<std::size_t>(backend)];
  if (!row.size.empty()) return true;
  if (backend >= Backend::webgpu) return parts.settings.gpu && parts.snapshot.graphics.reason.english.empty();
  return row.why.english.empty();
}

void draw_chart(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Shape shape = shape_of(parts.settings);
  std::vector<ui::Series> series;
  std::array<Line, backend_count> roofs, points;
  for (std::size_t i = 0; i < s.peak.size(); ++i) {
    if (!expected(parts, static_cast<Backend>(i))) continue;
    if (s.peak[i] > 0) roofs[i] = roof_of(s.peak[i], s.bandwidth, parts.settings);
    series.push_back(
        {.name = ui::filled(parts, {"{0} 지붕", "{0} roof"}, named(static_cast<Backend>(i)).name),
         .y = roofs[i].gflops,
         .x = roofs[i].intensity,
         .colour = static_cast<int>(i),
         .dashed = true});
  }
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    for (const float n : s.rows[i].size)
      points[i].intensity.push_back(static_cast<float>(intensity(shape, n)));
    if (!expected(parts, static_cast<Backend>(i))) continue;
    series.push_back({.name = name_of(static_cast<Backend>(i), parts.hand.language),
                      .y = s.rows[i].gflops,
                      .x = points[i].intensity,
                      .colour = static_cast<int>(i),
                      .dots = true});
  }
  ui::line_plot("roofline", series,
                {.x_label = shape.work == Work::matmul ? parts.say("FLOP/바이트(n/6)", "FLOP/byte (n/6)")
                                                       : parts.say("FLOP/바이트(n/4)", "FLOP/byte (n/4)"),
                 .y_label = "GFLOP/s",
                 .x_scale = demo::Scale::logarithmic,
                 .y_scale = demo::Scale::logarithmic,
                 .empty_text = parts.say("재생하면 이 기기의 지붕을 잰다.",
                                         "Press Play to measure the roof of this device."),
                 .height = 360.f});
}

/// "Measured peak: Scalar 7.5, SIMD 27 GFLOP/s. Memory bandwidth: 12 GB/s."
std::string roof_text(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::string text = parts.say("잰 최고 속도: ", "Measured peak: ");
  const char* gap = "";
  for (std::size_t i = 0; i < s.peak.size(); ++i) {
    if (!(s.peak[i] > 0)) continue;
    text +=
        gap + (name_of(static_cast<Backend>(i), parts.hand.language) + (" " + ui::number_text(s.peak[i])));
    gap = ", ";
  }
  text += " GFLOP/s.";
  if (s.bandwidth > 0)
    text += ui::filled(parts, {" 메모리 대역폭: {0} GB/s.", " Memory bandwidth: {0} GB/s."}, s.bandwidth);
  return text;
}

void draw_roofline(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  draw_chart(parts);
  const bool measured = std::ranges::any_of(s.peak, [](float peak) { return peak > 0; });
  draw_room(
      measured ? roof_text(parts) : std::string(),
      parts.say("잰 최고 속도: 스칼라 10.5, SIMD 27.5, 완화 SIMD 27.5 GFLOP/s. 메모리 대역폭: 12.5 GB/s.",
                "Measured peak: Scalar 10.5, SIMD 27.5, Relaxed SIMD 27.5 GFLOP/s. Memory bandwidth: "
                "12.5 GB/s."));
  ui::caption(parts.say(
      "점선은 CPU의 지붕이다. 레지스터 안에서만 곱하고 더해 잰 최고 속도(GFLOP/s)와 메모리 대역폭 × "
      "연산 강도 가운데 낮은 쪽이다. 점은 왼쪽에서 오른쪽으로 n이 커지며, 바이트는 입력과 출력을 한 번씩만 "
      "센다. GPU의 점은 CPU의 지붕 위로 올라갈 수 있다.",
      "Dashed: the CPU's roof, the lower of its measured peak, multiply-adds that never leave the registers "
      "(GFLOP/s), and memory bandwidth times intensity. Points grow in n from left to right; of the bytes, "
      "inputs and output count once. Those of the GPU may stand above the CPU's roof."));
  draw_graphics(parts);
}

}  // namespace

class ComputeView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"page"}};
    return all;
  }
  /// A round of small sizes, measured within a second: the curves stand there before anything is pressed.
  std::string opening() const override { return "largest=256&step=19"; }
  /// The backends are what is compared; two runs that are timed at once would slow each other down.
  bool compares_itself() const override { return true; }
  std::string what_to_see(Language language) const override { return sight(snapshot, settings, language); }
  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    switch (settings.page) {
      case Page::speed:
        return draw_speed(parts);
      case Page::roofline:
        return draw_roofline(parts);
      case Page::table:
        return draw_table(parts);
      case Page::tuner:
        return draw_tuner(parts);
    }
  }

  std::string describe(Language language) override {
    if (snapshot.measurements == 0)
      return ui::filled(
          language, {"아직 잰 것이 없다. 재생하면 재기 시작한다.", "0 measurements. Press Play to start."});
    std::string text = ui::filled(language, {"{0}: {1}번 쟀다.", "{0}: {1} measurements."},
                                  demo::label_of(settings, &Settings::work), snapshot.measurements);
    for (int i = 0; i < backend_count; ++i) {
      const auto backend = static_cast<Backend>(i);
      const Row* row = row_of(snapshot, backend);
      if (!row || row->gflops.empty()) continue;
      text += ui::filled(language, {" {0}: n = {1}에서 {2} GFLOP/s.", " {0}: n = {1}, {2} GFLOP/s."},
                         name_of(backend, language), std::lround(row->size.back()), row->gflops.back());
    }
    if (const std::string crossover = crossover_text(snapshot, language); !crossover.empty())
      text += " " + crossover;
    return text;
  }
};

namespace {
const demo::RegisterView<ComputeView> registered("compute");
}  // namespace

}  // namespace madang::demos::compute
