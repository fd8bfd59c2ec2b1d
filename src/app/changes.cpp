#include "app/changes.h"

#include <algorithm>
#include <variant>

#include "app/session.h"
#include "app/split.h"
#include "ui/filled.h"

namespace madang::app {

namespace {

constexpr std::size_t most_told = 5;

/// "data XOR", "hidden layers 0", "scaled on"; of a long text its name alone.
std::string told_value(const demo::Field& field, Language language) {
  const std::string& label = field.about.label.in(language);
  if (std::holds_alternative<demo::Writing>(field.kind)) return label;
  const std::string value = shown_value(field, language);
  const bool is_choice = std::holds_alternative<demo::Choice>(field.kind);
  return is_choice && !label.empty() ? label + " " + value : value;
}

std::string joined(std::vector<std::string> parts, Language language) {
  const std::size_t left_out = parts.size() > most_told ? parts.size() - most_told : 0;
  parts.resize(parts.size() - left_out);
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return left_out == 0
             ? all
             : all + ui::filled(language, {" 외 {0}개", " and {0} more"}, static_cast<int>(left_out));
}

}  // namespace

Changes changes_of(std::vector<demo::Field> fields, const Standing& before, const Standing& after,
                   Language language) {
  Changes changes;
  std::vector<std::string> parts;
  const auto differs = [&](const char* name, std::string told) {
    changes.names.push_back(name);
    parts.push_back(std::move(told));
  };
  const auto old_values = settings_at_end(before.run), new_values = settings_at_end(after.run);
  for (demo::Field& field : fields) {
    const auto value = std::ranges::find(new_values, field.name, &demo::NamedValue::name);
    if (value == new_values.end() || std::ranges::find(old_values, *value) != old_values.end()) continue;
    const std::string now = field.text();
    field.set(value->value);
    differs(field.name.c_str(), told_value(field, language));
    field.set(now);
  }
  if (before.run.seed != after.run.seed)
    differs("seed", ui::filled(language, {"시드 {0}", "seed {0}"}, after.run.seed));
  if (before.run.step != after.run.step)
    differs("step", ui::filled(language, {"{0}단계", "step {0}"}, after.run.step));
  if (before.other != after.other)
    differs("b.", after.other ? ui::filled(language, {"A/B 비교 켬", "A/B comparison on"})
                              : ui::filled(language, {"A/B 비교 끔", "A/B comparison off"}));
  changes.told = joined(std::move(parts), language);
  return changes;
}

}  // namespace madang::app
