#include "io/file_text.h"

#include <algorithm>

#include "io/refused.h"
#include "io/utf8.h"

namespace madang::io {

namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// Length of the well-formed UTF-8 character at the start of `text`, 0 when there is none (Unicode 15,
/// table 3-7).
std::size_t character_length(std::string_view text) {
  const unsigned char first = byte(text[0]);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(text[i]) & 0xC0) != 0x80) return 0;
  const unsigned char second = byte(text[1]);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
      (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
    return 0;
  return length;
}

std::string from_utf16(std::string_view bytes, bool little_endian) {
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>(little_endian ? byte(bytes[i]) | byte(bytes[i + 1]) << 8
                                               : byte(bytes[i]) << 8 | byte(bytes[i + 1]));
  };
  std::u32string text;
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    const bool high = c >= 0xD800 && c < 0xDC00;
    if (high && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    }
    text += c;  // half a pair is replaced when encoded
  }
  return encode_utf8(text);
}

bool is_control(char c) { return (byte(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

[[noreturn]] void refuse_binary(std::size_t offset) {
  const std::string place = std::to_string(offset);
  throw Refused(
      {"글이 아니라 이진(binary) 파일입니다. " + place +
           "번째 바이트가 글자가 아닙니다. 쉼표, 세미콜론, 탭으로 값을 나눈 글 파일(CSV)을 넣어 주세요.",
       "This is a binary file, not text: byte " + place +
           " is no character. Give a text file (CSV) with values separated by comma, semicolon or tab."});
}

[[noreturn]] void refuse_encoding(std::size_t line, std::size_t offset) {
  const std::string place = std::to_string(line), byte = std::to_string(offset);
  throw Refused({place + "번째 줄(" + byte +
                     "번째 바이트)에 UTF-8이 아닌 글자가 있습니다(엑셀의 CP949 파일일 수 있습니다). "
                     "스프레드시트에서 'CSV UTF-8' 형식으로 다시 저장해 주세요.",
                 "Line " + place + " (byte " + byte +
                     ") holds characters that are not UTF-8. Save the file again as 'CSV UTF-8' from your "
                     "spreadsheet."});
}

}  // namespace

std::string text_of_file(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return text_of_file(from_utf16(bytes, true));
  if (bytes.starts_with("\xFE\xFF")) return text_of_file(from_utf16(bytes, false));
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto control = std::ranges::find_if(bytes, is_control);
  if (control != bytes.end()) refuse_binary(static_cast<std::size_t>(control - bytes.begin()));
  std::size_t line = 1;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = character_length(bytes.substr(i));
    if (length == 0) refuse_encoding(line, i);
    if (bytes[i] == '\n') ++line;
    i += length;
  }
  return std::string(bytes);
}

std::string excerpt(std::string_view text, std::size_t most_bytes) {
  std::size_t end = std::min(text.size(), most_bytes);
  while (end > 0 && end < text.size() && (byte(text[end]) & 0xC0) == 0x80) --end;
  std::string piece(text.substr(0, end));
  for (char& c : piece)
    if (byte(c) < 0x20 || c == 0x7F) c = ' ';
  return "'" + piece + (end < text.size() ? "…'" : "'");
}

}  // namespace madang::io
