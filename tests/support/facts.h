#pragma once

#include <string>
#include <vector>

#include "demo/settings.h"

namespace madang::test {

/// What src/demos/<slug>/tests.txt says of a demo, one fact a line; a `#` begins a line of comment. The file
/// is optional.
struct Facts {
  std::vector<demo::NamedValue> learns;  ///< settings in which it is seen to learn
  int learns_within = 100;               ///< steps in which the loss has fallen by a tenth
  std::string measures;                  ///< what rises in the mirror of a demo that measures, as a regex
  std::vector<std::vector<demo::NamedValue>> pytorch;  ///< runs whose script must give the same curve
};

/// Throws Error, naming the line, where it cannot be read.
Facts facts_in(const std::string& text);
Facts facts_of(const std::string& slug);

/// "a=1 b=x" and back.
std::vector<demo::NamedValue> settings_in(const std::string& text);
std::string settings_text(const std::vector<demo::NamedValue>& settings);

}  // namespace madang::test
