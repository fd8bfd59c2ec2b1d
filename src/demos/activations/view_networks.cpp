#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/activations/view_parts.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::activations {

namespace {

std::string range_text(const Parts& parts, const std::vector<float>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  return ui::filled(parts, {"{0}~{1}", "{0} to {1}"}, ui::number_text(low, 2), ui::number_text(high, 2));
}

/// What the gradient's ratio first / last means.
struct Verdict {
  Text name;
  ImU32 colour;
};

Verdict verdict_of(float ratio) {
  const ui::Theme& theme = ui::theme();
  if (!std::isfinite(ratio)) return {{"잴 수 없음", "cannot be measured"}, theme.muted};
  if (ratio < 1e-3f) return {{"소실", "vanishing"}, theme.warning};
  if (ratio < 0.05f) return {{"줄어듦", "shrinking"}, theme.warning};
  if (ratio <= 20.f) return {{"유지", "kept"}, theme.positive};
  if (ratio <= 1e3f) return {{"커짐", "growing"}, theme.warning};
  return {{"폭발", "exploding"}, theme.warning};
}

/// The claims, read off this network now.
void draw_numbers(const Parts& parts, int index) {
  const NetPicture& net = parts.net(index);
  const Verdict verdict = verdict_of(net.ratio);
  ImGui::PushStyleColor(ImGuiCol_Text, verdict.colour);
  ui::paragraph(ui::filled(parts, {"{0}, 1층 ÷ {1}층: {2} ({3})", "{0}, layer 1 ÷ {1}: {2} ({3})"},
                           parts.gradient_name(), net.gradient.size(), ui::number_text(net.ratio, 2),
                           verdict.name));
  ImGui::PopStyleColor();
  ui::caption(ui::filled(parts, {"활성값의 평균 {0}, 분산 {1}", "Activations: mean {0}, variance {1}"},
                         range_text(parts, net.mean), range_text(parts, net.variance)));
  std::string learned = ui::filled(parts, {"손실 {0}, 정확도 {1}", "Loss {0}, accuracy {1}"}, net.loss,
                                   ui::percent(net.accuracy));
  if (can_be_off(parts.function(index)))
    learned += ui::filled(parts, {", 꺼진 유닛 {0}", ", units off {0}"}, ui::percent(net.off_share));
  ui::caption(learned);
  if (!net.slopes.empty())
    ui::caption(
        ui::filled(parts, {"배운 기울기 a: {0}", "Learned slopes a: {0}"}, range_text(parts, net.slopes)));
}

void draw_trouble(const Parts& parts, int index) {
  const NetPicture& net = parts.net(index);
  if (!net.stopped && std::isfinite(net.loss)) return;
  ImGui::PushStyleColor(ImGuiCol_Text, ui::theme().warning);
  ui::paragraph(net.stopped
                    ? ui::filled(parts,
                                 {"{0}번째 갱신에서 발산하여 그 직전에 멈추었다. {1}",
                                  "Diverged at update {0}; shown as it was just before. {1}"},
                                 net.stopped_step + 1, net.reason)
                    : ui::filled(parts, {"수가 float의 한계(3.4e38)를 넘어, 잴 수 없는 층은 비워 둔다.",
                                         "Its numbers exceed the range of float (3.4e38); layers that cannot "
                                         "be measured stay empty."}));
  ImGui::PopStyleColor();
}

void draw_card(const Parts& parts, int index) {
  ImGui::PushID(index);
  {
    ui::Flow recipe("recipe", 110.f, 2);
    recipe.next();
    ui::field(parts, index == 0 ? &Settings::function : &Settings::function_b);
    recipe.next();
    ui::field(parts, index == 0 ? &Settings::start : &Settings::start_b);
  }
  draw_numbers(parts, index);
  draw_trouble(parts, index);
  ImGui::PopID();
}

void draw_invitation(const Parts& parts) {
  ui::caption(ui::filled(parts,
                         {"켜면 같은 시드, 같은 배치로 배워 온 신경망 B({0})가 곁에 나타난다.",
                          "Network B ({0}), which has learned from the same seed and batches, appears here."},
                         recipe(parts.settings, 1, parts.hand.language)));
}

}  // namespace

void draw_networks(const Parts& parts) {
  ui::field(parts, &Settings::compare);
  ui::Flow cards("networks", 270.f, 2);
  cards.next();
  draw_card(parts, 0);
  cards.next();
  if (parts.count() > 1)
    draw_card(parts, 1);
  else
    draw_invitation(parts);
}

}  // namespace madang::demos::activations
