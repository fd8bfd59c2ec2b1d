#include <imgui.h>

#include "demos/positional/view_parts.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::positional {

namespace {

constexpr float solved = 0.9f;
constexpr float guessing = 0.05f;  // so little above the guess is none

/// What it knows, in the colour of success, of guessing or of neither.
void draw_score(const std::string& label, float accuracy, float guess) {
  const ui::Theme& theme = ui::theme();
  const ImU32 colour = accuracy > solved              ? theme.positive
                       : accuracy <= guess + guessing ? theme.warning
                                                      : theme.text;
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ui::paragraph((label + percent(accuracy)).c_str());
  ImGui::PopStyleColor();
}

void draw_card(const Parts& parts, std::vector<demo::Field>& fields, int index) {
  ImGui::PushID(index);
  ui::field(parts.hand, ui::find(fields, index == 0 ? "position" : "position_b"));
  const ModelPicture& model = parts.model(index);
  const int trained = parts.snapshot.trained_length;
  const std::string length = std::to_string(trained), next = std::to_string(trained + 1),
                    last = std::to_string(reach * trained);
  draw_score(parts.korean() ? "학습 길이(" + length + "): 정확도 " : "Trained length (" + length + "): ",
             model.accuracy, parts.snapshot.guess);
  draw_score(parts.korean() ? "그 너머(" + next + "~" + last + "번째 자리): "
                            : "Beyond (places " + next + " to " + last + "): ",
             model.accuracy_beyond, parts.snapshot.guess_beyond);
  ImGui::PopID();
}

}  // namespace

void draw_models(const Parts& parts) {
  std::vector<demo::Field> fields = demo::fields_of(parts.settings);
  {
    ui::Flow cards("models", 150.f, 2);
    for (const int i : {0, 1}) {
      cards.next();
      draw_card(parts, fields, i);
    }
  }
  const std::string guess = percent(parts.snapshot.guess), beyond = percent(parts.snapshot.guess_beyond);
  ui::caption((parts.korean()
                   ? "순서를 모르고 가장 잘 찍으면(가장 잦은 답): " + guess + ", 그 너머 " + beyond
                   : "Best guess without the order (most frequent answer): " + guess + ", beyond " + beyond)
                  .c_str());
}

void draw_pages(const Parts& parts) {
  const std::vector<std::string> names = {parts.say("학습", "Learning"), parts.say("인코딩", "Encoding"),
                                          parts.say("거리", "Distance"), parts.say("어텐션", "Attention")};
  int page = static_cast<int>(parts.settings.page);
  if (ui::segmented("page", names, page)) parts.settings.page = static_cast<Page>(page);
}

void draw_heads(const Parts& parts) {
  std::vector<std::string> names;
  for (int head = 1; head <= heads; ++head)
    names.push_back((parts.korean() ? "헤드 " : "Head ") + std::to_string(head));
  int head = parts.settings.head - 1;
  if (ui::segmented("head", names, head)) parts.settings.head = head + 1;
}

}  // namespace madang::demos::positional
