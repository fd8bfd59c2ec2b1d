#pragma once

#include <vector>

#include "core/matrix.h"
#include "demos/seq2seq/lesson.h"

namespace madang::demos::seq2seq {

/// What a model says to a line, symbol by symbol the likeliest (greedy search).
struct Spoken {
  Tokens said;                     // without the end
  std::vector<DecoderStep> steps;  // one more than `said`, where it came to an end
  Memory memory;

  /// (steps, source length): each row sums to 1. Empty without attention.
  Matrix weights() const;
};
/// At most so many symbols, of a line of at least one.
Spoken speak(const Translator& model, const Tokens& source, int most);

/// What can be counted of answers.
struct Tally {
  int lines = 0, right_lines = 0;
  int symbols = 0, right_symbols = 0;  // of the true answers, the end among them
  int digits = 0;                      // of fields, that were said with attention
  float on_field = 0;                  // sum over them of the attention on their own field
  int dates = 0, straight = 0;         // those in which the strongest attention never steps back to a field

  Tally& operator+=(const Tally& other);
  float lines_right() const { return share(static_cast<float>(right_lines), lines); }
  float symbols_right() const { return share(static_cast<float>(right_symbols), symbols); }
  float attention_on_field() const { return share(on_field, digits); }
  float dates_straight() const { return share(static_cast<float>(straight), dates); }

 private:
  static float share(float part, int whole) { return whole > 0 ? part / static_cast<float>(whole) : 0.f; }
};
Tally tally_of(const Line& line, const Spoken& spoken);
/// As many symbols are asked for as the answer has, and some more.
Tally tally_of(const Translator& model, const Lesson& lesson, const Line& line);
/// Over all lines.
Tally tally_of(const Translator& model, const Lesson& lesson, const std::vector<Line>& lines);

/// Adds and multiplies of one answer: of the encoder and decoder, and of the scores and contexts alone, which
/// grow with the product of both lengths.
struct AnswerCost {
  double networks = 0, attention = 0;
};
AnswerCost cost_of(const Translator& model, int source_length, int target_length);

}  // namespace madang::demos::seq2seq
