#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

namespace madang::ui {

// One way of rounding in every demo:
// - losses, norms, ratios, times and whatever spans powers of ten: number_text, three significant digits;
// - numbers below each other in a column, weights and probabilities, means with ±: fixed_text, two decimals;
// - shares (accuracy, units that are off): percent, one decimal;
// - counts: count_text, to the last digit.

/// A number as people write it, with `digits` significant ones: 0.412, −3.1, 1.2e−5, 12000, NaN, ∞. With a
/// real minus sign.
std::string number_text(float value, int digits = 3);
/// The same with a fixed number of decimals: −0.40.
std::string fixed_text(float value, int decimals = 2);
/// A share of 1: 97.3%, 100.0%.
std::string percent(float share);
/// A count in groups of three digits: 9,000, −12,345,678. Rounded to a whole number.
std::string count_text(double count);
/// A count where there is no room for it: 999, 1.3k, 12k, 2.5M.
std::string short_count(std::uint64_t count);
/// How many decimals numbers beside each other have, that they may be compared: 2 below 10, 1 below 100, else
/// none. −1 where the largest is too small or too large for that, which is number_text's.
int common_decimals(std::span<const float> values);

/// The longest start of `text` that fits into `width` css px, with … where something was left out. Never cuts
/// inside a character.
std::string elided(std::string_view text, float width, float font_size);
/// Width in css px of one line of text.
float text_width(std::string_view text, float font_size);
/// Number of bytes of the UTF-8 character that starts `text`; 1 for a stray byte, 0 for no text.
int character_bytes(std::string_view text);

/// Draws one line. Returns its width.
float draw_text(ImDrawList& list, ImVec2 position, ImU32 colour, std::string_view text, float font_size);
/// Draws one line that is read from below upwards: position is where it starts, on the left of its letters.
void draw_text_upwards(ImDrawList& list, ImVec2 position, ImU32 colour, std::string_view text,
                       float font_size);
/// Draws one line centred in the rectangle.
void draw_text_centred(ImDrawList& list, ImVec2 low, ImVec2 high, ImU32 colour, std::string_view text,
                       float font_size);

/// The text with line ends where it must be wrapped. ImGui alone would break a line behind any point or
/// comma, also inside of 9.5 and 12,000.
std::string wrapped(std::string_view text, float width, float font_size);

/// The same as lines, at most `most` of them: the last ends with … where something was left out.
std::vector<std::string> lines_of(std::string_view text, float width, float font_size, int most);

/// Paragraphs of the current window, wrapped at `width` css px or, by default, at its own.
void heading(std::string_view text);
void paragraph(std::string_view text, float width = 0.f);
/// Small and muted.
void caption(std::string_view text);
/// One small line in the width that is available, elided: whatever changes in it, what stands below does not
/// move.
void small_line(std::string_view text, ImU32 colour);
/// The next cell of the table of Dear ImGui that is open.
void table_cell(std::string_view text, ImU32 colour);

}  // namespace madang::ui
