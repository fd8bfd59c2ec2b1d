#include "ui/head.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "core/error.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/ring.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float gap = 8.f;  // css px, between the parts

/// A row of options: beside each other where there is room, else a list that opens.
struct Part {
  std::string id;
  std::string name;  ///< of what is chosen
  std::string hint;
  std::string none;  ///< what the closed list says where no option is on
  std::vector<std::string> labels;
  int index = -1;

  float spread_width() const { return segmented_width(labels); }
  float list_width() const {
    constexpr float most = 190.f;
    float widest = dropdown_width(none);
    for (const auto& label : labels) widest = std::max(widest, dropdown_width(label));
    return std::min(most, widest);
  }
  /// What the closed list says now, whole.
  float told_width() const {
    return std::min(list_width(), dropdown_width(index < 0 ? none : labels[static_cast<std::size_t>(index)]));
  }
};

void set(std::span<demo::Field> fields, const std::string& state) {
  for (const Text& refused : demo::set_values(fields, demo::read_values(state)))
    throw Error("a scene: " + refused.english);
}

/// Whether a setting has the value that `value` writes, perhaps otherwise than the field does.
bool has(std::span<demo::Field> fields, const demo::NamedValue& value) {
  demo::Field& field = find(fields, value.name);
  const std::string now = field.text();
  if (const auto refused = field.set(value.value)) throw Error("a scene: " + refused->english);
  const bool same = field.text() == now;
  field.set(now);
  return same;
}

Part scenes_part(const demo::Hand& hand, const demo::Head& head) {
  Part part{.id = "scenes",
            .name = hand.say("장면", "Scene"),
            .hint = hand.say("장면: 눈여겨볼 만한 상황으로 설정을 한 번에 바꾼다.",
                             "Scenes: each sets everything up for one situation worth seeing."),
            .none = hand.say("장면 고르기", "Choose a scene"),
            .labels = {}};
  for (const demo::Scene& scene : head.scenes) part.labels.push_back(scene.name.in(hand.language));
  return part;
}

Part choice_part(const demo::Hand& hand, const demo::Field& field) {
  const auto* const choice = std::get_if<demo::Choice>(&field.kind);
  if (!choice) throw Error("ui::head: '" + field.name + "' is no choice");
  Part part{.id = field.name,
            .name = field.about.label.in(hand.language),
            .hint = field.about.tooltip.in(hand.language),
            .none = {},
            .labels = {}};
  for (const auto& option : choice->options) part.labels.push_back(option.label.in(hand.language));
  part.index = choice->get();
  return part;
}

std::vector<Part> parts_of(const demo::Hand& hand, std::span<const demo::Field> fields,
                           const demo::Head& head) {
  std::vector<Part> parts;
  if (!head.scenes.empty()) parts.push_back(scenes_part(hand, head));
  for (const auto& name : head.choices) {
    const auto field = std::ranges::find(fields, name, &demo::Field::name);
    if (field == fields.end()) throw Error("ui::head: no setting named '" + name + "'");
    parts.push_back(choice_part(hand, *field));
  }
  return parts;
}

float sum(const std::vector<float>& widths) {
  return std::accumulate(widths.begin(), widths.end(),
                         gap * static_cast<float>(std::max<std::size_t>(1, widths.size()) - 1));
}

/// What is left beside what the parts need, shared among them.
std::vector<float> shared(const std::vector<Part>& parts, float width) {
  std::vector<float> needed;
  for (const Part& part : parts) needed.push_back(part.told_width());
  const float gaps = gap * static_cast<float>(parts.size() - 1);
  const float total = sum(needed) - gaps, room = std::max(0.f, width - gaps);
  const float spare = (room - total) / static_cast<float>(parts.size());
  for (float& each : needed) each = spare >= 0.f ? each + spare : each * room / total;
  return needed;
}

/// Widths for the parts: spread out, then one after the other as a list, then lists that are only as wide as
/// what they say now.
std::vector<float> fitted(const std::vector<Part>& parts, float width) {
  std::vector<float> widths;
  for (const Part& part : parts) widths.push_back(part.spread_width());
  for (std::size_t i = 0; i < parts.size() && sum(widths) > width; ++i)
    widths[i] = std::min(widths[i], parts[i].list_width());
  return sum(widths) > width ? shared(parts, width) : widths;
}

/// As lists, none of them wider than `most`.
float narrowest(const std::vector<Part>& parts, float most) {
  std::vector<float> widths;
  for (const Part& part : parts) widths.push_back(std::min({part.spread_width(), part.list_width(), most}));
  return sum(widths);
}

/// Around the scenes, where a link led to one.
void ring_scene(const demo::Lit& lit, const demo::Scene& scene) {
  const auto state = demo::read_values(scene.state);
  const auto led = std::ranges::find_if(state, [&](const auto& value) { return lit.has(value.name); });
  if (led != state.end()) ring(lit, led->name, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

bool draw_part(Part& part, float width) {
  if (width >= part.spread_width() - 0.5f)
    return segmented(part.id.c_str(), part.name, part.labels, part.index, width, part.hint);
  const std::string unseen = "##" + part.id;  // ImGui writes beside a list what it is called
  return dropdown(unseen.c_str(), part.name, part.labels, part.index, width, part.hint, part.none);
}

}  // namespace

const demo::Scene* scene_in_force(std::span<demo::Field> fields, std::span<const demo::Scene> scenes) {
  for (const demo::Scene& scene : scenes) {
    const auto state = demo::read_values(scene.state);
    if (std::ranges::all_of(state, [&](const auto& value) { return has(fields, value); })) return &scene;
  }
  return nullptr;
}

void begin(std::span<demo::Field> fields, const demo::Scene& scene) {
  set(fields, scene.state);
  set(fields, scene.start);
}

void head(const demo::Hand& hand, std::span<demo::Field> fields, const demo::Head& head, float width) {
  auto parts = parts_of(hand, fields, head);
  if (!head.scenes.empty())
    if (const demo::Scene* const now = scene_in_force(fields, head.scenes))
      parts.front().index = static_cast<int>(now - head.scenes.data());
  const auto widths = fitted(parts, width);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) ImGui::SameLine(0.f, gap);
    const bool is_scenes = i == 0 && !head.scenes.empty();
    const bool changed = draw_part(parts[i], widths[i]);
    if (!is_scenes)
      ring(hand.lit, parts[i].id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    else if (parts[i].index >= 0)
      ring_scene(hand.lit, head.scenes[static_cast<std::size_t>(parts[i].index)]);
    if (!changed) continue;
    if (is_scenes)
      begin(fields, head.scenes[static_cast<std::size_t>(parts[i].index)]);
    else
      std::get<demo::Choice>(find(fields, parts[i].id).kind).set(parts[i].index);
  }
}

float whole_head_width(const demo::Hand& hand, std::span<const demo::Field> fields, const demo::Head& head) {
  return narrowest(parts_of(hand, fields, head), INFINITY);
}

float least_head_width(const demo::Hand& hand, std::span<const demo::Field> fields, const demo::Head& head) {
  constexpr float least_part = 128.f;
  return narrowest(parts_of(hand, fields, head), least_part);
}

}  // namespace madang::ui
