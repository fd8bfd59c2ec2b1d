#include <algorithm>
#include <cmath>

#include "demos/attention/view_picture.h"
#include "io/split.h"
#include "io/utf8.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

bool right_to_left(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

std::string drawn(const std::string& token) {
  const std::u32string code_points = io::decode_utf8(token);
  if (std::ranges::none_of(code_points, right_to_left)) return token;
  auto clusters = io::graphemes(code_points);
  std::ranges::reverse(clusters);
  std::u32string turned;
  for (const auto& cluster : clusters) turned += cluster;
  return io::encode_utf8(turned);
}

std::span<const float> row_of(const Matrix& matrix, int row) {
  return std::span(matrix.values)
      .subspan(static_cast<std::size_t>(row) * static_cast<std::size_t>(matrix.columns),
               static_cast<std::size_t>(matrix.columns));
}

std::vector<float> column_of(const Matrix& matrix, int column) {
  std::vector<float> values;
  for (int row = 0; row < matrix.rows; ++row) values.push_back(matrix.at(row, column));
  return values;
}

using Terms = std::vector<ui::Term>;

/// Σ row · column of a product of matrices; the total is what the sum gives, also where the cell was edited.
Terms product_terms(std::span<const float> a, std::span<const float> b) {
  double total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += double{a[i]} * b[i];
  return ui::dot_product_terms(a, b, static_cast<float>(total));
}

Terms position_terms(const Matrix& embedding, const Matrix& positions, const ui::Cell& cell) {
  if (positions.empty()) return {};
  const float e = embedding.at(cell.row, cell.column), p = positions.at(cell.row, cell.column);
  return {{.text = ui::fixed_text(e), .note = "E"},
          {.text = "+"},
          {.text = ui::fixed_text(p), .note = "P"},
          {.text = "= " + ui::fixed_text(e + p), .strong = true}};
}

Terms scaling_terms(const Picture& picture, const Head& head, const ui::Cell& cell) {
  const Settings& settings = picture.settings;
  if (settings.mask_rule().hides(cell.row, cell.column, head.scores.columns))
    return {{.text = "−∞", .strong = true, .note = picture.say("가려진 칸", "masked")}};
  const float score = head.scores.at(cell.row, cell.column);
  Terms terms = {{.text = ui::fixed_text(score), .note = "q·k"}};
  float divisor = settings.temperature;
  if (settings.scaled) {
    const float root = std::sqrt(static_cast<float>(head.q.columns));
    terms.push_back({.text = "÷"});
    terms.push_back({.text = ui::fixed_text(root), .note = "√d"});
    divisor *= root;
  }
  if (settings.temperature != 1) {
    terms.push_back({.text = "÷"});
    terms.push_back(
        {.text = ui::fixed_text(settings.temperature), .note = picture.say("온도", "temperature")});
  }
  terms.push_back({.text = "= " + ui::fixed_text(score / divisor), .strong = true});
  return terms;
}

/// exp(s) / Σ exp(s), the row's largest score taken off first as the program does it.
Terms softmax_terms(const Picture& picture, const Head& head, const ui::Cell& cell) {
  const auto scores = row_of(head.scaled, cell.row);
  const float largest = *std::ranges::max_element(scores);
  if (!std::isfinite(largest))
    return {{.text = "0", .strong = true, .note = picture.say("볼 키가 없는 행", "a row that sees no key")}};
  constexpr std::size_t most = 5;
  double total = 0;
  Terms terms = {
      {.text = "exp(" + ui::fixed_text(scores[static_cast<std::size_t>(cell.column)] - largest) + ")",
       .note = "s − max s"},
      {.text = "÷"},
      {.text = "("}};
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double share = std::exp(double{scores[i]} - largest);
    total += share;
    if (i == most && scores.size() > most + 1) terms.push_back({.text = "+ ⋯"});
    if (i >= most && i + 1 < scores.size()) continue;
    terms.push_back({.text = (i > 0 ? "+ " : "") + ui::fixed_text(static_cast<float>(share)),
                     .strong = static_cast<int>(i) == cell.column});
  }
  terms.push_back({.text = ")"});
  const double own = std::exp(double{scores[static_cast<std::size_t>(cell.column)]} - largest);
  terms.push_back({.text = "= " + ui::fixed_text(static_cast<float>(own / total), 3), .strong = true});
  return terms;
}

}  // namespace

