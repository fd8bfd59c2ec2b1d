#include "data/sequence_tasks.h"

#include <algorithm>
#include <string>

#include "core/error.h"

namespace madang::data {

namespace {

void require(bool right, const char* task, int length, int symbols) {
  if (!right)
    throw Error(std::string(task) + ": length " + std::to_string(length) + " of " + std::to_string(symbols) +
                " symbols");
}

std::vector<std::int32_t> some_symbols(int length, int symbols, Random& random) {
  std::vector<std::int32_t> sequence;
  for (int i = 0; i < length; ++i)
    sequence.push_back(static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(symbols))));
  return sequence;
}

void write_digits(std::uint32_t number, int digits, std::vector<std::int32_t>& to) {
  to.resize(to.size() + static_cast<std::size_t>(digits));
  for (auto place = to.rbegin(); place != to.rbegin() + digits; ++place, number /= 10)
    *place = static_cast<std::int32_t>(number % 10);
}

}  // namespace

SequencePair copy_task(int length, int symbols, Random& random) {
  require(length >= 0 && symbols > 0, "copy task", length, symbols);
  auto sequence = some_symbols(length, symbols, random);
  return {sequence, sequence};
}

SequencePair reverse_task(int length, int symbols, Random& random) {
  auto pair = copy_task(length, symbols, random);
  std::ranges::reverse(pair.target);
  return pair;
}

SequencePair addition_task(int digits, Random& random) {
  require(digits >= 1 && digits <= 8, "addition task", digits, addition_symbols);
  std::uint32_t bound = 1;
  for (int i = 0; i < digits; ++i) bound *= 10;
  const auto a = random.below(bound), b = random.below(bound);
  SequencePair pair;
  write_digits(a, digits, pair.input);
  pair.input.push_back(plus_symbol);
  write_digits(b, digits, pair.input);
  pair.input.push_back(equals_symbol);
  write_digits(a + b, digits + 1, pair.target);
  return pair;
}

SequencePair delayed_recall_task(int length, int symbols, int delay, Random& random) {
  require(length >= 1 && symbols >= 1 && delay >= 1, "delayed recall task", length, symbols);
  auto said = some_symbols(length, symbols, random);
  for (auto& symbol : said) ++symbol;
  SequencePair pair;
  pair.input = said;
  pair.input.resize(static_cast<std::size_t>(delay + 2 * length));
  pair.input[static_cast<std::size_t>(length + delay - 1)] = symbols + 1;
  pair.target.resize(static_cast<std::size_t>(delay + length));
  pair.target.insert(pair.target.end(), said.begin(), said.end());
  return pair;
}

AddingSequence adding_task(int length, Random& random) {
  if (length < 2) throw Error("adding task: length " + std::to_string(length));
  AddingSequence sequence;
  for (int i = 0; i < length; ++i) sequence.values.push_back(random.uniform());
  sequence.marks.resize(sequence.values.size());
  const auto half = static_cast<std::uint32_t>(length / 2);
  const std::size_t first = random.below(half);
  const std::size_t second = half + random.below(static_cast<std::uint32_t>(length) - half);
  for (const auto time : {first, second}) {
    sequence.marks[time] = 1;
    sequence.target += sequence.values[time];
  }
  return sequence;
}

}  // namespace madang::data
