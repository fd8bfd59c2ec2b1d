#pragma once

#include <cstdint>
#include <vector>

#include "core/random.h"

/// Small tasks on sequences that show what a recurrent or attending network can carry.
namespace madang::data {

/// What goes in and what should come out, as numbers of symbols.
struct SequencePair {
  std::vector<std::int32_t> input;
  std::vector<std::int32_t> target;
};

/// `length` symbols of 0 … symbols − 1, to be said again, or backwards.
SequencePair copy_task(int length, int symbols, Random& random);
SequencePair reverse_task(int length, int symbols, Random& random);

/// Symbols of addition: the digits are themselves.
constexpr std::int32_t plus_symbol = 10;
constexpr std::int32_t equals_symbol = 11;
constexpr int addition_symbols = 12;
/// "034+871=" and "0905": two numbers of `digits` digits each and their sum of one more (Zaremba, Sutskever,
/// "Learning to execute", 2014, section 3.1). At most 8 digits.
SequencePair addition_task(int digits, Random& random);

/// Delayed recall, the "copy memory" task (Hochreiter, Schmidhuber, "Long short-term memory", 1997; in this
/// form Arjovsky, Shah, Bengio, "Unitary evolution recurrent neural networks", 2016, section 4.1): `length`
/// symbols of 1 … symbols, `delay` blanks (0), of which the last is the signal (symbols + 1) to say them, and
/// as many blanks as there is to say. The target is blank until then. Both are delay + 2 · length long.
SequencePair delayed_recall_task(int length, int symbols, int delay, Random& random);

/// The adding problem (Hochreiter and Schmidhuber 1997, section 5.4): a number in 0 … 1 at each time, of
/// which two are marked, one in each half; the target is their sum. Always saying 1 has the mean squared
/// error 1/6.
struct AddingSequence {
  std::vector<float> values;
  std::vector<float> marks;  // 1 at two times, else 0
  float target = 0;
};
AddingSequence adding_task(int length, Random& random);

}  // namespace madang::data
