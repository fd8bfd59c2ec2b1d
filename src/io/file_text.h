#pragma once

#include <string>
#include <string_view>

namespace madang::io {

/// The text of a file or a paste, as UTF-8 without byte order mark. UTF-16 with a mark (spreadsheets save it
/// as "Unicode text") is converted. Throws Refused for a binary file and for other encodings,
/// naming the byte (from 0, behind the mark, of the text as UTF-8).
std::string text_of_file(std::string_view bytes);

/// A piece of the reader's own input to show inside a message: on one line, at most `most_bytes`, never cut
/// inside a character.
std::string excerpt(std::string_view text, std::size_t most_bytes = 24);

}  // namespace madang::io
