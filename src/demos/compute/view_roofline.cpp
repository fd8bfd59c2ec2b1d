#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/axis.h"
#include "ui/canvas.h"
#include "ui/filled.h"
#include "ui/pen.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/value_axis.h"

namespace madang::demos::compute {

namespace {

constexpr float height = 330.f;
constexpr float line_height = ui::small_size + 6.f;

/// Both axes logarithmic: operations per byte, and GFLOP/s.
struct Chart {
  const ui::Theme& colours;
  ui::ValueAxis y;
  double low, high;  // operations per byte
  float left, right, top, bottom;

  float x(double per_byte) const {
    return left + static_cast<float>(std::log(per_byte / low) / std::log(high / low)) * (right - left);
  }
  ImVec2 at(double per_byte, double gflops) const { return {x(per_byte), y.screen(gflops)}; }
};

struct Span {
  double low = INFINITY, high = 0;
  void add(double value) {
    if (!(value > 0) || std::isinf(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

Span gflops_span(const Snapshot& s) {
  Span span;
  for (const Row& row : s.rows)
    for (const float value : row.gflops) span.add(value);
  for (const float peak : s.peak) span.add(peak);
  return span;
}

Chart chart_of(const ui::Canvas& c, const Parts& parts) {
  const Span span = gflops_span(parts.snapshot);
  const Shape shape = shape_of(parts.settings);
  const float top = c.low.y + line_height + 8.f, bottom = c.high.y - line_height - 4.f;
  Chart chart{ui::theme(),
              ui::ValueAxis(span.low / 2, span.high * 2, demo::Scale::logarithmic, top, bottom),
              intensity(shape, smallest) / 8,
              intensity(shape, parts.settings.largest_size()) * 2,
              c.low.x,
              c.high.x - 6.f,
              top,
              bottom};
  chart.left += chart.y.label_width();
  return chart;
}

void draw_axes(const ui::Canvas& c, const Chart& chart, const Parts& parts) {
  chart.y.draw(*c.list, chart.colours, chart.left, chart.right);
  ui::draw_text(*c.list, {c.low.x, c.low.y}, chart.colours.text, "GFLOP/s", ui::small_size);
  const char* label = parts.say("연산 강도(FLOP/바이트)", "FLOP per byte");
  const float label_left = chart.right - ui::text_width(label, ui::small_size);
  const int most = std::max(2, static_cast<int>((chart.right - chart.left) / 70.f));
  for (const ui::Tick& tick : ui::logarithmic_ticks(chart.low, chart.high, most)) {
    const float x = chart.x(tick.value), width = ui::text_width(tick.label, ui::small_size);
    c.list->AddLine({x, chart.bottom}, {x, chart.bottom + 4.f}, chart.colours.muted, 1.f);
    if (x + width / 2.f > label_left - 8.f) continue;
    ui::draw_text(*c.list, {x - width / 2.f, chart.bottom + 5.f}, chart.colours.muted, tick.label,
                  ui::small_size);
  }
  c.list->AddLine({chart.left, chart.bottom}, {chart.right, chart.bottom}, chart.colours.muted, 1.f);
  ui::draw_text(*c.list, {label_left, chart.bottom + 5.f}, chart.colours.text, label, ui::small_size);
}

/// min(peak, bandwidth × intensity): a flat part for each kind of instruction.
void draw_roofs(const ui::Canvas& c, const Chart& chart, const Snapshot& s) {
  for (std::size_t i = 0; i < s.peak.size(); ++i) {
    const double peak = s.peak[i];
    if (!(peak > 0)) continue;
    const double corner = s.bandwidth > 0 ? std::clamp(peak / s.bandwidth, chart.low, chart.high) : chart.low;
    const ImVec2 flat[] = {chart.at(corner, peak), chart.at(chart.high, peak)};
    ui::draw_line(*c.list, flat, {chart.colours.series_colour(static_cast<int>(i)), 1.5f, true});
  }
}

void draw_slope(const ui::Canvas& c, const Chart& chart, const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  Span peaks;
  for (const float peak : s.peak) peaks.add(peak);
  if (!(s.bandwidth > 0) || !(peaks.high > 0)) return;
  const double corner = std::clamp(peaks.high / s.bandwidth, chart.low, chart.high);
  const ImVec2 slope[] = {chart.at(chart.low, chart.low * s.bandwidth),
                          chart.at(corner, corner * s.bandwidth)};
  ui::draw_line(*c.list, slope, {chart.colours.text, 2.f, false});
}

void draw_points(const ui::Canvas& c, const Chart& chart, const Parts& parts) {
  const Shape shape = shape_of(parts.settings);
  for (std::size_t i = 0; i < parts.snapshot.rows.size(); ++i) {
    const Row& row = parts.snapshot.rows[i];
    const ImU32 colour = chart.colours.series_colour(static_cast<int>(i));
    std::vector<ImVec2> path;
    for (std::size_t k = 0; k < row.size.size(); ++k)
      path.push_back(chart.at(intensity(shape, row.size[k]), row.gflops[k]));
    if (path.size() > 1)
      ui::draw_line(*c.list, path, {colour, 1.f, static_cast<Backend>(i) == Backend::resident});
    for (const ImVec2& point : path) c.list->AddCircleFilled(point, 3.5f, colour);
  }
}

/// Under the mouse: the nearest size of every backend.
void draw_read_out(const ui::Canvas& c, const Chart& chart, const Parts& parts) {
  if (!c.hovered || c.mouse.x < chart.left) return;
  const Shape shape = shape_of(parts.settings);
  int nearest = smallest;
  for (int n = smallest; n <= parts.settings.largest_size(); n *= 2)
    if (std::fabs(chart.x(intensity(shape, n)) - c.mouse.x) <
        std::fabs(chart.x(intensity(shape, nearest)) - c.mouse.x))
      nearest = n;
  if (!ImGui::BeginTooltip()) return;
  ImGui::TextDisabled("n = %d, %s FLOP/B", nearest,
                      ui::number_text(static_cast<float>(intensity(shape, nearest))).c_str());
  for (std::size_t i = 0; i < parts.snapshot.rows.size(); ++i) {
    const Row& row = parts.snapshot.rows[i];
    const auto found = std::ranges::find(row.size, static_cast<float>(nearest));
    if (found == row.size.end()) continue;
    const float gflops = row.gflops[static_cast<std::size_t>(found - row.size.begin())];
    ImGui::TextColored(
        ImGui::ColorConvertU32ToFloat4(chart.colours.series_colour(static_cast<int>(i))), "%s",
        (std::string(name_of(static_cast<Backend>(i), parts.hand.language)) + "  " + ui::number_text(gflops))
            .c_str());
  }
  ImGui::EndTooltip();
}

void draw_legend(const Parts& parts) {
  for (std::size_t i = 0; i < parts.snapshot.rows.size(); ++i) {
    if (parts.snapshot.rows[i].size.empty()) continue;
    const char* name = name_of(static_cast<Backend>(i), parts.hand.language);
    const float width = ui::text_width(name, ui::small_size) + 22.f;
    if (i > 0 && ImGui::GetItemRectMax().x + width + 12.f <
                     ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x)
      ImGui::SameLine(0.f, 12.f);
    ImGui::PushID(static_cast<int>(i));
    const ui::Canvas c = ui::canvas("name", {width, line_height});
    ImGui::PopID();
    c.list->AddCircleFilled({c.low.x + 6.f, c.low.y + line_height / 2.f}, 4.f,
                            ui::theme().series_colour(static_cast<int>(i)));
    ui::draw_text(*c.list, {c.low.x + 16.f, c.low.y + 2.f}, ui::theme().text, name, ui::small_size);
  }
}

/// "Peak: scalar 7.5, SIMD 27 GFLOP/s; memory 12 GB/s."
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

}  // namespace

void draw_roofline(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (!(gflops_span(s).high > 0)) {
    ui::caption(parts.say("재생하면 이 기기의 지붕을 잰다.", "Play measures the roof of your machine."));
    return draw_graphics(parts);
  }
  draw_legend(parts);
  const ui::Canvas c = ui::canvas("roofline", {ui::width_or_available(0.f), height});
  const Chart chart = chart_of(c, parts);
  draw_axes(c, chart, parts);
  c.list->PushClipRect({chart.left, chart.top - 4.f}, {c.high.x, chart.bottom}, true);
  draw_roofs(c, chart, s);
  draw_slope(c, chart, parts);
  draw_points(c, chart, parts);
  c.list->PopClipRect();
  draw_read_out(c, chart, parts);
  ui::paragraph(roof_text(parts));
  ui::caption(parts.say(
      "점선은 레지스터 안에서만 곱하고 더해 잰 CPU의 최고 속도(GFLOP/s), 비스듬한 선은 메모리 대역폭 × 연산 "
      "강도이다. 점은 왼쪽에서 오른쪽으로 n이 커지며, 바이트는 입력과 출력을 한 번씩만 센다. GPU의 점은 "
      "CPU의 "
      "지붕 위로 올라갈 수 있다.",
      "Dashed: the CPU's measured peak, multiply-adds that never leave the registers (GFLOP/s). Sloped: "
      "memory "
      "bandwidth times intensity. Points grow in n from left to right; of the bytes, inputs and output count "
      "once. Those of the GPU may stand above the CPU's roof."));
}

}  // namespace madang::demos::compute
