#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/text.h"

/// Where bytes from outside become text. Nothing else decodes them, and nothing is replaced by U+FFFD.
namespace madang::io {

enum class Encoding { utf8, utf16, cp949 };

struct FileText {
  std::string text;  ///< UTF-8
  Encoding encoding = Encoding::utf8;
};

/// The text of a file or a paste. Read are UTF-8 and UTF-16 with or without byte order mark (spreadsheets
/// save the latter as "Unicode text") and CP949 with EUC-KR, which Korean spreadsheets save; CP949 only where
/// it makes sense as Korean (read_cp949). In the text every separator of lines or pages that Unicode has
/// beside CR and LF is a line feed, every space of another width a plain one, invisible characters are left
/// out, and it is in normal form C (normal_form). Throws Refused for a binary file and for other encodings,
/// Windows-1252 among them, naming line and byte (from 0) and what to do.
FileText read_text(std::string_view bytes);
/// The same without the encoding.
std::string text_of_file(std::string_view bytes);

/// Whether read_text refuses the bytes since no text of any encoding holds them.
bool is_binary(std::string_view bytes);

/// What the reader should know of how a text was read: CP949 is a guess. Empty for the others.
Text told(Encoding encoding);

struct TypedText {
  std::string text;          ///< UTF-8 in normal form C
  std::size_t left_out = 0;  ///< characters that are no text: halves of surrogate pairs, zeros
};
/// What the reader typed or pasted into a field of the page, which hands over its UTF-16, little-endian.
TypedText typed_text(std::string_view utf16);

/// A piece of the reader's own input to show inside a message: on one line, at most `most_bytes`, never cut
/// inside a character.
std::string excerpt(std::string_view text, std::size_t most_bytes = 24);

}  // namespace madang::io
