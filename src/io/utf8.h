#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text as UTF-8. What comes from outside is made so by file_text.h, which refuses what is none; these never
/// refuse.
namespace madang::io {

/// Code points of UTF-8 text. Each maximal ill-formed piece (stray byte, overlong form, lone surrogate, cut
/// sequence) becomes one U+FFFD (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
std::u32string decode_utf8(std::string_view text);
/// Surrogates and numbers beyond U+10FFFF become U+FFFD.
std::string encode_utf8(std::u32string_view code_points);
/// The byte at which the first ill-formed piece starts; npos when all is UTF-8.
std::size_t first_ill_formed(std::string_view text);
/// The text with what is not UTF-8 replaced, cut before the character that would go beyond `most_bytes`.
std::string valid_utf8(std::string_view text, std::size_t most_bytes = std::string::npos);

/// Puts conjoining jamo together into Hangul syllables (Unicode 15, section 3.12, "Hangul Syllable
/// Composition"): some systems hand over text taken apart (NFD).
std::u32string compose_hangul(std::u32string_view code_points);

}  // namespace madang::io
