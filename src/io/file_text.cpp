#include "io/file_text.h"

#include <algorithm>

#include "io/characters.h"
#include "io/encoding.h"
#include "io/refused.h"
#include "io/text_system.h"
#include "io/utf8.h"

namespace madang::io {

namespace {

constexpr char32_t form_feed = 0x0C, vertical_tab = 0x0B, next_line = 0x85, line_separator = 0x2028,
                   paragraph_separator = 0x2029;

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// What no text holds; a vertical tab or form feed may end a line or page.
bool is_control(char c) { return (byte(c) < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F; }

[[noreturn]] void refuse_binary(std::size_t offset) {
  const std::string place = std::to_string(offset);
  throw Refused(
      {"글이 아니라 이진(binary) 파일입니다. " + place +
           "번째 바이트가 글자가 아닙니다. 쉼표, 세미콜론, 탭으로 값을 나눈 글 파일(CSV)을 넣어 주세요.",
       "This is a binary file, not text: byte " + place +
           " is no character. Give a text file (CSV) with values separated by comma, semicolon or tab."});
}

std::string line_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < offset; ++i)
    if (text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n")) ++line;
  return std::to_string(line);
}

[[noreturn]] void refuse_encoding(std::string_view bytes, std::size_t offset) {
  const std::string place = line_of(bytes, offset), at = std::to_string(offset);
  throw Refused(
      {place + "번째 줄(" + at +
           "번째 바이트)에 UTF-8도 한국어 CP949(EUC-KR)도 아닌 글자가 있습니다. 스프레드시트에서는 'CSV "
           "UTF-8' 형식으로, 편집기에서는 인코딩을 UTF-8로 골라 다시 저장해 주세요.",
       "Line " + place + " (byte " + at +
           ") holds characters that are neither UTF-8 nor Korean CP949 (EUC-KR). Save the file again as 'CSV "
           "UTF-8' from your spreadsheet, or with the encoding UTF-8 from your editor."});
}

[[noreturn]] void refuse_damaged(std::string_view bytes, std::size_t offset) {
  const std::string place = line_of(bytes, offset), at = std::to_string(offset);
  throw Refused({place + "번째 줄(" + at +
                     "번째 바이트)의 글자가 깨져 있습니다. 파일이 잘렸거나 손상되었을 수 있습니다. UTF-8로 "
                     "다시 저장해 주세요.",
                 "Line " + place + " (byte " + at +
                     ") holds a broken character: the file may have been cut or damaged. Save it again as "
                     "UTF-8."});
}

char32_t plain(char32_t c) {
  if (c == form_feed || c == vertical_tab || c == next_line || c == line_separator ||
      c == paragraph_separator)
    return U'\n';
  return is_space(c) && c > 0x7F ? U' ' : c;
}

/// UTF-8 with one character for each of the kinds that look the same.
std::string tidied(std::string_view text) {
  const auto is_plain = [](char c) { return byte(c) < 0x80 && c != '\f' && c != '\v'; };
  if (std::ranges::all_of(text, is_plain)) return std::string(text);
  std::u32string code_points = without_invisible(decode_utf8(text));
  std::ranges::transform(code_points, code_points.begin(), plain);
  return normal_form(encode_utf8(code_points));
}

std::string from_utf16(std::string_view bytes, bool little_endian) {
  const std::u32string code_points = decode_utf16(bytes, little_endian);
  const std::string text = encode_utf8(code_points);
  if (const auto control = std::ranges::find_if(text, is_control); control != text.end())
    refuse_binary(static_cast<std::size_t>(control - text.begin()));
  if (const std::size_t half = first_surrogate(code_points); half != code_points.npos)
    refuse_damaged(text, encode_utf8(code_points.substr(0, half)).size());
  if (bytes.size() % 2 != 0) refuse_damaged(text, text.size());
  return tidied(text);
}

/// A text of one byte per ASCII character: UTF-8, or without its mark perhaps CP949.
FileText from_bytes(std::string_view bytes, bool has_mark) {
  const auto control = std::ranges::find_if(bytes, is_control);
  if (control != bytes.end()) refuse_binary(static_cast<std::size_t>(control - bytes.begin()));
  const std::size_t wrong = first_ill_formed(bytes);
  if (wrong == bytes.npos) return {tidied(bytes), Encoding::utf8};
  if (has_mark || is_damaged_utf8(bytes)) refuse_damaged(bytes, wrong);
  const auto korean = read_cp949(bytes);
  if (!korean) refuse_encoding(bytes, wrong);
  return {tidied(*korean), Encoding::cp949};
}

}  // namespace

FileText read_text(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    refuse_encoding(bytes, 0);  // UTF-32
  if (bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), true), Encoding::utf16};
  if (bytes.starts_with("\xFE\xFF")) return {from_utf16(bytes.substr(2), false), Encoding::utf16};
  if (const Utf16 order = guess_utf16(bytes); order != Utf16::no)
    return {from_utf16(bytes, order == Utf16::little_endian), Encoding::utf16};
  const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  if (bytes.ends_with('\x1A')) bytes.remove_suffix(1);  // as DOS marked the end
  return from_bytes(bytes, has_mark);
}

std::string text_of_file(std::string_view bytes) { return read_text(bytes).text; }

bool is_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || guess_utf16(bytes) != Utf16::no)
    return false;
  if (bytes.ends_with('\x1A')) bytes.remove_suffix(1);
  return std::ranges::any_of(bytes, is_control);
}

Text told(Encoding encoding) {
  if (encoding != Encoding::cp949) return {};
  return {"CP949(EUC-KR)로 읽었습니다. 글자가 이상하면 UTF-8로 다시 저장해 주세요.",
          "It was read as Korean CP949 (EUC-KR); if the letters are wrong, save it again as UTF-8."};
}

TypedText typed_text(std::string_view utf16) {
  std::u32string code_points = decode_utf16(utf16, true);
  const auto is_none = [](char32_t c) { return c == 0 || (c >= 0xD800 && c < 0xE000); };
  const std::size_t left_out = std::erase_if(code_points, is_none);
  return {normal_form(encode_utf8(code_points)), left_out};
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
