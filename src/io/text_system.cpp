#include "io/text_system.h"

#include <algorithm>

#include "io/utf8.h"

#ifdef __EMSCRIPTEN__
extern "C" {
int madang_text_of_cp949(const char* bytes, std::size_t size, char* out, std::size_t room);
int madang_text_normal_form(const char* bytes, std::size_t size, char* out, std::size_t room);
}
#else
#include <iconv.h>
#endif

namespace madang::io {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

#ifdef __EMSCRIPTEN__

std::optional<std::string> utf8_of_cp949(std::string_view bytes) {
  std::string text(2 * bytes.size(), '\0');  // two bytes become at most three
  const int size = madang_text_of_cp949(bytes.data(), bytes.size(), text.data(), text.size());
  if (size < 0) return {};
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string normal_form(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string normal(3 * text.size(), '\0');  // the most by which Form C may grow (Annex 15, section 9)
  const int size = madang_text_normal_form(text.data(), text.size(), normal.data(), normal.size());
  normal.resize(static_cast<std::size_t>(size));
  return normal;
}

#else

std::optional<std::string> utf8_of_cp949(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "CP949");
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::string text(2 * bytes.size(), '\0');  // two bytes become at most three
  char* from = const_cast<char*>(bytes.data());
  char* to = text.data();
  std::size_t left = bytes.size(), room = text.size();
  const bool failed = iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (failed || left > 0) return {};
  text.resize(text.size() - room);
  return text;
}

std::string normal_form(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return encode_utf8(compose_hangul(decode_utf8(text)));
}

#endif

}  // namespace madang::io
