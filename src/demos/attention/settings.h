#pragma once

#include <cstdint>
#include <string>

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

struct Settings {
  Source weights = Source::random;
  Kind kind = Kind::self;
  io::Split split = io::Split::words;
  std::string sentence = default_sentence().korean;
  std::string source_sentence = default_source_sentence().korean;
  int heads = 2;
  int head_dim = 4;
  int embedding = 8;
  bool causal = false;
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

 private:
  void visit_text(demo::FieldCollector& v);
  void visit_shape(demo::FieldCollector& v);
  void visit_rules(demo::FieldCollector& v);
  void visit_learning(demo::FieldCollector& v);
  void visit_looking(demo::FieldCollector& v);
};

}  // namespace madang::demos::attention
