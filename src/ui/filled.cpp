#include "ui/filled.h"

#include "ui/text.h"

namespace madang::ui {

namespace {

struct TextOf {
  Language language;

  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(const Text* text) const { return text->in(language); }
  std::string operator()(long long number) const { return std::to_string(number); }
  std::string operator()(float number) const { return number_text(number); }
};

}  // namespace

std::string Filling::text(Language language) const { return std::visit(TextOf{language}, value_); }

std::string fill(Language language, std::string_view sentence, std::initializer_list<Filling> values) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const int place = place_of(sentence.substr(i));
    if (place < 0) {
      text += sentence[i];
      continue;
    }
    text += values.begin()[place].text(language);
    i += 2;
  }
  return text;
}

}  // namespace madang::ui
