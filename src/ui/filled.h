#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/text.h"

namespace madang::ui {

/// The number in a place `{0}` … `{9}` at the start of the text; −1 where there is none.
constexpr int place_of(std::string_view text) {
  const bool place = text.size() >= 3 && text[0] == '{' && text[1] >= '0' && text[1] <= '9' && text[2] == '}';
  return place ? text[1] - '0' : -1;
}

/// How many values a sentence takes: its places are {0}, {1} …, in any order and as often as wanted, so that
/// each language has its own order of words. −1 when a number between is left out.
constexpr int places(std::string_view sentence) {
  unsigned named = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (const int place = place_of(sentence.substr(i)); place >= 0) named |= 1u << place;
  int count = 0;
  while (named >> count & 1u) ++count;
  return named >> count == 0 ? count : -1;
}

/// A sentence in both languages with places for `count` values. A place too many or too few does not compile.
template <std::size_t count>
struct Sentence {
  const char* korean;
  const char* english;

  consteval Sentence(const char* in_korean, const char* in_english) : korean(in_korean), english(in_english) {
    if (places(korean) != static_cast<int>(count)) throw "the Korean sentence has other places than values";
    if (places(english) != static_cast<int>(count)) throw "the English sentence has other places than values";
  }
  constexpr const char* in(Language language) const {
    return language == Language::korean ? korean : english;
  }
};

/// What stands in a place: a text, one in both languages, a whole number, or any other as number_text writes
/// it. Refers to texts that live elsewhere.
class Filling {
 public:
  Filling(const char* text) : value_(std::string_view(text)) {}
  Filling(const std::string& text) : value_(std::string_view(text)) {}
  Filling(std::string_view text) : value_(text) {}
  Filling(const Text& text) : value_(&text) {}
  Filling(std::integral auto number) : value_(static_cast<long long>(number)) {}
  Filling(std::floating_point auto number) : value_(static_cast<float>(number)) {}

  std::string text(Language language) const;

 private:
  std::variant<std::string_view, const Text*, long long, float> value_;
};

/// What `filled` does once the sentence is checked; each place must have its value.
std::string fill(Language language, std::string_view sentence, std::initializer_list<Filling> values);

/// The sentence with its values: `filled(language, {"손실 {0}", "loss {0}"}, loss)`.
template <class... Values>
std::string filled(Language language, std::type_identity_t<Sentence<sizeof...(Values)>> sentence,
                   const Values&... values) {
  return fill(language, sentence.in(language), {Filling(values)...});
}
/// The same in the language of the reader's hand. `Parts` has a hand.
template <class Parts, class... Values>
requires requires(const Parts& parts) { parts.hand.language; }
std::string filled(const Parts& parts, std::type_identity_t<Sentence<sizeof...(Values)>> sentence,
                   const Values&... values) {
  return filled(parts.hand.language, sentence, values...);
}

}  // namespace madang::ui
