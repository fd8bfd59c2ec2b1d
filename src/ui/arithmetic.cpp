#include "ui/arithmetic.h"

#include <algorithm>
#include <string_view>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float space = 6.f;
constexpr float note_size = tiny_size;

struct Placed {
  float x, y, width;
};

/// "+", "× (", "→": no line ends with it.
bool leads(const Term& term) {
  constexpr std::string_view operators[] = {"+", "−", "×", "÷", "=", "(", "→", "↔"};
  return term.note.empty() &&
         std::ranges::any_of(operators, [&](std::string_view sign) { return term.text.ends_with(sign); });
}

/// No line begins with it.
bool closes(const Term& term) { return term.text == ")"; }

/// How many terms from `first` on share a line: operators with what follows them, brackets with what they
/// hold.
std::size_t bound_terms(std::span<const Term> terms, std::size_t first) {
  std::size_t end = first;
  while (end + 1 < terms.size() && (leads(terms[end]) || closes(terms[end + 1]))) ++end;
  return end + 1 - first;
}

/// Terms go to the next line whole; one that is wider than a line is cut when drawn.
std::vector<Placed> place(std::span<const Term> terms, float width, float line) {
  const auto width_of = [&](const Term& term) {
    return std::min(
        width, std::max({text_width(term.text, body_size), text_width(term.note, note_size), term.room}));
  };
  std::vector<Placed> places;
  float x = 0.f, y = 0.f;
  std::size_t bound = 0;  // to the line of the term before
  for (std::size_t i = 0; i < terms.size(); ++i) {
    float wanted = width_of(terms[i]);
    if (bound == 0) {
      bound = bound_terms(terms, i);
      float all = -space;
      for (const Term& term : terms.subspan(i, bound)) all += width_of(term) + space;
      if (all <= width) wanted = all;
    }
    --bound;
    if (x > 0.f && x + wanted > width) {
      x = 0.f;
      y += line;
    }
    places.push_back({x, y, width_of(terms[i])});
    x += places.back().width + space;
  }
  return places;
}

std::string spoken(std::span<const Term> terms) {
  std::string text;
  for (const Term& term : terms) text += (text.empty() ? "" : " ") + term.text;
  return text;
}

}  // namespace

void arithmetic(const char* id, std::span<const Term> terms) {
  const bool notes = std::ranges::any_of(terms, [](const Term& t) { return !t.note.empty(); });
  const float line = body_size + 8.f + (notes ? note_size + 2.f : 0.f);
  const float width = width_or_available(0.f);
  const auto places = place(terms, width, line);
  const Canvas c = still_canvas(id, {width, places.empty() ? line : places.back().y + line}, spoken(terms));
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Term& term = terms[i];
    const ImVec2 low = {c.low.x + places[i].x, c.low.y + places[i].y};
    const ImVec2 high = {low.x + places[i].width, low.y + line - 2.f};
    if (term.strong)
      c.list->AddRectFilled({low.x - 2.f, low.y}, {high.x + 2.f, high.y}, faded(theme().accent, 0.18f), 5.f);
    const std::string text = elided(term.text, places[i].width + 0.5f, body_size);
    const float indent = (places[i].width - text_width(text, body_size)) / 2.f;
    draw_text(*c.list, {low.x + indent, low.y + 3.f}, term.colour ? term.colour : theme().text, text,
              body_size);
    const std::string note = elided(term.note, places[i].width + 0.5f, note_size);
    const float note_indent = (places[i].width - text_width(note, note_size)) / 2.f;
    draw_text(*c.list, {low.x + note_indent, low.y + body_size + 6.f}, theme().muted, note, note_size);
  }
}

std::string behind_sign(const std::string& number) {
  return number.starts_with("−") ? "(" + number + ")" : number;
}

std::vector<Term> dot_product_terms(std::span<const float> a, std::span<const float> b, float total,
                                    int most) {
  std::vector<Term> terms;
  const int count = static_cast<int>(std::min(a.size(), b.size()));
  const int shown = std::max(2, most);
  for (int i = 0; i < count; ++i) {
    if (i > 0) terms.push_back({.text = "+"});
    if (count > shown && i == shown - 1) {
      terms.push_back({.text = "⋯"});
      terms.push_back({.text = "+"});
      i = count - 1;
    }
    const auto at = static_cast<std::size_t>(i);
    const auto factor = [](float value) { return behind_sign(fixed_text(value)); };
    terms.push_back({.text = factor(a[at]) + " × " + factor(b[at])});
  }
  terms.push_back({.text = "= " + fixed_text(total), .strong = true});
  return terms;
}

}  // namespace madang::ui
