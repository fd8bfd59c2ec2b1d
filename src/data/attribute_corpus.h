#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/matrix.h"
#include "core/random.h"
#include "core/text.h"

/// Words made of attributes, and a corpus in which they are told apart by the words around them alone.
///
/// The company of a word is a product over its attributes: p(context | word) ∝ Πₖ gₖ(context | value of
/// attribute k). Its logarithm is then a sum, so that words which differ in one attribute differ by the same
/// vector: what makes an analogy a parallelogram (Torii, Maeda & Hidaka 2024: uniform sentences; Ethayarajh,
/// Duvenaud & Hirst 2019, theorem 1).
namespace madang::data {

struct Attribute {
  std::vector<std::vector<std::string>> contexts;  ///< for each value the words that go with it
};

struct AttributeWord {
  std::string word;
  std::vector<int> values;  ///< of each attribute; −1: the word has none
};

struct AttributeWorld {
  std::vector<Attribute> attributes;
  std::vector<AttributeWord> words;

  /// The words, then the contexts, attribute by attribute and value by value.
  std::vector<std::string> vocabulary() const;
  /// Pairs of words that differ in this attribute alone, the one with the lower value first.
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs(int attribute) const;
  /// The words that have a value of this attribute, and the contexts that go with its values.
  std::vector<std::int32_t> words_with(int attribute) const;
  std::vector<std::int32_t> contexts_of(int attribute) const;
};

/// The attributes of attribute_world.
enum class WorldAttribute { gender, age, status, place, capital, species };

/// People (gender × age × status), countries with their capitals, animals with their young, in Korean or in
/// English: 32 words with 56 contexts. Age goes through people and animals.
const AttributeWorld& attribute_world(Language language);

/// p(context | word): (words, contexts), rows of sum 1. `skew` gives every pair of a word and a context a
/// weight of its own, e^(skew · N(0, 1)), in which no attribute has a part; 0: the product alone.
Matrix context_chances(const AttributeWorld& world, float skew, Random& random);

/// `count` lines, each with one word between two contexts before and two after it, drawn apart from each
/// other; numbers of AttributeWorld::vocabulary. Words are equally frequent, or by e^(skew · N(0, 1)).
std::vector<std::vector<std::int32_t>> attribute_corpus(const AttributeWorld& world, int count, float skew,
                                                        Random& random);

}  // namespace madang::data
