#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace madang::io {

/// Text in UTF-16 as code points. Half a surrogate pair is left as it is, and an odd byte at the end is left
/// out: first_surrogate finds the one, the size tells the other.
std::u32string decode_utf16(std::string_view bytes, bool little_endian);

/// The place of the first half of a surrogate pair among code points; npos where there is none.
std::size_t first_surrogate(std::u32string_view code_points);

/// Whether bytes that hold zeros are UTF-16 without a mark, and in which order: the one in which there are
/// more ASCII characters, without control characters and with whole surrogate pairs.
enum class Utf16 { no, little_endian, big_endian };
Utf16 guess_utf16(std::string_view bytes);

/// Whether a text that is no UTF-8 looks like it all the same: there are more whole characters of three or
/// four bytes than pieces that are none. It was cut or damaged.
bool is_damaged_utf8(std::string_view bytes);

/// A Korean text in CP949 as UTF-8. Nothing for bytes that CP949 does not have, and for those that make sense
/// as another encoding only: Shift-JIS, GB 18030, Big5 and EUC-JP read as CP949 are Hanja, single jamo and
/// syllables outside KS X 1001, of which Korean texts hold few; Windows-1252 gives one such character inside
/// a word of ASCII letters. A few labels cannot be told apart, so that the reader should be told what was
/// decided.
std::optional<std::string> read_cp949(std::string_view bytes);

}  // namespace madang::io
