#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/backprop/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/derivative.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::backprop {

namespace {

using Terms = std::vector<ui::Term>;

/// Not a number: it is not known yet.
std::string number(float value) {
  if (std::isnan(value)) return "?";
  const std::string text = ui::number_text(value);
  return value < 0 ? "(" + text + ")" : text;
}

void sign(Terms& terms, const char* text) { terms.push_back({.text = text, .colour = ui::theme().muted}); }

/// Of most numbers in three digits, so that the lines break where they broke before.
float room_of_number() { return ui::text_width("(−0.00123)", ui::body_size); }

void factor(Terms& terms, float value, std::string note) {
  terms.push_back({.text = number(value), .note = std::move(note), .room = room_of_number()});
}

void result(Terms& terms, float value, std::string note) {
  sign(terms, "=");
  terms.push_back({.text = std::isnan(value) ? "?" : ui::number_text(value),
                   .strong = true,
                   .note = std::move(note),
                   .room = room_of_number()});
}

std::string input_name(const Chain& chain) {
  if (chain.from == 0) return "1";
  return (chain.layer == 1 ? "x" : "a") + subscript(chain.from);
}

/// ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w
void draw_output_chain(const Parts& parts, const Chain& chain) {
  Terms terms;
  if (chain.combined) {
    factor(terms, chain.delta, "δ = ŷ − y");
  } else {
    const bool squared = parts.settings.loss == Loss::half_squared_error;
    factor(terms, chain.error_slope, squared ? "∂E/∂ŷ = ŷ − y" : "∂E/∂ŷ = (ŷ − y) / ŷ(1 − ŷ)");
    sign(terms, "×");
    factor(terms, chain.slope, "∂ŷ/∂z = ŷ(1 − ŷ)");
  }
  sign(terms, "×");
  factor(terms, chain.input, "∂z/∂w = " + input_name(chain));
  result(terms, chain.gradient, "∂E/∂w");
  ui::arithmetic("chain", terms);
}

/// δ of a hidden unit from those of the next layer, then δ times its input.
void draw_hidden_chain(const Chain& chain) {
  constexpr std::size_t shown = 5;
  Terms terms;
  factor(terms, chain.slope, "f′(z" + subscript(chain.to) + ")");
  sign(terms, "× (");
  for (std::size_t i = 0; i < chain.next_deltas.size(); ++i) {
    if (i == shown && chain.next_deltas.size() > shown) {
      sign(terms, "+ ⋯");
      break;
    }
    if (i > 0) sign(terms, "+");
    const int next = static_cast<int>(i) + 1;
    terms.push_back({.text = number(chain.next_deltas[i]) + " × " + number(chain.next_weights[i]),
                     .note = "δ" + subscript(next) + " · " + weight_name(chain.layer + 1, next, chain.to),
                     .room = 2.f * room_of_number()});
  }
  sign(terms, ")");
  result(terms, chain.delta, "δ" + subscript(chain.to));
  ui::arithmetic("delta", terms);
  terms.clear();
  factor(terms, chain.delta, "∂E/∂z = δ" + subscript(chain.to));
  sign(terms, "×");
  factor(terms, chain.input, "∂z/∂w = " + input_name(chain));
  result(terms, chain.gradient, "∂E/∂w");
  ui::arithmetic("chain", terms);
}

void draw_check(const Parts& parts, const Chain& chain) {
  Terms terms;
  const FiniteDifference& difference = chain.difference;
  const auto number = [&](double value, const char* note) {
    terms.push_back({.text = chain.known ? ui::number_text(static_cast<float>(value), 6) : "?",
                     .note = note,
                     .room = ui::text_width("−0.00123456", ui::body_size)});
  };
  const bool smooth = !chain.known || difference.smoothness == Smoothness::smooth;
  sign(terms,
       smooth ? parts.say("중앙 차분", "Central difference") : parts.say("한쪽 기울기", "One-sided slopes"));
  if (smooth) {
    number(difference.central, "(E(w+h) − E(w−h)) / 2h");
  } else {
    number(difference.left, parts.say("왼쪽", "left"));
    number(difference.right, parts.say("오른쪽", "right"));
  }
  sign(terms, "↔");
  number(chain.gradient, parts.say("역전파", "backpropagation"));
  const std::string verdict =
      ui::verdict_text(parts.hand.language, chain.gradient, difference, least_checked_gradient);
  ui::arithmetic("check", terms);
  ui::paragraph(chain.known ? verdict : "");
}

float change_of(const Snapshot& s) {
  const Chain& chain = s.chain;
  const LayerPicture& layer = s.layers[static_cast<std::size_t>(chain.layer) - 1];
  return chain.from == 0 ? layer.bias_change[static_cast<std::size_t>(chain.to) - 1]
                         : layer.change.at(chain.to - 1, chain.from - 1);
}

/// What the update does: w − ηg for gradient descent; the other rules make their own way from g.
void draw_update(const Parts& parts, const Chain& chain) {
  const bool made = parts.snapshot.phase == Phase::update;
  const float change = made ? change_of(parts.snapshot) : NAN;
  Terms terms;
  factor(terms, chain.weight, weight_name(chain.layer, chain.to, chain.from));
  if (parts.settings.rule == demo::Rule::gradient_descent) {
    sign(terms, "−");
    factor(terms, parts.settings.learning_rate, "η");
    sign(terms, "×");
    factor(terms, chain.gradient, "∂E/∂w");
  } else {
    sign(terms, "+");
    factor(terms, change, parts.settings.rule == demo::Rule::adam ? "Adam" : parts.say("모멘텀", "momentum"));
  }
  result(terms, chain.weight + change, parts.say("새 가중치", "new weight"));
  ui::arithmetic("update", terms);
}

void draw_weight_slider(const Parts& parts) {
  const Chain& chain = parts.snapshot.chain;
  const LayerPicture& layer = parts.snapshot.layers[static_cast<std::size_t>(chain.layer) - 1];
  float value = chain.from == 0 ? layer.bias[static_cast<std::size_t>(chain.to) - 1]
                                : layer.weight.at(chain.to - 1, chain.from - 1);
  const float most = std::max(8.f, std::ceil(std::abs(value)));
  const std::string name = weight_name(chain.layer, chain.to, chain.from);
  demo::Field field{"weight_value",
                    {.label = {name + " 고치기", "Change " + name},
                     .tooltip = {"손으로 값을 바꾸면 모든 수가 다시 계산된다.",
                                 "Enter another value; every number is recomputed."}},
                    demo::Number{&value, -most, most, demo::Scale::linear}};
  if (ui::field(parts.hand, field))
    parts.hand.act({"weight",
                    {static_cast<float>(chain.layer), static_cast<float>(chain.to),
                     static_cast<float>(chain.from), std::round(value * 100.f) / 100.f},
                    {}});
}

/// The chain before the backward pass has reached it: the same products with their numbers open.
Chain still_unknown(const Snapshot& s) {
  Chain chain = s.chain;
  chain.combined = false;
  chain.error_slope = chain.slope = chain.delta = chain.gradient = NAN;
  if (chain.output) return chain;
  const auto next = static_cast<std::size_t>(s.sizes[static_cast<std::size_t>(chain.layer) + 1]);
  chain.next_deltas.assign(next, NAN);
  for (std::size_t i = 0; i < next; ++i)
    chain.next_weights.push_back(
        s.layers[static_cast<std::size_t>(chain.layer)].weight.at(static_cast<int>(i), chain.to - 1));
  return chain;
}

}  // namespace

void draw_chain(const Parts& parts) {
  const Chain& chain = parts.snapshot.chain;
  if (chain.layer == 0) {
    ui::caption(parts.say(
        "선을 누르면 그 가중치의 기울기가 연쇄 법칙의 곱으로 펼쳐진다. 유닛을 누르면 편향을 고른다.",
        "Press a line to see that weight's gradient as a chain-rule product. Press a unit for its "
        "bias."));
    return;
  }
  ui::heading("∂E/∂" + weight_name(chain.layer, chain.to, chain.from));
  const Chain shown = chain.known ? chain : still_unknown(parts.snapshot);
  shown.output ? draw_output_chain(parts, shown) : draw_hidden_chain(shown);
  {
    // The sentence about a kink of ReLU is longer, and comes and goes.
    const ui::Room room(parts.settings.squash == Squash::relu ? ui::lines_height(9) : 0.f);
    draw_check(parts, shown);
  }
  if (parts.snapshot.phase != Phase::training) draw_update(parts, shown);
  draw_weight_slider(parts);
}

}  // namespace madang::demos::backprop
