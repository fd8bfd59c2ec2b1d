#include "ui/field.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "core/error.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/frame.h"
#include "ui/ring.h"
#include "ui/setting_value.h"
#include "ui/slider.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

/// From this width on, a label stands beside its control.
constexpr float beside_width = 440.f;

/// A label and its control share a row where there is room; else the label stands above.
struct Row {
  float available = ImGui::GetContentRegionAvail().x;
  bool beside = available >= beside_width;
  float label_width = beside ? available * 0.36f : available;
  float control_width() const { return beside ? available - label_width : available; }
};

constexpr float number_width = 76.f;

/// The next item stands beside the label, or below it with a small gap.
void put_label(const Row& row, const std::string& label, const std::string& hint, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = row.beside ? ImGui::GetFrameHeight() : body_size + 8.f;
  ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0.f);
  ImGui::Dummy({std::max(1.f, width), height});
  ImGui::PopStyleVar();
  tooltip(hint);
  draw_text(*ImGui::GetWindowDrawList(), {at.x, at.y + (height - body_size) / 2.f}, theme().text,
            elided(label, width - 8.f, body_size), body_size);
  if (row.beside) ImGui::SameLine(0.f, 0.f);
}

float label_above_or_beside(const std::string& label, const std::string& hint) {
  const Row row;
  put_label(row, label, hint, row.label_width);
  return row.control_width();
}

/// The number of a slider named `label`; a tap on it opens a field to type one.
std::optional<float> number(const demo::Hand& hand, const Row& row, const std::string& label,
                            const std::string& text, float value) {
  ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, row.beside ? ImGui::GetStyle().ItemSpacing.y : 0.f);
  const std::string name = label + " " + text;
  const Canvas c = canvas("number", {number_width, row.beside ? ImGui::GetFrameHeight() : body_size + 8.f},
                          {.name = name, .description = hand.say("수를 직접 넣기", "Type a number")});
  ImGui::PopStyleVar();
  const ImGuiID typing = ImGui::GetID("typing");
  bool open = ImGui::GetStateStorage()->GetBool(typing) || c.clicked;
  if (c.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  std::optional<float> typed;
  if (open) {
    typed = number_field("##typed", label, c.low, c.high, value, open);
  } else {
    const std::string shown = elided(text, c.width(), body_size);
    const float x = c.high.x - text_width(shown, body_size);
    const float y = (c.low.y + c.high.y - body_size) / 2.f;
    draw_text(*c.list, {x, y}, c.hovered ? theme().text : theme().muted, shown, body_size);
    c.list->AddLine({x, y + body_size + 1.f}, {c.high.x, y + body_size + 1.f}, faded(theme().muted, 0.4f));
  }
  ImGui::GetStateStorage()->SetBool(typing, open);
  return typed;
}

/// As Field::set reads it.
std::string plain_text(float number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.9g", static_cast<double>(number));
  return buffer;
}

std::vector<std::string> labels_of(const demo::Choice& choice, Language language) {
  std::vector<std::string> labels;
  for (const auto& option : choice.options) labels.push_back(option.label.in(language));
  return labels;
}

struct Widget {
  demo::Hand& hand;
  demo::Field& field;

  const std::string& label() const { return field.about.label.in(hand.language); }
  const std::string& hint() const { return field.about.tooltip.in(hand.language); }

  bool take(const std::string& text) const {
    const std::string before = field.text();
    if (auto reason = field.set(text)) {
      if (hand.complain) hand.complain(*reason);
      return false;
    }
    return field.text() != before;
  }

  bool operator()(demo::Toggle& setting) const {
    const bool changed = toggle(label().c_str(), *setting.value);
    tooltip(hint());
    return changed;
  }

