#pragma once

#include <cstdint>
#include <vector>

#include "core/random.h"
#include "demos/positional/settings.h"

namespace madang::demos::positional {

/// Sequences of one length with what is asked at each place.
struct Sequences {
  int count = 0;
  int length = 0;
  std::vector<std::int32_t> symbols;  // (count, length)
  std::vector<std::int32_t> targets;  // (count, length); nothing_asked where there is no question

  std::size_t index(int sequence, int place) const {
    return static_cast<std::size_t>(sequence) * static_cast<std::size_t>(length) +
           static_cast<std::size_t>(place);
  }
};

constexpr std::int32_t nothing_asked = -1;

constexpr int variables = 2;  // of the task latest
constexpr int values = 8;
constexpr int assignments = variables * values;  // symbols before those of the questions

/// Two tasks that nobody can solve who does not know the order. Both ask at many places of a sequence.
///   back    "b d a c …": each place asks for the symbol `offset` places before it.
///   latest  "x=2 y=0 x=3 x? …": each question asks for the value that its variable was given last.
struct Rules {
  Task task = Task::back;
  int offset = 3;

  int symbols() const;  // that may stand in a sequence
  int answers() const;
  Sequences draw(int count, int length, Random& random) const;
  /// The best answer to each question from what the sequence holds, were it shuffled: the most frequent one
  /// of those that are possible. nothing_asked where there is no question.
  std::vector<std::int32_t> order_blind_answers(const Sequences& sequences) const;
  /// "d", "x2" (x is given the value 2), "y?"
  std::string name(std::int32_t symbol) const;
  /// The same of an answer: "d", "2"
  std::string answer_name(std::int32_t answer) const;
};

}  // namespace madang::demos::positional
