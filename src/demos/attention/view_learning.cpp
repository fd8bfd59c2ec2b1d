#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

/// "1: 0.10, 2: 0.85": the probability of each answer.
std::string spoken(const Learning& learning) {
  std::string text;
  for (std::size_t i = 0; i < learning.answer.size(); ++i)
    text += (i > 0 ? ", " : "") + learning.values[i] + ": " + ui::fixed_text(learning.answer[i]);
  return text;
}

}  // namespace

void draw_answer(const Picture& picture) {
  const Learning& learning = picture.snapshot.learning;
  if (learning.answer.empty() || learning.values.size() != learning.answer.size()) return;
  ui::caption(
      picture.say("답의 확률. 테두리가 정답이다.", "Probability of each answer; the right one is framed."));
  const ui::Canvas c = ui::still_canvas("answer", {ui::width_or_available(0.f), 74.f}, spoken(learning));
  const auto& theme = ui::theme();
  const float step = std::min(48.f, c.width() / static_cast<float>(learning.answer.size()));
  const float base = c.high.y - ui::small_size - 6.f;
  for (std::size_t i = 0; i < learning.answer.size(); ++i) {
    const float x = c.low.x + static_cast<float>(i) * step;
    const ImVec2 low = {x + 3.f, base - (base - c.low.y) * learning.answer[i]}, high = {x + step - 3.f, base};
    const bool right = static_cast<int>(i) == learning.right_value;
    c.list->AddRectFilled({low.x, c.low.y}, high, theme.panel, 4.f);
    c.list->AddRectFilled(low, high, right ? theme.positive : theme.negative, 4.f);
    if (right) c.list->AddRect({low.x, c.low.y}, high, theme.accent, 4.f, 0, 2.f);
    ui::draw_text_centred(*c.list, {x, base + 3.f}, {x + step, c.high.y}, right ? theme.text : theme.muted,
                          learning.values[i], ui::small_size);
  }
}

void draw_question(Picture& picture) {
  Settings& settings = picture.settings;
  if (ui::button(picture.say("다른 문제 보기", "Another question"))) {
    settings.example = (settings.example + 1) % 256;
    settings.asked = 0;
  }
  ui::caption(
      picture.say("오른쪽 토큰을 누르면 그 키를 묻는다.", "Press a token on the right to ask for its key."));
}

void draw_learning(Picture& picture) {
  const char* steps = picture.say("갱신 횟수", "updates");
  const float curve_height = ui::narrow() ? 150.f : 220.f;
  ui::Flow curves("curves", 260.f, 2);
  curves.next();
  ui::curve_plot(picture.hand, "share",
                 {.x_label = steps, .y_low = 0.f, .y_high = 1.f, .height = curve_height});
  curves.next();
  ui::curve_plot(picture.hand, "loss",
                 {.x_label = steps, .y_scale = demo::Scale::logarithmic, .height = curve_height});
}

}  // namespace madang::demos::attention
