#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "core/text.h"

namespace madang::demo {
class FieldCollector;
}

namespace madang::demos::seq2seq {

enum class Page { line, length, alignment };
enum class Task { dates, digits };
enum class Tongue { both, korean, english };
enum class Attention { none, additive, multiplicative };
enum class Source { known, unseen, own };  // of the line that is looked at

inline constexpr std::array all_attentions = {Attention::none, Attention::additive,
                                              Attention::multiplicative};
constexpr int most_items = 4;      // trained on: dates, or fives of digits
constexpr int most_measured = 6;   // two more than trained on are measured
constexpr int digits_of_item = 5;  // of the task of digits
constexpr int shown_lines = 20;    // of each kind can be looked at
constexpr std::size_t most_line_bytes = 150;
constexpr std::size_t most_line_characters = 60;

struct Settings {
  Page page = Page::line;
  Task task = Task::dates;
  Tongue language = Tongue::both;
  int items = 2;  // in a line, at most
  int hidden = 32;
  int batch = 16;
  float learning_rate = 0.01f;
  float clip = 1;                                   // largest norm of the gradient; 0: any
  int seeds = 3;                                    // of the trial
  Attention attention = Attention::multiplicative;  // looked into
  Source source = Source::known;
  std::string own_line;
  int line = 1;         // of those held out, counted from 1
  int shown_items = 2;  // in it
  int output = 1;       // character of the answer, counted from 1
  int input = 0;        // character of the line, counted from 1; 0: the one with the largest weight

  void visit(demo::FieldCollector& v);

 private:
  void visit_training(demo::FieldCollector& v);
  void visit_look(demo::FieldCollector& v);
};

/// As the setting calls it.
Text name_of(Attention attention);

}  // namespace madang::demos::seq2seq
