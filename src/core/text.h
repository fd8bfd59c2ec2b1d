#pragma once

#include <string>

namespace madang {

enum class Language { korean, english };

/// One sentence in the two languages of the playground, UTF-8.
struct Text {
  std::string korean;
  std::string english;

  const std::string& in(Language language) const { return language == Language::korean ? korean : english; }
  bool empty() const { return korean.empty() && english.empty(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(korean, english);
  }
};

}  // namespace madang
