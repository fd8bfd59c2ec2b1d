#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/text.h"

/// The reader's own text as something to learn character by character.
namespace madang::data {

/// In normal form C, without invisible characters, and every run of white space one space: line ends tell a
/// small model little. `text` is UTF-8.
std::u32string tidied_text(std::string_view text);
/// The different characters, sorted.
std::u32string alphabet_of(std::u32string characters);

struct TextLimits {
  std::size_t least_characters = 600;
  std::size_t most_different = 400;
};
/// Why a text cannot be learned; empty when it can.
Text objection_to(std::string_view text, const TextLimits& limits = {});

}  // namespace madang::data
