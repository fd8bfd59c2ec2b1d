#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

/// The reader's own text as something to learn word by word.
namespace madang::data {

struct WordText {
  std::vector<std::string> words;                ///< kept, the most frequent first
  std::vector<std::vector<std::int32_t>> lines;  ///< sentences, of the words that are kept
  std::size_t all_words = 0;                     ///< of the text, with every repetition
};

/// Cuts a UTF-8 text at spaces and punctuation, in small letters (of ASCII), and keeps at most `most` of the
/// words that come twice or more. Full stops, question and exclamation marks end a line.
WordText word_text(std::string_view text, int most);

/// Why it cannot be learned; empty when it can: at least 20 words kept, 100 of them in a line with others.
Text objection_to(const WordText& text);

}  // namespace madang::data
