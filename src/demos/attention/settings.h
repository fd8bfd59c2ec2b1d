#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/text.h"
#include "io/split.h"

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::attention {

/// Where the matrices W come from.
enum class Source : std::uint8_t {
  random,   ///< by the seed
  hand,     ///< identity matrices and round embeddings, to be changed by hand
  learned,  ///< trained on associative recall
};
enum class Kind : std::uint8_t { self, cross };
/// The pages of the picture.
enum class Page : std::uint8_t { overview, matrices, checks, devices };
/// What a query may not see.
enum class Mask : std::uint8_t {
  none,
  causal,   ///< the keys behind it; in cross-attention nothing, where places do not correspond
  padding,  ///< the last keys, which only fill the sequence up
  drawn,    ///< what the reader has painted over
};
enum class Backend : std::uint8_t { scalar, simd, webgpu, automatic };

inline constexpr int most_tokens = 24;
inline constexpr std::size_t most_sentence_bytes = 1000;

inline const Text& default_sentence() {
  static const Text text{"나는 아침에 본 고양이를 저녁에 또 보았다",
                         "the cat I saw this morning came back tonight"};
  return text;
}
inline const Text& default_source_sentence() {
  static const Text text{"I saw the cat again", "나는 고양이를 또 보았다"};
  return text;
}

/// Cells (query, key) that the reader hides. In links a hexadecimal number per query, whose bits are the keys
/// from the first on: "0-6-1f". What cannot be read hides nothing.
class HiddenCells {
 public:
  HiddenCells() = default;
  explicit HiddenCells(std::string_view text);

  bool at(int query, int key) const;
  void set(int query, int key, bool hidden);
  std::string text() const;

 private:
  static bool known(int query, int key);
  std::array<std::uint32_t, most_tokens> rows_{};
};
/// The text of the most that can be hidden.
inline constexpr std::size_t most_hidden_bytes = 7 * most_tokens;

/// The mask of one attention.
struct MaskRule {
  Mask kind = Mask::none;
  int padding = 0;
  HiddenCells drawn{};

  bool hides(int query, int key, int keys) const;
};

struct Settings {
  Source weights = Source::random;
  Kind kind = Kind::self;
  io::Split split = io::Split::words;
  std::string sentence = default_sentence().korean;
  std::string source_sentence = default_source_sentence().korean;
  int heads = 2;
  int head_dim = 4;
  int embedding = 8;
  Mask mask = Mask::none;
  int padding = 2;     // keys at the end
  std::string hidden;  // see HiddenCells
  bool scaled = true;
  float temperature = 1;
  bool positions = false;
  Backend backend = Backend::simd;
  int pairs = 4;
  float learning_rate = 0.01f;
  int example = 0;
  int asked = 0;
  Page page = Page::overview;
  int head = 0;
  std::string picked;
  int bench_length = 256;

  void visit(demo::FieldCollector& v);
  MaskRule mask_rule() const;

 private:
  void visit_text(demo::FieldCollector& v);
  void visit_shape(demo::FieldCollector& v);
  void visit_mask(demo::FieldCollector& v);
  void visit_rules(demo::FieldCollector& v);
  void visit_learning(demo::FieldCollector& v);
  void visit_looking(demo::FieldCollector& v);
};

}  // namespace madang::demos::attention
