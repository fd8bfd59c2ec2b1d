#include "ui/ring.h"

#include "ui/colour_map.h"
#include "ui/theme.h"

namespace madang::ui {

void ring(const demo::Lit& lit, std::string_view setting, ImVec2 low, ImVec2 high) {
  if (!lit.has(setting)) return;
  constexpr float outside = 3.f, rounding = 9.f, thickness = 3.f;
  ImGui::GetForegroundDrawList()->AddRect({low.x - outside, low.y - outside},
                                          {high.x + outside, high.y + outside},
                                          faded(theme().accent, lit.strength), rounding, 0, thickness);
}

}  // namespace madang::ui
