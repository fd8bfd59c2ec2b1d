#include "train/bleu.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "core/error.h"

using namespace madang;
using namespace madang::train;

namespace {

/// A letter for each word.
TokenLine line(const std::string& letters) { return {letters.begin(), letters.end()}; }

// The paper's first example (section 2.1), a letter for each of its words: two candidates and three
// references.
const std::vector<TokenLine> references = {line("abcdefihijkwxyzn"), line("abjABgCjkDlEFjGojz"),
                                           line("abjHdIjJleyjKojp")};
const Translated good{line("abcdefghijklmjnojp"), references}, poor{line("abeLjMxNjOPipQ"), references};

}  // namespace

TEST_CASE("bleu: the examples of the paper, with the values that NLTK gives") {
  const Translated both[] = {good, poor};
  const Bleu first = bleu(std::span(both).first(1)), second = bleu(std::span(both).last(1)),
             together = bleu(both);
  const std::int64_t matches[] = {17, 10, 7, 4}, all[] = {18, 17, 16, 15};
  for (std::size_t n = 0; n < 4; ++n) {
    CHECK(first.precisions[n].matches == matches[n]);
    CHECK(first.precisions[n].all == all[n]);
  }
  CHECK(first.brevity == 1);
  CHECK(first.score == doctest::Approx(0.5045666840058485).epsilon(1e-12));
  CHECK(second.precisions[0].matches == 8);
  CHECK(second.precisions[0].all == 14);
  CHECK(second.precisions[1].matches == 1);
  CHECK(second.precisions[1].all == 13);
  CHECK(second.score == 0);  // no three words in common
  CHECK(together.brevity == doctest::Approx(std::exp(1 - 34.0 / 32)));
  CHECK(together.score == doctest::Approx(0.3043537261305561).epsilon(1e-12));
}

TEST_CASE("bleu: a word counts as often as in one reference, the same line is 1, a short one pays") {
  // "the" seven times; it stands twice in one reference and once in the other.
  const Translated repeated[] = {{line("ttttttt"), {line("tciotm"), line("riacotm")}}};
  const Bleu found = bleu(repeated, 1);
  CHECK(found.precisions[0].matches == 2);
  CHECK(found.precisions[0].all == 7);
  CHECK(found.score == doctest::Approx(2.0 / 7));
  const Translated same[] = {{line("abcdef"), {line("xyz"), line("abcdef")}}};
  CHECK(bleu(same).score == 1);
  const Translated short_one[] = {{line("abcd"), {line("abcdefgh")}}};
  CHECK(bleu(short_one).score == doctest::Approx(std::exp(-1.0)));
  const Translated nothing[] = {{line(""), {line("a")}}};
  CHECK(bleu(nothing).score == 0);
  CHECK(bleu({}).score == 0);
  const Translated lost[] = {{line("a"), {}}};
  CHECK_THROWS_AS(bleu(lost), Error);
  CHECK_THROWS_AS(bleu(same, 0), Error);
}
