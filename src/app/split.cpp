#include "app/split.h"

#include <algorithm>
#include <cstdio>
#include <variant>

namespace madang::app {

demo::Run split(const demo::Run& run, const demo::NamedValue& other) {
  demo::Run twin = run;
  const auto is_split = [&](const demo::NamedValue& value) { return value.name == other.name; };
  std::erase_if(twin.settings, is_split);
  twin.settings.push_back(other);
  for (auto& event : twin.events) std::erase_if(event.settings, is_split);
  std::erase_if(twin.events,
                [](const demo::Event& event) { return event.action.name.empty() && event.settings.empty(); });
  return twin;
}

namespace {

struct Another {
  std::string operator()(const demo::Toggle& toggle) const { return *toggle.value ? "0" : "1"; }
  /// Of few values the next, of many twice or half as much: one image more or less would show nothing.
  std::string operator()(const demo::Integer& integer) const {
    constexpr int few = 12;
    const int value = *integer.value, low = integer.minimum, high = integer.maximum;
    if (high - low > few && value > 0 && value <= high / 2) return std::to_string(2 * value);
    if (high - low > few && value / 2 >= low && value > 1) return std::to_string(value / 2);
    return std::to_string(std::clamp(value + (value < high ? 1 : -1), low, high));
  }
  std::string operator()(const demo::Number& number) const {
    const float value = *number.value, span = number.maximum - number.minimum;
    float other = number.scale == demo::Scale::logarithmic && value > 0.f ? value * 3.f : value + span / 4.f;
    if (other > number.maximum)
      other = number.scale == demo::Scale::logarithmic && value > 0.f ? value / 3.f : value - span / 4.f;
    return written(std::clamp(other, number.minimum, number.maximum));
  }
  std::string operator()(const demo::Choice& choice) const {
    const auto next = (static_cast<std::size_t>(choice.get()) + 1) % choice.options.size();
    return choice.options[next].name;
  }
  std::string operator()(const demo::Writing& writing) const { return *writing.value; }

  // std::to_chars with a precision would bring 100 KB of incompressible tables into the page's module.
  static std::string written(float value) {
    char buffer[32];
    const int length = std::snprintf(buffer, sizeof buffer, "%.4g", static_cast<double>(value));
    return {buffer, static_cast<std::size_t>(length)};
  }
};

}  // namespace

std::string another_value(const demo::Field& field) { return std::visit(Another{}, field.kind); }

std::string shown_value(const demo::Field& field, Language language) {
  if (const auto* choice = std::get_if<demo::Choice>(&field.kind))
    return choice->options[static_cast<std::size_t>(choice->get())].label.in(language);
  const std::string& label = field.about.label.in(language);
  if (const auto* toggle = std::get_if<demo::Toggle>(&field.kind))
    return label + (language == Language::korean ? (*toggle->value ? " 켬" : " 끔")
                                                 : (*toggle->value ? " on" : " off"));
  return label + " " + field.text();
}

}  // namespace madang::app
