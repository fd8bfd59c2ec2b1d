#include "data/reader_text.h"

#include <algorithm>

#include "io/characters.h"
#include "io/text_system.h"
#include "io/utf8.h"

namespace madang::data {

std::u32string tidied_text(std::string_view text) {
  std::u32string tidy;
  for (const char32_t c : io::without_invisible(io::decode_utf8(io::normal_form(text)))) {
    const bool space = io::is_space(c);
    if (!space) tidy += c;
    if (space && !tidy.empty() && tidy.back() != U' ') tidy += U' ';
  }
  return tidy;
}

std::u32string alphabet_of(std::u32string characters) {
  std::ranges::sort(characters);
  characters.erase(std::ranges::unique(characters).begin(), characters.end());
  return characters;
}

Text objection_to(std::string_view text, const TextLimits& limits) {
  const std::u32string tidy = tidied_text(text);
  const std::string least = std::to_string(limits.least_characters), count = std::to_string(tidy.size());
  if (tidy.size() < limits.least_characters)
    return {"글이 " + count + "자입니다. 배우려면 " + least + "자 이상이어야 합니다.",
            "The text has " + count + " characters; from " + least + " on it can be learned."};
  const std::size_t different = alphabet_of(tidy).size();
  if (different >= 2 && different <= limits.most_different) return {};
  const std::string kinds = std::to_string(different), most = std::to_string(limits.most_different);
  return {"서로 다른 글자가 " + kinds + "가지입니다. 2가지에서 " + most + "가지까지 받습니다.",
          "The text has " + kinds + " different characters; from 2 to " + most + " are accepted."};
}

}  // namespace madang::data
