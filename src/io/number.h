#pragma once

#include <optional>
#include <string_view>

/// Numbers as people, spreadsheets and keyboards write them: any of the signs − － – + before, digits of
/// ASCII, full width or Arabic, groups of three after space, apostrophe, comma or point, an exponent, a
/// percent sign (a hundredth), a currency sign (of no effect), parentheses for a negative. Not infinity, NaN,
/// hexadecimal.
namespace madang::io {

/// What a text says if its decimal mark is a point, and if it is a comma; nothing where it is no number then.
/// "1.5" and "1,234.5" are numbers with a point only, "1,5" and "0,123" with a comma only, "12" is the same
/// with both, and "1,234" and "1.234" are two numbers. Finite.
struct NumberReadings {
  std::optional<double> with_point;
  std::optional<double> with_comma;

  bool ambiguous() const { return with_point && with_comma && *with_point != *with_comma; }
};
NumberReadings read_number(std::string_view text);

/// A number typed into a field, which shows numbers with a point: "1.234" is meant so, "1,5" can mean one
/// thing only, and "1,234" is refused. Throws Refused naming the text.
float typed_number(std::string_view text);

}  // namespace madang::io
