#include "demo/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/error.h"

namespace madang::demo {

namespace {

std::string shortest(float value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

/// The whole text as a number, or nothing.
template <class T>
std::optional<T> parse(std::string_view text) {
  const std::string copy(text);  // strtof and strtol want a terminated string
  if (copy.empty() || std::isspace(static_cast<unsigned char>(copy.front()))) return {};
  char* end = nullptr;
  if constexpr (std::is_same_v<T, float>) {
    const float value = std::strtof(copy.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value)) return {};
    return value;
  } else {
    T value{};
    const auto [last, error] = std::from_chars(copy.data(), copy.data() + copy.size(), value);
    if (error != std::errc() || *last != '\0') return {};
    return value;
  }
}

std::string quoted(std::string_view text) {
  constexpr std::size_t most = 24;
  if (text.size() <= most) return "'" + std::string(text) + "'";
  std::size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
  return "'" + std::string(text.substr(0, cut)) + "…'";
}

Text out_of_range(const Field& field, std::string_view given, const std::string& low,
                  const std::string& high) {
  return {field.about.label.korean + ": " + quoted(given) + " 값은 쓸 수 없습니다. " + low + " 이상 " + high +
              " 이하의 수를 넣어 주세요.",
          field.about.label.english + ": " + quoted(given) + " cannot be used; give a number from " + low +
              " to " + high + "."};
}

struct SetValue {
  const Field& field;
  std::string_view text;

  std::optional<Text> operator()(Toggle& toggle) const {
    if (text != "0" && text != "1")
      return Text{
          field.about.label.korean + ": " + quoted(text) + " 값은 쓸 수 없습니다. 0 또는 1이어야 합니다.",
          field.about.label.english + ": " + quoted(text) + " cannot be used; it is 0 or 1."};
    *toggle.value = text == "1";
    return {};
  }
  std::optional<Text> operator()(Integer& integer) const {
    const auto value = parse<int>(text);
    if (!value || *value < integer.minimum || *value > integer.maximum)
      return out_of_range(field, text, std::to_string(integer.minimum), std::to_string(integer.maximum));
    *integer.value = *value;
    return {};
  }
  std::optional<Text> operator()(Number& number) const {
    const auto value = parse<float>(text);
    if (!value || *value < number.minimum || *value > number.maximum)
      return out_of_range(field, text, shortest(number.minimum), shortest(number.maximum));
    *number.value = *value;
    return {};
  }
  std::optional<Text> operator()(Choice& choice) const {
    const auto found = std::ranges::find(choice.options, text, &Option::name);
    if (found != choice.options.end()) {
      choice.set(static_cast<int>(found - choice.options.begin()));
      return {};
    }
    std::string names;
    for (const auto& option : choice.options) names += (names.empty() ? "" : ", ") + option.name;
    return Text{
        field.about.label.korean + ": " + quoted(text) + " 항목은 없습니다. 고를 수 있는 값: " + names,
        field.about.label.english + ": there is no " + quoted(text) + "; choose one of " + names + "."};
  }
  std::optional<Text> operator()(Writing& writing) const {
    if (text.size() > writing.most_bytes)
      return Text{field.about.label.korean + ": 글이 너무 깁니다. UTF-8로 " +
                      std::to_string(writing.most_bytes) + "바이트까지 쓸 수 있는데 " +
                      std::to_string(text.size()) + "바이트입니다.",
                  field.about.label.english + ": the text is too long, " + std::to_string(text.size()) +
                      " bytes of UTF-8 where " + std::to_string(writing.most_bytes) + " fit."};
    *writing.value = std::string(text);
    return {};
  }
};

struct TextOf {
  std::string operator()(const Toggle& toggle) const { return *toggle.value ? "1" : "0"; }
  std::string operator()(const Integer& integer) const { return std::to_string(*integer.value); }
  std::string operator()(const Number& number) const { return shortest(*number.value); }
  std::string operator()(const Choice& choice) const { return choice.options.at(choice.get()).name; }
  std::string operator()(const Writing& writing) const { return *writing.value; }
};

}  // namespace

std::string Field::text() const { return std::visit(TextOf{}, kind); }

std::optional<Text> Field::set(std::string_view text) { return std::visit(SetValue{*this, text}, kind); }

void FieldCollector::add(const char* name, About about, decltype(Field::kind) kind) {
  fields.push_back({name, std::move(about), std::move(kind)});
}

void FieldCollector::toggle(const char* name, bool& value, About about) {
  add(name, std::move(about), Toggle{&value});
}

void FieldCollector::integer(const char* name, int& value, About about, int minimum, int maximum) {
  add(name, std::move(about), Integer{&value, minimum, maximum});
}

void FieldCollector::number(const char* name, float& value, About about, float minimum, float maximum,
                            Scale scale) {
  add(name, std::move(about), Number{&value, minimum, maximum, scale});
}

void FieldCollector::writing(const char* name, std::string& value, About about, std::size_t most_bytes) {
  add(name, std::move(about), Writing{&value, most_bytes});
}

Field field_at(std::span<const Field> fields, const void* member) {
  const auto address = [](const Field& field) {
    return std::visit([](const auto& kind) -> const void* { return kind.value; }, field.kind);
  };
  const auto found = std::ranges::find(fields, member, address);
  if (found == fields.end()) throw Error("demo::field_of: this member is not declared as a setting");
  return *found;
}

std::vector<NamedValue> values_of(std::span<const Field> fields) {
  std::vector<NamedValue> values;
  for (const auto& field : fields) values.push_back({field.name, field.text()});
  return values;
}

std::vector<NamedValue> read_values(std::string_view text) {
  std::vector<NamedValue> values;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    const auto equals = part.find('=');
    if (equals == std::string_view::npos)
      throw Error("demo::read_values: no '=' in '" + std::string(part) + "'");
    values.push_back({std::string(part.substr(0, equals)), std::string(part.substr(equals + 1))});
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return values;
}

std::vector<Text> set_values(std::span<Field> fields, std::span<const NamedValue> values) {
  std::vector<Text> refused;
  for (const auto& [name, value] : values) {
    const auto field = std::ranges::find(fields, name, &Field::name);
    if (field == fields.end())
      refused.push_back({quoted(name) + "(이)라는 설정은 이 데모에 없습니다.",
                         "This demo has no setting " + quoted(name) + "."});
    else if (auto reason = field->set(value))
      refused.push_back(std::move(*reason));
  }
  return refused;
}

}  // namespace madang::demo