Labels labels_of(const Snapshot& snapshot) {
  Labels labels;
  for (const auto& token : snapshot.tokens) labels.tokens.push_back(drawn(token));
  for (const auto& token : snapshot.source_tokens) labels.source.push_back(drawn(token));
  return labels;
}

int Picture::head() const {
  return std::clamp(settings.head, 0, std::max(0, static_cast<int>(snapshot.flow.heads.size()) - 1));
}

std::string Picture::head_name(int number) const {
  return ui::filled(*this, {"헤드 {0}", "Head {0}"}, number + 1);
}

const Matrix& matrix_of(const Flow& flow, Part part, int number) {
  const Head& head = flow.heads[static_cast<std::size_t>(number)];
  switch (part) {
    case Part::x:
      return flow.x;
    case Part::y:
      return flow.y;
    case Part::w_q:
      return head.w_q;
    case Part::w_k:
      return head.w_k;
    case Part::w_v:
      return head.w_v;
    case Part::q:
      return head.q;
    case Part::k:
      return head.k;
    case Part::v:
      return head.v;
    case Part::scores:
      return head.scores;
    case Part::scaled:
      return head.scaled;
    case Part::weights:
      return head.weights;
    case Part::mixed:
      return head.mixed;
    case Part::joined:
      return flow.joined;
    case Part::w_o:
      return flow.w_o;
    case Part::output:
      break;
  }
  return flow.output;
}

const char* symbol_of(Part part) {
  static constexpr const char* symbols[] = {"X",    "Y",  "W_Q", "W_K", "W_V",    "Q",   "K",     "V",
                                            "Q Kᵀ", "S′", "α",   "α V", "Concat", "W_O", "Output"};
  return symbols[static_cast<int>(part)];
}

Stage stage_of(Part part) {
  switch (part) {
    case Part::x:
    case Part::y:
      return Stage::embedding;
    case Part::w_q:
    case Part::w_k:
    case Part::w_v:
    case Part::q:
    case Part::k:
    case Part::v:
      return Stage::projection;
    case Part::scores:
      return Stage::scores;
    case Part::scaled:
      return Stage::scaling;
    case Part::weights:
      return Stage::softmax;
    case Part::mixed:
      return Stage::mixing;
    case Part::joined:
    case Part::w_o:
    case Part::output:
      break;
  }
  return Stage::joining;
}

std::vector<ui::Term> arithmetic_of(const Picture& picture, const Focus& focus) {
  const Flow& flow = picture.snapshot.flow;
  const Head& head = flow.heads[static_cast<std::size_t>(focus.head)];
  const auto [row, column] = focus.cell;
  switch (focus.part) {
    case Part::x:
      return position_terms(flow.embedding, flow.positions, focus.cell);
    case Part::y:
      return flow.cross() ? position_terms(flow.source, flow.source_positions, focus.cell)
                          : position_terms(flow.embedding, flow.positions, focus.cell);
    case Part::w_q:
    case Part::w_k:
    case Part::w_v:
    case Part::w_o:
      return {};
    case Part::q:
      return product_terms(row_of(flow.x, row), column_of(head.w_q, column));
    case Part::k:
      return product_terms(row_of(flow.y, row), column_of(head.w_k, column));
    case Part::v:
      return product_terms(row_of(flow.y, row), column_of(head.w_v, column));
    case Part::scores:
      return product_terms(row_of(head.q, row), row_of(head.k, column));
    case Part::scaled:
      return scaling_terms(picture, head, focus.cell);
    case Part::weights:
      return softmax_terms(picture, head, focus.cell);
    case Part::mixed:
      return product_terms(row_of(head.weights, row), column_of(head.v, column));
    case Part::joined: {
      const int depth = head.mixed.columns;
      return {{.text = ui::fixed_text(flow.joined.at(row, column)),
               .strong = true,
               .note = picture.head_name(column / depth) + ", α V"}};
    }
    case Part::output:
      break;
  }
  return product_terms(row_of(flow.joined, row), column_of(flow.w_o, column));
}

}  // namespace madang::demos::attention
