#pragma once

#include <string>
#include <string_view>

/// What single characters are, by ranges of the Unicode Character Database (version 15).
namespace madang::io {

/// White space, line ends and control characters: what separates and shows nothing.
bool is_space(char32_t c);

/// Nothing to see and nothing to say: byte order mark, zero-width space, word joiner, soft hyphen, direction
/// marks. Zero-width joiner and non-joiner are not among them: emoji and several scripts are written with
/// them.
bool is_invisible(char32_t c);

/// Without invisible characters, and without joiners where they join nothing: beside ASCII, Hangul or an end.
std::u32string without_invisible(std::u32string_view code_points);

}  // namespace madang::io
