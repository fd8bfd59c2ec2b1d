#include "app/link_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "io/utf8.h"

namespace madang::app {

namespace {

using namespace std::string_view_literals;

constexpr int most_layers = 4;  // of encoding, one by each program on the way

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_unreserved(char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; }

int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The byte of the escape at `at`, or nothing where there is none.
std::optional<char> escape_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return {};
  const int high = hexadecimal(text[at + 1]), low = hexadecimal(text[at + 2]);
  if (high < 0 || low < 0) return {};
  return static_cast<char>(high * 16 + low);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// HTML's names of the separators (HTML standard, section 13.5).
void unescape_html(std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> references = {{{"&amp;", "&"},
                                                                                        {"&AMP;", "&"},
                                                                                        {"&#38;", "&"},
                                                                                        {"&#038;", "&"},
                                                                                        {"&#x26;", "&"},
                                                                                        {"&equals;", "="},
                                                                                        {"&#61;", "="},
                                                                                        {"&#x3D;", "="}}};
  for (std::string before; before != text;) {  // escaped twice: &amp;amp;
    before = text;
    for (const auto& [name, character] : references) replace_all(text, name, character);
  }
}

void take_out_white_space(std::string& text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; });
}

/// What a program wrapped around the whole link is taken off.
std::string peeled(std::string text) {
  for (int layer = 0; layer < most_layers; ++layer) {
    take_out_white_space(text);
    unescape_html(text);
    if (text.find('=') != std::string::npos && !looks_encoded_twice(text)) break;
    if (text.find('%') == std::string::npos) break;
    text = decoded_once(text);
  }
  if (text.find('=') == std::string::npos && text.find("＝"sv) != std::string::npos) text = narrowed(text);
  return text;
}

bool is_invisible(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064) || c == 0x3000 || c == 0xFEFF;
}

/// Fullwidth forms of ASCII lie in the order of ASCII (Unicode 15, block FF00–FFEF).
char32_t narrow(char32_t c) {
  if (c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0x2013) return U'-';  // minus, hyphens, en dash
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + U'!' : c;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

std::string decoded_once(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = escape_at(text, i);
    decoded += byte.value_or(text[i]);
    if (byte) i += 2;
  }
  return decoded;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1))
    if (!escape_at(text, i)) return {};
  auto decoded = decoded_once(text);
  if (decoded.find('\0') != std::string::npos || io::valid_utf8(decoded) != decoded) return {};
  return decoded;
}

bool looks_encoded_twice(std::string_view link) {
  bool any = false;
  for (std::size_t i = link.find('%'); i != std::string_view::npos; i = link.find('%', i + 1)) {
    if (escape_at(link, i) != '%' || i + 4 >= link.size()) return false;
    if (hexadecimal(link[i + 3]) < 0 || hexadecimal(link[i + 4]) < 0) return false;
    any = true;
  }
  return any;
}

std::string mended_link(std::string_view fragment) {
  std::string text = peeled(std::string(fragment.substr(0, fragment.find(":~:"sv))));
  if (text.starts_with("v=3D")) replace_all(text, "=3D", "=");  // quoted-printable of mail (RFC 2045, 6.7)
  const auto begin = std::ranges::find_if(
      text, [](char c) { return is_alphanumeric(c) || c == '%' || c == '=' || is_beyond_ascii(c); });
  text.erase(text.begin(), begin);
  while (!text.empty()) {  // a link ends with a letter or a digit, or with an empty value
    const char last = text.back();
    if (is_alphanumeric(last) || last == '=' || last == ':' || last == '%' || is_beyond_ascii(last)) break;
    text.pop_back();
  }
  return text;
}

std::string narrowed(std::string_view text) {
  auto code_points = io::decode_utf8(text);
  std::erase_if(code_points, is_invisible);
  std::ranges::transform(code_points, code_points.begin(), narrow);
  return io::encode_utf8(code_points);
}

std::string_view without_punctuation(std::string_view text) {
  while (!text.empty() && !is_alphanumeric(text.back())) text.remove_suffix(1);
  while (!text.empty() && !is_alphanumeric(text.front()) && text.front() != '-' && text.front() != '.')
    text.remove_prefix(1);
  return text;
}

std::string folded_name(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      folded += static_cast<char>(c - 'A' + 'a');
    else if (c != '_' && c != '-')
      folded += c;
  }
  return folded;
}

bool is_tracking(std::string_view name) {
  constexpr std::array names = {"fbclid"sv, "gclid"sv,  "dclid"sv,  "msclkid"sv,   "yclid"sv,  "twclid"sv,
                                "ttclid"sv, "igshid"sv, "igsh"sv,   "mc_cid"sv,    "mc_eid"sv, "_ga"sv,
                                "_gl"sv,    "gbraid"sv, "wbraid"sv, "li_fat_id"sv, "srsltid"sv};
  return name.starts_with("utm_") || std::ranges::find(names, name) != names.end();
}

std::string shown_part(std::string_view part) {
  constexpr std::size_t most = 40;
  const auto start = percent_encoded(part.substr(0, most));
  return "'" + start.substr(0, most) + (start.size() > most || part.size() > most ? "…'" : "'");
}

}  // namespace madang::app
