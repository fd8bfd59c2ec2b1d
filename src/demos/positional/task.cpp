#include "demos/positional/task.h"

#include <algorithm>
#include <array>

namespace madang::demos::positional {

namespace {

constexpr int letters = 16;  // of the task back
constexpr float question_share = 0.3f;

// Symbols of the task latest: "variable = value", then the questions.
std::int32_t assignment(int variable, int value) { return variable * values + value; }
bool is_question(std::int32_t symbol) { return symbol >= assignments; }
int variable_of(std::int32_t symbol) { return is_question(symbol) ? symbol - assignments : symbol / values; }

void draw_back(Sequences& s, int offset, Random& random) {
  for (int i = 0; i < s.count; ++i)
    for (int place = 0; place < s.length; ++place) {
      s.symbols.push_back(static_cast<std::int32_t>(random.below(letters)));
      s.targets.push_back(place < offset ? nothing_asked : s.symbols[s.index(i, place - offset)]);
    }
}

void draw_latest(Sequences& s, Random& random) {
  for (int i = 0; i < s.count; ++i) {
    std::array<std::int32_t, variables> given;
    given.fill(nothing_asked);
    for (int place = 0; place < s.length; ++place) {
      const auto variable = random.below(variables), value = random.below(values);
      const bool question = random.uniform() < question_share && given[variable] != nothing_asked;
      s.targets.push_back(question ? given[variable] : nothing_asked);
      s.symbols.push_back(question ? assignments + static_cast<std::int32_t>(variable)
                                   : assignment(static_cast<int>(variable), static_cast<int>(value)));
      if (!question) given[variable] = static_cast<std::int32_t>(value);
    }
  }
}

}  // namespace

int Rules::symbols() const { return task == Task::back ? letters : assignments + variables; }
int Rules::answers() const { return task == Task::back ? letters : values; }

Sequences Rules::draw(int count, int length, Random& random) const {
  Sequences s{count, length, {}, {}};
  if (task == Task::back)
    draw_back(s, offset, random);
  else
    draw_latest(s, random);
  return s;
}

std::vector<std::int32_t> Rules::order_blind_answers(const Sequences& s) const {
  std::vector<std::int32_t> answers_found(s.targets.size(), nothing_asked);
  for (int i = 0; i < s.count; ++i)
    for (int place = 0; place < s.length; ++place) {
      if (s.targets[s.index(i, place)] == nothing_asked) continue;
      std::array<int, letters> counts{};
      const std::int32_t asking = s.symbols[s.index(i, place)];
      for (int other = 0; other < s.length; ++other) {
        const std::int32_t symbol = s.symbols[s.index(i, other)];
        if (task == Task::back)
          counts[static_cast<std::size_t>(symbol)] += other != place;
        else if (!is_question(symbol) && variable_of(symbol) == variable_of(asking))
          ++counts[static_cast<std::size_t>(symbol % values)];
      }
      answers_found[s.index(i, place)] =
          static_cast<std::int32_t>(std::ranges::max_element(counts) - counts.begin());
    }
  return answers_found;
}

std::string Rules::name(std::int32_t symbol) const {
  if (task == Task::back) return std::string(1, static_cast<char>('a' + symbol));
  const std::string variable(1, static_cast<char>('x' + variable_of(symbol)));
  return is_question(symbol) ? variable + "?" : variable + std::to_string(symbol % values);
}

std::string Rules::answer_name(std::int32_t answer) const {
  return task == Task::back ? name(answer) : std::to_string(answer);
}

}  // namespace madang::demos::positional
