#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "data/date_lines.h"
#include "demos/seq2seq/model.h"

namespace madang::demos::seq2seq {

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { weights = 1, dates, held_out, unseen, order };

/// A line and its answer, and the number of the field to which each character of both belongs; −1: of none.
/// A character of the answer should look at those of its own field. Signs between two fields count to the
/// second: what the encoder says at a sign has read both of its neighbours.
struct Line {
  std::u32string source, target;
  std::vector<int> source_fields, target_fields;
  int items = 1;  // dates, or fives of digits
  Language language = Language::korean;
};
Line line_of(const std::vector<data::StyledDate>& dates);
Line line_of_digits(std::span<const std::int32_t> digits);
/// A line that the reader wrote, with the answer where it is known: digits to copy, or dates in formats of
/// data::written_date with "; " between them. Else the answer is empty.
Line own_line(std::u32string text, Task task);

/// Lines to learn from and to be tested on: dates, of which whole days and one format of each language are
/// kept out of training, or digits to copy.
class Lesson {
 public:
  Lesson(const Settings& settings, std::uint64_t seed);

  /// So many lines of one length. The first is any; the others have dates as long as its own in their places,
  /// so that nothing need be padded, and each line alone is as likely as any.
  Batch draw(int rows, Random& random) const;
  /// Lines that nothing was learned from, of so many items: 1 … most_measured.
  const std::vector<Line>& held_out(int items) const {
    return held_out_[static_cast<std::size_t>(items - 1)];
  }
  /// One date a line, in the format that was kept back; digits have none.
  const std::vector<Line>& unseen() const { return unseen_; }

  /// Numbers of symbols; 0 for a character that no line to learn from has.
  Tokens source_tokens(const std::u32string& text) const;
  int source_symbols() const { return static_cast<int>(alphabet_.size()) + 1; }
  /// Lines of equal lengths.
  Batch batch_of(const std::vector<Line>& lines) const;
  /// The loss of who knows how often each symbol comes at each place of an answer, and nothing else.
  float idle_loss() const { return idle_loss_; }

 private:
  struct Pool {  // dates to learn from
    std::vector<data::StyledDate> dates;
    std::vector<std::size_t> lengths;  // of what is written, of each
    std::map<std::size_t, std::vector<data::StyledDate>> by_length;
  };

  void fill_pool(Language language, Random& random);
  void measure_idle_loss(std::uint64_t seed);
  Line held_out_line(int items, bool unseen, Random& random) const;
  Language any_language(Random& random) const;

  Task task_;
  Tongue language_;
  int items_;
  std::u32string alphabet_;
  std::array<Pool, 2> pools_;  // by language
  std::vector<std::vector<Line>> held_out_;
  std::vector<Line> unseen_;
  float idle_loss_ = 0;
};

/// Target symbols: these characters, then the end; and one more to start from, which is never said.
inline constexpr std::u32string_view target_alphabet = U"0123456789- ";
constexpr std::int32_t end_symbol = static_cast<std::int32_t>(target_alphabet.size());
constexpr std::int32_t start_symbol = end_symbol + 1;
constexpr int target_symbols = start_symbol + 1;

}  // namespace madang::demos::seq2seq
