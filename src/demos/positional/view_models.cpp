#include <imgui.h>

#include "demos/positional/view_parts.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::positional {

namespace {

constexpr float solved = 0.9f;
constexpr float guessing = 0.05f;  // so little above the guess is none

/// What it knows, in the colour of success, of guessing or of neither.
void draw_score(const std::string& text, float accuracy, float guess) {
  const ui::Theme& theme = ui::theme();
  const ImU32 colour = accuracy > solved              ? theme.positive
                       : accuracy <= guess + guessing ? theme.warning
                                                      : theme.text;
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ui::paragraph(text);
  ImGui::PopStyleColor();
}

void draw_card(const Parts& parts, int index) {
  ImGui::PushID(index);
  ui::field(parts, index == 0 ? &Settings::scheme : &Settings::scheme_b);
  const ModelPicture& model = parts.model(index);
  const int trained = parts.snapshot.trained_length;
  draw_score(ui::filled(parts, {"학습 길이({0}): 정확도 {1}", "Trained length ({0}): {1}"}, trained,
                        ui::percent(model.accuracy)),
             model.accuracy, parts.snapshot.guess);
  draw_score(ui::filled(parts, {"그 너머({0}~{1}번째 자리): {2}", "Beyond (places {0} to {1}): {2}"},
                        trained + 1, reach * trained, ui::percent(model.accuracy_beyond)),
             model.accuracy_beyond, parts.snapshot.guess_beyond);
  ImGui::PopID();
}

}  // namespace

void draw_models(const Parts& parts) {
  {
    ui::Flow cards("models", 150.f, 2);
    for (const int i : {0, 1}) {
      cards.next();
      draw_card(parts, i);
    }
  }
  ui::caption(ui::filled(parts,
                         {"순서를 모르고 가장 잘 찍으면(가장 잦은 답): {0}, 그 너머 {1}",
                          "Best guess without the order (most frequent answer): {0}, beyond {1}"},
                         ui::percent(parts.snapshot.guess), ui::percent(parts.snapshot.guess_beyond)));
}

void draw_heads(const Parts& parts) {
  std::vector<std::string> names;
  for (int head = 1; head <= heads; ++head)
    names.push_back(ui::filled(parts, {"헤드 {0}", "Head {0}"}, head));
  int head = parts.settings.head - 1;
  if (ui::segmented("head", names, head)) parts.settings.head = head + 1;
}

}  // namespace madang::demos::positional
