#pragma once

#include <span>
#include <string>
#include <vector>

#include <imgui.h>

namespace madang::ui {

/// One piece of a line of arithmetic: "0.31 × 0.5", "+", "= 0.42".
struct Term {
  std::string text;
  bool strong = false;    ///< stands out: the term that belongs to what is hovered
  ImU32 colour = 0;       ///< 0: the colour of text
  std::string note = {};  ///< small below it: "q₁ · k₁", "∂L/∂y"
  float room = 0.f;       ///< css px that it takes at least: a number that changes moves no other term
};

/// A line of arithmetic, wrapped between terms.
void arithmetic(const char* id, std::span<const Term> terms);

/// A number as it stands behind a sign: "(−0.04)", "0.04". By what is written: what is rounded to 0.00 needs
/// no brackets.
std::string behind_sign(const std::string& number);

/// The terms of Σ aᵢ·bᵢ = total; beyond `most` products the middle ones become "⋯".
std::vector<Term> dot_product_terms(std::span<const float> a, std::span<const float> b, float total,
                                    int most = 6);

}  // namespace madang::ui
