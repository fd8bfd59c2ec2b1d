#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// How near translations come to references (Papineni, Roukos, Ward & Zhu, "BLEU: a method for automatic
/// evaluation of machine translation", 2002).
namespace madang::train {

/// A line as the numbers of its tokens.
using TokenLine = std::vector<std::int32_t>;

/// A translation and what people would have written.
struct Translated {
  TokenLine line;
  std::vector<TokenLine> references;
};

struct Bleu {
  struct Precision {
    std::int64_t matches =
        0;  ///< n-grams that a reference has too, each as often as the reference with most of it
    std::int64_t all = 0;  ///< n-grams of the translations
  };
  std::vector<Precision> precisions;  ///< of 1-grams, 2-grams …
  double brevity = 0;  ///< BP: 1, or e^(1 − r / c) where the c tokens are fewer than the references' r
  double score = 0;    ///< BP · exp(mean of ln precision); 0 where one of them is 0
};

/// Of a whole set of lines, counts summed before they are divided (section 2.2.1 and 2.3). r sums for each
/// line the length of the reference that comes nearest, the shorter of two. Nothing is smoothed. Throws Error
/// for `most` below 1 and for a line without a reference.
Bleu bleu(std::span<const Translated> lines, int most = 4);

}  // namespace madang::train
