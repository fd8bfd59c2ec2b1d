#include <imgui.h>

#include <algorithm>

#include "demos/compute/view_parts.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::compute {

namespace {

constexpr float bar_height = 12.f;

/// The tuner's names are English; they are what is remembered.
std::string variant_name(std::string name, Language language) {
  if (language == Language::english) return name;
  for (const auto& [english, korean] : {std::pair{"tiles of ", "타일 "}, std::pair{"tiles", "타일"},
                                        std::pair{"direct", "직접 읽기"}, std::pair{"quads", "쿼드"}})
    if (const auto at = name.find(english); at != std::string::npos)
      name.replace(at, std::string_view(english).size(), korean);
  return name;
}

/// Its name, its time, and below them a bar as long as the time.
void draw_variant(const Parts& parts, std::size_t index, float longest) {
  const Graphics& gpu = parts.snapshot.graphics;
  const auto& theme = ui::theme();
  const bool chosen = gpu.variants[index] == gpu.chosen;
  ImGui::PushID(static_cast<int>(index));
  const ui::Canvas c =
      ui::canvas("variant", {ui::width_or_available(0.f), ui::body_size + bar_height + 10.f});
  ImGui::PopID();
  const std::string time = time_text(gpu.variant_ms[index]);
  const float room = c.width() - ui::text_width(time, ui::body_size) - 12.f;
  ui::draw_text(*c.list, c.low, chosen ? theme.accent : theme.text,
                ui::elided(variant_name(gpu.variants[index], parts.hand.language), room, ui::body_size),
                ui::body_size);
  ui::draw_text(*c.list, {c.high.x - ui::text_width(time, ui::body_size), c.low.y}, theme.muted, time,
                ui::body_size);
  const float top = c.low.y + ui::body_size + 3.f;
  const float length = std::max(2.f, c.width() * gpu.variant_ms[index] / longest);
  c.list->AddRectFilled({c.low.x, top}, {c.high.x, top + bar_height}, theme.panel, 3.f);
  c.list->AddRectFilled({c.low.x, top}, {c.low.x + length, top + bar_height},
                        chosen ? theme.accent : theme.muted, 3.f);
}

void draw_variants(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  if (gpu.variants.empty()) return ui::caption(parts.say("재생하면 GPU를 튜닝한다.", "Play tunes the GPU."));
  ui::caption(ui::filled(
      parts, {"n = {0}인 {1}에 걸린 시간. 짧을수록 좋다.", "{1} of n = {0}: its time. Shorter is better."},
      gpu.tuned_size, demo::label_of(parts.settings, &Settings::work)));
  const float longest = *std::ranges::max_element(gpu.variant_ms);
  for (std::size_t i = 0; i < gpu.variants.size(); ++i) draw_variant(parts, i, longest);
}

}  // namespace

void draw_tuner(const Parts& parts) {
  const Graphics& gpu = parts.snapshot.graphics;
  ui::paragraph(parts.say(
      "GPU에서는 일을 스레드에 나누는 방법이 여럿이고, 어느 것이 빠른지는 GPU마다 다르다. 그래서 모두 "
      "재어 보고 가장 빠른 것을 이 기기에 기억해 둔다. 다른 데모도 그것을 쓴다.",
      "There are several ways to divide the work among the threads of a GPU, and which is fastest "
      "depends on the GPU. So each is tried, and the fastest remembered on this device, for all demos."));
  draw_variants(parts);
  if (!gpu.chosen.empty()) {
    const std::string chosen = variant_name(gpu.chosen, parts.hand.language);
    ui::paragraph(gpu.variants.empty()
                      ? ui::filled(parts, {"전에 고른 것: {0}.", "Chosen before: {0}."}, chosen)
                      : ui::filled(parts, {"고른 것: {0}.", "Chosen: {0}."}, chosen));
  }
  if (gpu.on && ui::button(parts.say("다시 튜닝하기", "Tune again")))
    parts.hand.act({.name = "tune", .numbers = {}, .text = {}});
  draw_graphics(parts);
}

}  // namespace madang::demos::compute
