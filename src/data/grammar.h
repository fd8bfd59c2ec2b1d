#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "core/text.h"

namespace madang::data {

/// A probabilistic context-free grammar: what a symbol may become, and how often. A model that learned its
/// sentences can be measured against the grammar itself.
///
/// Rules as text, one symbol per line: `S = NP VP | 2 NP sleeps`. The symbols of a rule stand apart by
/// spaces; a whole number in front of an alternative is its weight (1 without). The first line is where a
/// sentence starts. What stands on no left side is a word. A word `+은/는` is joined to the word before it in
/// the form that its last sound asks for; `+.` is joined as it is.
class Grammar {
 public:
  /// Throws Error for a line without `=`, an alternative without symbols, and a symbol that no finite
  /// sentence can come from.
  explicit Grammar(std::string_view rules);

  std::string sentence(Random& random) const;
  /// Expected number of natural-logarithm units that choosing the rules of a sentence takes: the entropy of
  /// the derivations, which no model of the sentences can get below where each has a single derivation.
  double entropy() const;

 private:
  struct Alternative {
    double share;
    std::vector<int> symbols;  ///< the index of a rule; of a word: −1 − its index
  };
  struct Rule {
    std::string name;
    std::vector<Alternative> alternatives;
  };

  int symbol(const std::string& name);
  void check_finite() const;

  std::vector<Rule> rules_;
  std::vector<std::string> words_;
};

/// A small world of animals, people and things, with agreement across a relative clause (English) and
/// particles and honorific endings (Korean).
const Grammar& world_grammar(Language language);

/// `count` sentences, joined by spaces.
std::string corpus(const Grammar& grammar, int count, Random& random);

/// The form of a particle pair such as "은/는" after this word: the first after a final consonant. Words that
/// do not end in a Hangul syllable take the second.
std::string particle_after(std::string_view word, std::string_view pair);

}  // namespace madang::data
