#include "ui/text.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "ui/theme.h"

namespace madang::ui {

namespace {

/// printf's form made readable: a real minus, no "+", no leading zeros in the exponent, no negative zero.
std::string readable(std::string_view printed) {
  std::string text;
  const bool zero = printed.find_first_of("123456789") == std::string_view::npos;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char c = printed[i];
    if (c == '-')
      text += zero ? "" : "−";
    else if (c == 'e') {
      text += 'e';
      ++i;
      if (i < printed.size() && printed[i] == '-') text += "−";
      while (i + 2 < printed.size() && printed[i + 1] == '0') ++i;
    } else
      text += c;
  }
  return text;
}

std::string_view special(float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0.f ? "∞" : "−∞";
  return {};
}

}  // namespace

std::string number_text(float value, int digits) {
  if (!std::isfinite(value)) return std::string(special(value));
  char buffer[64];
  const double size = std::abs(static_cast<double>(value));
  if (size >= std::pow(10.0, digits) && size < 1e6)
    std::snprintf(buffer, sizeof buffer, "%.0f", static_cast<double>(value));
  else
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, static_cast<double>(value));
  return readable(buffer);
}

std::string fixed_text(float value, int decimals) {
  if (!std::isfinite(value)) return std::string(special(value));
  if (std::abs(value) >= 1e6f) return number_text(value, decimals + 1);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, static_cast<double>(value));
  return readable(buffer);
}

std::string percent(float share) { return fixed_text(100.f * share, 1) + (std::isfinite(share) ? "%" : ""); }

std::string count_text(double count) {
  std::string digits = std::to_string(std::llround(std::abs(count)));
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return (count <= -0.5 ? "−" : "") + digits;
}

std::string short_count(std::uint64_t count) {
  if (count < 1000) return std::to_string(count);
  const bool millions = count >= 999'500;
  return number_text(static_cast<float>(count) / (millions ? 1e6f : 1e3f),
                     count < 99'500 || millions ? 2 : 3) +
         (millions ? "M" : "k");
}

int common_decimals(std::span<const float> values) {
  constexpr float least = 0.095f, most_two = 9.995f, most_one = 99.95f, most = 1e4f;
  float largest = 0.f;
  for (const float value : values)
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  if (largest < least || largest >= most) return -1;
  if (largest < most_two) return 2;
  return largest < most_one ? 1 : 0;
}

int character_bytes(std::string_view text) {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
  if (bytes > text.size()) return 1;
  for (std::size_t i = 1; i < bytes; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
  return static_cast<int>(bytes);
}

float text_width(std::string_view text, float font_size) {
  if (text.empty()) return 0.f;
  return ImGui::GetFont()->CalcTextSizeA(font_size, FLT_MAX, 0.f, text.data(), text.data() + text.size()).x;
}

std::string elided(std::string_view text, float width, float font_size) {
  text = text.substr(0, text.find('\n'));
  if (text.empty()) return {};
  // Measuring stops at the width, so that a hundred thousand characters cost no more than what fits.
  const char* const end = text.data() + text.size();
  const char* rest = end;
  ImGui::GetFont()->CalcTextSizeA(font_size, width, 0.f, text.data(), end, &rest);
  if (rest >= end) return std::string(text);
  const float room = width - text_width("…", font_size);
  if (room < 0.f) return {};
  ImGui::GetFont()->CalcTextSizeA(font_size, room, 0.f, text.data(), end, &rest);
  return std::string(text.data(), rest) + "…";
}

float draw_text(ImDrawList& list, ImVec2 position, ImU32 colour, std::string_view text, float font_size) {
  if (text.empty()) return 0.f;
  list.AddText(ImGui::GetFont(), font_size, position, colour, text.data(), text.data() + text.size());
  return text_width(text, font_size);
}

void draw_text_upwards(ImDrawList& list, ImVec2 position, ImU32 colour, std::string_view text,
                       float font_size) {
  constexpr float far = 1e6f;  // what is drawn level is not cut off yet: only its turned place counts
  const int first = list.VtxBuffer.Size;
  ImGui::GetFont()->RenderText(&list, font_size, position, colour, {-far, -far, far, far}, text.data(),
                               text.data() + text.size());
  for (ImDrawVert& corner :
       std::span(list.VtxBuffer.Data + first, list.VtxBuffer.Data + list.VtxBuffer.Size)) {
    const ImVec2 level = {corner.pos.x - position.x, corner.pos.y - position.y};
    corner.pos = {position.x + level.y, position.y - level.x};
  }
}

void draw_text_centred(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, std::string_view text,
                       float font_size) {
  const float width = text_width(text, font_size);
  draw_text(list, {(low.x + high.x - width) / 2.f, (low.y + high.y - font_size) / 2.f}, colour, text,
            font_size);
}

namespace {

bool splits_number(const char* start, const char* at) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return at - start > 1 && (at[-1] == '.' || at[-1] == ',') && digit(at[-2]) && digit(*at);
}

}  // namespace

std::string wrapped(std::string_view text, float width, float font_size) {
  std::string lines;
  const char *line = text.data(), *const end = line + text.size();
  while (line < end) {
    const char* const paragraph_end = std::find(line, end, '\n');
    const char* next = ImGui::GetFont()->CalcWordWrapPosition(font_size, line, paragraph_end, width);
    if (next >= paragraph_end || next == line) {
      next = paragraph_end < end ? paragraph_end + 1 : end;
      lines.append(line, next);
    } else {
      if (splits_number(line, next)) {
        const char* space = next;
        while (space > line && space[-1] != ' ') --space;
        if (space > line) next = space;
      }
      lines.append(line, next);
      while (lines.ends_with(' ')) lines.pop_back();
      lines += '\n';
      next = std::find_if(next, paragraph_end, [](char c) { return c != ' '; });
    }
    line = next;
  }
  return lines;
}

void heading(std::string_view text) {
  ImGui::PushFont(nullptr, heading_size);
  paragraph(text);
  ImGui::PopFont();
}

std::vector<std::string> lines_of(std::string_view text, float width, float font_size, int most) {
  const std::string all = wrapped(text, std::max(1.f, width), font_size);
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t end = std::min(all.find('\n', from), all.size());
    if (static_cast<int>(lines.size()) == most) {
      lines.back() = elided(lines.back() + " " + all.substr(from), width, font_size);
      break;
    }
    lines.push_back(all.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

void paragraph(std::string_view text, float width) {
  const float room = width > 0.f ? width : ImGui::GetContentRegionAvail().x;
  ImGui::TextUnformatted(wrapped(text, std::max(1.f, room), ImGui::GetFontSize()).c_str());
}

void caption(std::string_view text) {
  ImGui::PushFont(nullptr, small_size);
  ImGui::PushStyleColor(ImGuiCol_Text, theme().muted);
  paragraph(text);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void small_line(std::string_view text, ImU32 colour) {
  const float width = std::max(1.f, ImGui::GetContentRegionAvail().x);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, small_size + 2.f});
  draw_text(*ImGui::GetWindowDrawList(), at, colour, elided(text, width, small_size), small_size);
}

void table_cell(std::string_view text, ImU32 colour) {
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

}  // namespace madang::ui
