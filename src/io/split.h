#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace madang::io {

/// How a sentence is cut into tokens.
enum class Split {
  words,       ///< at spaces; punctuation stands alone
  syllables,   ///< Hangul syllables and Chinese characters one by one; other scripts by words, since where
               ///< their syllables end cannot be told from the letters
  characters,  ///< every character as a reader sees it, spaces included
};

struct Tokens {
  std::vector<std::string> tokens;  ///< UTF-8; a space is shown as ␣
  bool cut = false;                 ///< the text went on after the last token that was wanted
};

/// The first `most` tokens. Any bytes are taken: what is not UTF-8 becomes U+FFFD, control characters count
/// as spaces, invisible characters are left out, what was taken apart is composed (normal_form).
Tokens split(std::string_view text, Split how, std::size_t most);

/// What a reader sees as one character: a letter with its accents, an emoji with its modifiers and what a
/// zero-width joiner ties to it, a flag. The rules of Unicode Standard Annex 29 that matter for running text,
/// by ranges instead of the full tables. At most 16 code points each.
std::vector<std::u32string> graphemes(std::u32string_view code_points);

}  // namespace madang::io