  /// Label, slider (drawn and applied by `slide`) and number. A typed number goes through the setting's
  /// check.
  template <class Slide, class Value>
  bool numeric(Slide slide, Value value) const {
    const Row row;
    std::optional<float> typed;
    bool changed = false;
    const auto put_number = [&] { typed = number(hand, row, label(), number_text(value(), 4), value()); };
    if (row.beside) {
      put_label(row, label(), hint(), row.label_width);
      changed = slide(row.control_width() - number_width - 8.f);
      ImGui::SameLine(0.f, 8.f);
      put_number();
    } else {
      put_label(row, label(), hint(), row.label_width - number_width);
      ImGui::SameLine(0.f, 0.f);
      put_number();
      changed = slide(row.control_width());
      if (changed) request_frame();  // the number above is that of before
    }
    return (typed && take(plain_text(*typed))) || changed;
  }

  bool operator()(demo::Integer& setting) const {
    const auto slide = [&](float width) {
      int value = *setting.value;
      const std::string shown = number_text(static_cast<float>(value), 4);
      const bool moved = slider("##slider", value, setting.minimum, setting.maximum, width,
                                {.name = label(), .value = shown});
      tooltip(hint());
      return moved && std::exchange(*setting.value, value) != value;
    };
    return numeric(slide, [&] { return static_cast<float>(*setting.value); });
  }

  bool operator()(demo::Number& setting) const {
    const auto slide = [&](float width) {
      float position = slider_position(setting, *setting.value);
      const float before = position;
      bool by_keys = false;
      const std::string shown = number_text(*setting.value, 4);
      const bool moved = slider("##slider", position, width, {.name = label(), .value = shown}, &by_keys);
      tooltip(hint());
      if (!moved) return false;
      const float value = by_keys ? stepped_value(setting, *setting.value, position > before, position)
                                  : slider_value(setting, position);
      return std::exchange(*setting.value, value) != value;
    };
    return numeric(slide, [&] { return *setting.value; });
  }

  bool operator()(demo::Choice& setting) const {
    const float width = label_above_or_beside(label(), hint());
    const std::vector<std::string> labels = labels_of(setting, hand.language);
    int index = setting.get();
    if (!choose(labels, index, width)) return false;
    setting.set(index);
    return true;
  }

  /// Few short options stand beside each other; many become a list that opens.
  bool choose(std::span<const std::string> labels, int& index, float width) const {
    constexpr float padding = 20.f;
    float together = 0.f;
    for (const auto& label : labels) together += text_width(label, body_size) + padding;
    if (labels.size() <= 4 || together <= width)
      return segmented("##choice", label(), labels, index, width, hint());
    return dropdown("##choice", label(), labels, index, width, hint());
  }

  bool operator()(demo::Writing& setting) const {
    const float width = label_above_or_beside(label(), hint());
    const TextAnswer typed =
        text_field(label().c_str(), *setting.value,
                   {.name = field.name, .most_bytes = setting.most_bytes, .width = width});
    return typed.text && take(*typed.text);
  }
};

}  // namespace

bool field(demo::Hand& hand, demo::Field& field) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::PushID(field.name.c_str());
  const bool changed = std::visit(Widget{hand, field}, field.kind);
  ImGui::PopID();
  ring(hand.lit, field.name, low, {low.x + width, ImGui::GetItemRectMax().y});
  return changed;
}

bool choice(const demo::Hand& hand, const demo::Field& field) {
  const auto* const setting = std::get_if<demo::Choice>(&field.kind);
  if (!setting) throw Error("ui::choice: '" + field.name + "' is no choice");
  int index = setting->get();
  const demo::About& about = field.about;
  const bool changed =
      segmented(field.name.c_str(), about.label.in(hand.language), labels_of(*setting, hand.language), index,
                0.f, about.tooltip.in(hand.language));
  ring(hand.lit, field.name, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  if (changed) setting->set(index);
  return changed;
}

demo::Field& find(std::span<demo::Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &demo::Field::name);
  if (found == fields.end()) throw Error("ui::find: no setting named '" + std::string(name) + "'");
  return *found;
}

}  // namespace madang::ui
