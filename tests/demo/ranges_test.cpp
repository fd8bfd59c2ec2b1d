// A link sets its settings one by one, in the order in which it names them: what is legal for one must not
// hang on another that may come after it.
#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "demo/settings.h"
#include "demo/view.h"

using namespace madang;

namespace {

/// "1…8" of a count or a number, the options of a choice.
std::string legal(const demo::Field& field) {
  if (const auto* count = std::get_if<demo::Integer>(&field.kind))
    return std::to_string(count->minimum) + "…" + std::to_string(count->maximum);
  if (const auto* number = std::get_if<demo::Number>(&field.kind))
    return std::to_string(number->minimum) + "…" + std::to_string(number->maximum);
  std::string names;
  if (const auto* choice = std::get_if<demo::Choice>(&field.kind))
    for (const demo::Option& option : choice->options) names += option.name + " ";
  return names;
}

/// The ends of its range, or all that it can be.
std::vector<std::string> ends_of(const demo::Field& field) {
  if (const auto* count = std::get_if<demo::Integer>(&field.kind))
    return {std::to_string(count->minimum), std::to_string(count->maximum)};
  if (std::holds_alternative<demo::Toggle>(field.kind)) return {"0", "1"};
  std::vector<std::string> names;
  if (const auto* choice = std::get_if<demo::Choice>(&field.kind))
    for (const demo::Option& option : choice->options) names.push_back(option.name);
  return names;
}

}  // namespace

TEST_CASE("settings: what is legal for one never hangs on another, in any demo") {
  for (const std::string& slug : demo::view_slugs()) {
    const auto usual = demo::make_view(slug);
    const auto before = usual->fields();
    for (const demo::Field& changed : before)
      for (const std::string& value : ends_of(changed)) {
        const auto view = demo::make_view(slug);
        auto fields = view->fields();
        demo::NamedValue set = {changed.name, value};
        REQUIRE(demo::set_values(fields, {&set, 1}).empty());
        const auto after = view->fields();
        REQUIRE(after.size() == before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
          CAPTURE(slug);
          CAPTURE(changed.name);
          CAPTURE(value);
          CAPTURE(after[i].name);
          CHECK(legal(after[i]) == legal(before[i]));
        }
      }
  }
}
