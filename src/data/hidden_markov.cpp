#include "data/hidden_markov.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "core/error.h"

namespace madang::data {

namespace {

using Row = HiddenMarkov::Row;

void check_row(const Row& row, std::size_t size) {
  const bool fits = row.size() == size && std::ranges::all_of(row, [](double p) { return p >= 0; });
  if (!fits || std::abs(std::reduce(row.begin(), row.end()) - 1) > 1e-6)
    throw Error("HiddenMarkov: a row does not hold " + std::to_string(size) + " probabilities");
}

int drawn(const Row& row, Random& random) {
  double left = static_cast<double>(random.uniform());
  int last = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] <= 0) continue;
    last = static_cast<int>(i);
    if ((left -= row[i]) < 0) break;
  }
  return last;
}

/// Divides by the sum and returns it; a row of zeros stays.
double normalise(Row& row) {
  const double sum = std::reduce(row.begin(), row.end());
  if (sum > 0)
    for (double& value : row) value /= sum;
  return sum;
}

}  // namespace

HiddenMarkov::HiddenMarkov(Row initial, std::vector<Row> transitions, std::vector<Row> emissions)
    : initial_(std::move(initial)), transitions_(std::move(transitions)), emissions_(std::move(emissions)) {
  const std::size_t states = initial_.size();
  if (states == 0 || transitions_.size() != states || emissions_.size() != states)
    throw Error("HiddenMarkov: states of initial, transitions and emissions differ");
  check_row(initial_, states);
  for (const Row& row : transitions_) check_row(row, states);
  for (const Row& row : emissions_) check_row(row, emissions_.front().size());
}

std::vector<int> HiddenMarkov::sample(int length, Random& random) const {
  std::vector<int> line;
  int state = 0;
  for (int i = 0; i < length; ++i) {
    state = drawn(i == 0 ? initial_ : transitions_[static_cast<std::size_t>(state)], random);
    line.push_back(drawn(emissions_[static_cast<std::size_t>(state)], random));
  }
  return line;
}

/// b_j(token), of each state; of a blank 1.
Row HiddenMarkov::emitted(int token) const {
  Row result(initial_.size(), 1.0);
  if (token != blank)
    for (std::size_t state = 0; state < result.size(); ++state)
      result[state] = emissions_[state][static_cast<std::size_t>(token)];
  return result;
}

void HiddenMarkov::check(std::span<const int> line) const {
  for (const int token : line)
    if (token < blank || token >= tokens())
      throw Error("HiddenMarkov: " + std::to_string(token) + " is none of the tokens");
}

/// What is known of the state at each place from the tokens up to there, unnormalised by a factor of its own
/// place (equations 19 and 20; their scaling, section V.A): row t times b(token t) before it is divided by
/// its sum. The rows here are those before the token of their place, with one more for the place after the
/// last.
std::vector<Row> HiddenMarkov::forward(std::span<const int> line) const {
  std::vector<Row> before = {initial_};
  for (const int token : line) {
    Row now = before.back();
    const Row b = emitted(token);
    for (std::size_t state = 0; state < now.size(); ++state) now[state] *= b[state];
    normalise(now);
    Row ahead(now.size(), 0.0);
    for (std::size_t from = 0; from < now.size(); ++from)
      for (std::size_t to = 0; to < ahead.size(); ++to) ahead[to] += now[from] * transitions_[from][to];
    before.push_back(std::move(ahead));
  }
  return before;
}

/// How probable what comes after each place is, from each state there (equations 24 and 25), scaled.
std::vector<Row> HiddenMarkov::backward(std::span<const int> line) const {
  std::vector<Row> after(line.size(), Row(initial_.size(), 1.0));
  for (std::size_t t = line.size(); t-- > 1;) {
    const Row b = emitted(line[t]);
    Row now(initial_.size(), 0.0);
    for (std::size_t from = 0; from < now.size(); ++from)
      for (std::size_t to = 0; to < now.size(); ++to)
        now[from] += transitions_[from][to] * b[to] * after[t][to];
    normalise(now);
    after[t - 1] = std::move(now);
  }
  return after;
}

Row HiddenMarkov::of_tokens(const Row& states) const {
  Row result(static_cast<std::size_t>(tokens()), 0.0);
  for (std::size_t state = 0; state < states.size(); ++state)
    for (std::size_t token = 0; token < result.size(); ++token)
      result[token] += states[state] * emissions_[state][token];
  if (normalise(result) == 0) throw Error("HiddenMarkov: a line that cannot be");
  return result;
}

double HiddenMarkov::log_probability(std::span<const int> line) const {
  check(line);
  const auto before = forward(line);
  double sum = 0;
  for (std::size_t t = 0; t < line.size(); ++t) {
    const Row b = emitted(line[t]);
    const double p = std::inner_product(b.begin(), b.end(), before[t].begin(), 0.0);
    if (p <= 0) return -std::numeric_limits<double>::infinity();
    sum += std::log(p);
  }
  return sum;
}

Row HiddenMarkov::next(std::span<const int> before) const {
  check(before);
  return of_tokens(forward(before).back());
}

Row HiddenMarkov::fill(std::span<const int> line, int place) const {
  check(line);
  if (place < 0 || place >= static_cast<int>(line.size())) throw Error("HiddenMarkov: no such place");
  const auto t = static_cast<std::size_t>(place);
  Row states = forward(line.first(t)).back();
  const Row after = backward(line)[t];
  for (std::size_t state = 0; state < states.size(); ++state) states[state] *= after[state];
  return of_tokens(states);
}

}  // namespace madang::data
