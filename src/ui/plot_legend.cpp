#include <algorithm>

#include "ui/plot_parts.h"
#include "ui/text.h"

namespace madang::ui {

std::vector<LegendEntry> entries_of(std::span<const Series> series, const LinePlotOptions& options,
                                    const Theme& colours) {
  std::vector<LegendEntry> entries;
  LegendEntry pale{.name = options.pale_name, .colours = {}, .dashed = true};
  for (std::size_t i = 0; i < series.size(); ++i) {
    const ImU32 colour = colour_of(series, i, colours);
    if (!series[i].pale || options.pale_name.empty()) {
      entries.push_back({series[i].name, {colour}, series[i].dashed});
      continue;
    }
    pale.dashed = pale.dashed && series[i].dashed;
    if (std::ranges::find(pale.colours, colour) == pale.colours.end()) pale.colours.push_back(colour);
  }
  if (!pale.colours.empty()) entries.push_back(std::move(pale));
  return entries;
}

float legend(ImDrawList* list, std::span<const LegendEntry> entries, const Theme& colours, ImVec2 at,
             float width) {
  constexpr float sample = 16.f, gap = 14.f;
  float x = 0.f, y = 0.f;
  for (const LegendEntry& entry : entries) {
    const std::string name = elided(entry.name, width - sample - 6.f, small_size);
    const float wide = sample + 6.f + text_width(name, small_size);
    if (x > 0.f && x + wide > width) {
      x = 0.f;
      y += line_height;
    }
    if (list) {
      const float middle = at.y + y + line_height / 2.f, left = at.x + x;
      const auto line = [&](float from, float to, ImU32 colour) {
        list->AddLine({left + from * sample, middle}, {left + to * sample, middle}, colour, 3.f);
      };
      const auto count = static_cast<float>(entry.colours.size());
      for (std::size_t i = 0; i < entry.colours.size(); ++i) {
        const float from = static_cast<float>(i) / count, to = static_cast<float>(i + 1) / count;
        line(from, entry.dashed ? 0.4f : to, entry.colours[i]);
        if (entry.dashed) line(0.6f, to, entry.colours[i]);
      }
      draw_text(*list, {left + sample + 6.f, at.y + y + 2.f}, colours.text, name, small_size);
    }
    x += wide + gap;
  }
  return entries.empty() ? 0.f : y + line_height;
}

}  // namespace madang::ui
