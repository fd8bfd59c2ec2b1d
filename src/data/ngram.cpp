#include "data/ngram.h"

#include <cmath>
#include <string>

#include "core/error.h"

namespace madang::data {

Ngram::Ngram(std::span<const std::int32_t> tokens, int vocabulary, int order, float added)
    : vocabulary_(vocabulary), order_(order), added_(static_cast<double>(added)) {
  if (order < 1 || vocabulary < 1 || !(added >= 0.f))
    throw Error("Ngram: order, vocabulary and what is added must not be below 1, 1 and 0");
  for (const std::int32_t token : tokens) check(token);
  const std::size_t length = context_length();
  for (std::size_t i = length; i < tokens.size(); ++i) {
    const auto context = tokens.subspan(i - length, length);
    Next& next = next_[{context.begin(), context.end()}];
    ++next.all;
    ++next.of[tokens[i]];
  }
}

double Ngram::probability(std::span<const std::int32_t> before, std::int32_t token) const {
  check(token);
  if (before.size() < context_length()) throw Error("Ngram: the context is too short");
  const auto context = before.last(context_length());
  const auto found = next_.find({context.begin(), context.end()});
  double count = 0, all = 0;
  if (found != next_.end()) {
    all = static_cast<double>(found->second.all);
    if (const auto of = found->second.of.find(token); of != found->second.of.end())
      count = static_cast<double>(of->second);
  }
  const double mass = all + added_ * vocabulary_;
  return mass > 0 ? (count + added_) / mass : 1.0 / vocabulary_;
}

double Ngram::cross_entropy(std::span<const std::int32_t> tokens) const {
  const std::size_t length = context_length();
  if (tokens.size() <= length) throw Error("Ngram: no token has a context");
  double sum = 0;
  for (std::size_t i = length; i < tokens.size(); ++i)
    sum -= std::log(probability(tokens.first(i), tokens[i]));
  return sum / static_cast<double>(tokens.size() - length);
}

void Ngram::check(std::int32_t token) const {
  if (token < 0 || token >= vocabulary_)
    throw Error("Ngram: " + std::to_string(token) + " is none of " + std::to_string(vocabulary_) + " tokens");
}

}  // namespace madang::data
