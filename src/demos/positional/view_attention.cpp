#include <imgui.h>

#include "demos/positional/view_parts.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/timeline.h"

namespace madang::demos::positional {

namespace {

constexpr int examples = 16;
constexpr std::int32_t nothing_asked = -1;

/// "9 / 12"
std::string right_answers(const Snapshot& s, const ModelPicture& model) {
  int asked = 0, right = 0;
  for (std::size_t i = 0; i < s.targets.size() && i < model.given.size(); ++i) {
    if (s.targets[i] == nothing_asked) continue;
    ++asked;
    right += model.given[i] == s.targets[i];
  }
  return std::to_string(right) + " / " + std::to_string(asked);
}

void draw_attention_map(const Parts& parts, int index) {
  const ModelPicture& model = parts.model(index);
  const Snapshot& s = parts.snapshot;
  if (model.attention.empty()) return;  // asked for, not here yet
  ui::HeatMapOptions options;
  options.title = ui::filled(parts, {"{0}: 맞힌 답 {1}", "{0}: right answers {1}"}, name_of(parts, index),
                             right_answers(s, model));
  options.range = ui::ColourRange{-1, 1};  // weights: only the half from the background to blue
  options.scale_bar = false;
  options.row_labels = s.symbols;
  if (s.symbols.size() <= 16) options.column_labels = s.symbols;  // more have no room
  options.values = false;
  options.most_height = 360.f;
  ui::heat_map("attention", model.attention, options);
}

}  // namespace

void draw_attention(const Parts& parts) {
  draw_heads(parts);
  int position = parts.settings.example - 1;
  if (ui::timeline("example", position, examples, {.label = parts.say("예문", "Example")}))
    parts.settings.example = position + 1;
  ui::field(parts, &Settings::longer);
  {
    ui::Flow flow("maps", 270.f, 2);
    for (const int i : {0, 1}) {
      flow.next();
      ImGui::PushID(i);
      draw_attention_map(parts, i);
      ImGui::PopID();
    }
  }
  ui::caption(
      parts.say("세로는 묻는 자리, 가로는 바라보는 자리이다. 거리만 보는 헤드는 비스듬한 줄을 만든다.",
                "Rows ask, columns are looked at. A head that goes by distance draws a slanting line."));
}

}  // namespace madang::demos::positional
