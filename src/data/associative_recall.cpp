#include "data/associative_recall.h"

#include <numeric>
#include <string>

#include "core/error.h"

namespace madang::data {

Part part_of(const RecallSequence& sequence) {
  std::vector<std::int32_t> numbers = sequence.keys;
  numbers.insert(numbers.end(), sequence.values.begin(), sequence.values.end());
  numbers.push_back(sequence.asked);
  return part_of_numbers(numbers);
}

RecallSequence recall_sequence(const RecallTask& task, Part part, Random& random) {
  if (task.pairs < 1 || task.pairs > task.keys || task.values < 1)
    throw Error("associative recall: " + std::to_string(task.pairs) + " pairs of " +
                std::to_string(task.keys) + " keys and " + std::to_string(task.values) + " values");
  RecallSequence sequence;
  std::vector<std::int32_t> keys(static_cast<std::size_t>(task.keys));
  constexpr int most_attempts = 10'000;
  int attempts = 0;
  do {
    if (++attempts > most_attempts) throw Error("associative recall: the task has no sequence of that part");
    std::iota(keys.begin(), keys.end(), 0);
    random.shuffle(std::span(keys));
    sequence.keys.assign(keys.begin(), keys.begin() + task.pairs);
    sequence.values.clear();
    for (int i = 0; i < task.pairs; ++i)
      sequence.values.push_back(
          static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(task.values))));
    sequence.asked = static_cast<int>(random.below(static_cast<std::uint32_t>(task.pairs)));
  } while (part_of(sequence) != part);
  return sequence;
}

}  // namespace madang::data
