#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/text.h"

namespace madang::demo {

/// What a changed setting does to the run.
enum class Effect {
  restart,  ///< the run begins anew with the same seed (architecture, data set)
  live,     ///< the run goes on with the new value (learning rate, temperature, what is shown)
};

enum class Scale { linear, logarithmic };

/// What every setting declares, once: the widget, the tooltip, the link and the tests come from it.
struct About {
  Text label{};
  Text tooltip;  ///< what it changes and why one would
  Effect effect = Effect::live;
  bool in_panel = true;  ///< false: the view draws its own control for it
};

struct Option {
  std::string name;  ///< stands in links; never renamed
  Text label;
};

struct Toggle {
  bool* value;
};
struct Integer {
  int* value;
  int minimum;
  int maximum;
};
struct Number {
  float* value;
  float minimum;
  float maximum;
  Scale scale;
};
struct Choice {
  void* value;  ///< of the setting's enum class
  int (*number_of)(const void* value);
  void (*take_number)(void* value, int number);
  std::vector<Option> options;

  int get() const { return number_of(value); }
  void set(int number) const { take_number(value, number); }
  /// Of the value that it has now.
  const Text& label() const { return options.at(static_cast<std::size_t>(get())).label; }
};
struct Writing {
  std::string* value;
  std::size_t most_bytes;
};

/// One setting of one Settings object, reached by name. Values travel as text, so links, messages and tests
/// share one form.
struct Field {
  std::string name;
  About about;
  std::variant<Toggle, Integer, Number, Choice, Writing> kind;

  std::string text() const;
  /// Takes a value from text; on bad input leaves the setting as it was and returns the reason.
  std::optional<Text> set(std::string_view text);
};

/// Collects the fields of a Settings object. Used through fields_of. What is legal for one never hangs on the
/// value of another, which a link may set after it.
///   void Settings::visit(demo::FieldCollector& v) {
///     v.number("learning_rate", learning_rate, {.label = …, .tooltip = …}, 1e-4f, 10.f, Scale::logarithmic);
///     v.choice("data", data, {…}, {{"xor", {"배타적 논리합(XOR)", "XOR"}}, …});   // data: enum class
///     counted from 0
///   }
class FieldCollector {
 public:
  void toggle(const char* name, bool& value, About about);
  void integer(const char* name, int& value, About about, int minimum, int maximum);
  void number(const char* name, float& value, About about, float minimum, float maximum,
              Scale scale = Scale::linear);
  template <class Enum>
  void choice(const char* name, Enum& value, About about, std::vector<Option> options) {
    add(name, std::move(about),
        Choice{&value, [](const void* from) { return static_cast<int>(*static_cast<const Enum*>(from)); },
               [](void* to, int number) { *static_cast<Enum*>(to) = static_cast<Enum>(number); },
               std::move(options)});
  }
  void writing(const char* name, std::string& value, About about, std::size_t most_bytes);

  std::vector<Field> fields;

 private:
  void add(const char* name, About about, decltype(Field::kind) kind);
};

/// The fields of `settings`; they point into it and must not outlive it.
template <class Settings>
std::vector<Field> fields_of(Settings& settings) {
  FieldCollector collector;
  settings.visit(collector);
  return std::move(collector.fields);
}

/// The one of `fields` that points to `member`; throws Error when none does.
Field field_at(std::span<const Field> fields, const void* member);

/// The setting that holds a member: field_of(settings, &Settings::page). It points into `settings`.
template <class Settings, class Value>
Field field_of(Settings& settings, Value Settings::*member) {
  return field_at(fields_of(settings), &(settings.*member));
}

/// What a choice calls one of its values: label_of(settings, &Settings::page, Page::layers).
template <class Settings, class Enum>
Text label_of(Settings settings, Enum Settings::*choice, std::type_identity_t<Enum> value) {
  settings.*choice = value;
  return std::get<Choice>(field_of(settings, choice).kind).label();
}
/// The same of the value that it has now.
template <class Settings, class Enum>
Text label_of(const Settings& settings, Enum Settings::*choice) {
  return label_of(settings, choice, settings.*choice);
}

/// A value on its way through a link or a message.
struct NamedValue {
  std::string name;
  std::string value;
  bool operator==(const NamedValue&) const = default;

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, value);
  }
};

std::vector<NamedValue> values_of(std::span<const Field> fields);
/// The values of `page=layers&depth=20`, written as in a link but not encoded. Throws Error where a `=` is
/// missing.
std::vector<NamedValue> read_values(std::string_view text);

/// Sets every field that is named; returns one reason for each value that was refused (unknown name, out of
/// range). Refused values leave their field as it was.
std::vector<Text> set_values(std::span<Field> fields, std::span<const NamedValue> values);

}  // namespace madang::demo
