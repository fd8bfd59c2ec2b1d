#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/activations/view_parts.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::activations {

namespace {

std::string range_text(const Parts& parts, const std::vector<float>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  return ui::number_text(low, 2) + parts.say("~", " to ") + ui::number_text(high, 2);
}

ImU32 colour_of(Verdict verdict) {
  const ui::Theme& theme = ui::theme();
  return verdict == Verdict::kept      ? theme.positive
         : verdict == Verdict::unknown ? theme.muted
                                       : theme.warning;
}

/// The claims, read off this network now.
void draw_numbers(const Parts& parts, int index) {
  const NetPicture& net = parts.net(index);
  const Verdict verdict = verdict_of(net.ratio);
  const std::string last = std::to_string(net.gradient.size());
  ImGui::PushStyleColor(ImGuiCol_Text, colour_of(verdict));
  ui::paragraph((parts.gradient_name() + parts.say(", 1층 ÷ ", ", layer 1 ÷ ") + last +
                 parts.say("층: ", ": ") + ui::number_text(net.ratio, 2) + " (" +
                 name_of(verdict, parts.hand.language) + ")")
                    .c_str());
  ImGui::PopStyleColor();
  ui::caption((parts.say("활성값의 평균 ", "Activations: mean ") + range_text(parts, net.mean) +
               parts.say(", 분산 ", ", variance ") + range_text(parts, net.variance))
                  .c_str());
  std::string learned = parts.say("손실 ", "Loss ") + ui::number_text(net.loss) +
                        parts.say(", 정확도 ", ", accuracy ") + percent(net.accuracy);
  if (can_be_off(parts.function(index)))
    learned += parts.say(", 꺼진 유닛 ", ", units off ") + percent(net.off_share);
  ui::caption(learned.c_str());
  if (!net.slopes.empty())
    ui::caption((parts.say("배운 기울기 a: ", "Learned slopes a: ") + range_text(parts, net.slopes)).c_str());
}

void draw_trouble(const Parts& parts, int index) {
  const NetPicture& net = parts.net(index);
  if (!net.stopped && !net.overflow) return;
  std::string text;
  if (net.stopped) {
    const std::string step = std::to_string(net.stopped_step + 1);
    text = parts.korean()
               ? step + "번째 스텝에서 발산하여 그 직전에 멈추었다. " + net.reason.korean
               : "Diverged in step " + step + " and stands as it was before. " + net.reason.english;
  } else {
    text = parts.say(
        "수가 float의 한계(3.4e38)를 넘어, 잴 수 없는 층은 비워 둔다.",
        "Its numbers leave the range of float (3.4e38); layers that cannot be measured stay empty.");
  }
  ImGui::PushStyleColor(ImGuiCol_Text, ui::theme().warning);
  ui::paragraph(text.c_str());
  ImGui::PopStyleColor();
}

void draw_card(const Parts& parts, std::vector<demo::Field>& fields, int index) {
  ImGui::PushID(index);
  {
    ui::Flow recipe("recipe", 110.f, 2);
    recipe.next();
    ui::field(parts.hand, ui::find(fields, index == 0 ? "activation" : "activation_b"));
    recipe.next();
    ui::field(parts.hand, ui::find(fields, index == 0 ? "init" : "init_b"));
  }
  draw_numbers(parts, index);
  draw_trouble(parts, index);
  ImGui::PopID();
}

void draw_invitation(const Parts& parts) {
  const std::string recipe =
      name_of(parts.settings.function_b, parts.hand.language) + " · " + name_of(parts.settings.start_b);
  ui::caption(
      (parts.korean()
           ? "켜면 같은 시드, 같은 배치로 배워 온 신경망 B(" + recipe + ")가 곁에 나타난다."
           : "Network B (" + recipe + "), which has learned from the same seed and batches, appears here.")
          .c_str());
}

}  // namespace

void draw_networks(const Parts& parts) {
  std::vector<demo::Field> fields = demo::fields_of(parts.settings);
  ui::field(parts.hand, ui::find(fields, "compare"));
  ui::Flow cards("networks", 270.f, 2);
  cards.next();
  draw_card(parts, fields, 0);
  cards.next();
  if (parts.count() > 1)
    draw_card(parts, fields, 1);
  else
    draw_invitation(parts);
}

void draw_pages(const Parts& parts) {
  const std::vector<std::string> names = {parts.say("층마다", "Layers"), parts.say("층 속", "Inside a layer"),
                                          parts.say("학습", "Training")};
  int page = static_cast<int>(parts.settings.page);
  if (ui::segmented("page", names, page)) parts.settings.page = static_cast<Page>(page);
}

}  // namespace madang::demos::activations
