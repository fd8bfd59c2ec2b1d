#pragma once

#include <vector>

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::positional {

enum class Scheme { none, sinusoidal, learned, t5, transformer_xl, rope, alibi };
enum class Task { back, latest };
enum class Size { small, middle, large };  // 16, 32, 64 numbers
enum class Page { learning, encoding, distance, attention };
enum class Watched { accuracy, loss };

constexpr int numbers_of(Size size) { return 16 << static_cast<int>(size); }

constexpr int heads = 4;
/// What is learned is tried on sequences up to so many times the trained length.
constexpr int reach = 3;

struct Settings {
  Scheme scheme = Scheme::none;  // of model A
  Scheme scheme_b = Scheme::sinusoidal;
  Task task = Task::back;
  int offset = 3;
  int length = 12;
  Size size = Size::middle;
  float learning_rate = 0.01f;
  Page page = Page::learning;
  Watched watched = Watched::accuracy;
  int head = 1;   // looked at, counted from 1
  int shift = 3;  // k of PE(p + k) = M_k PE(p)
  int example = 1;
  bool longer = false;  // the example is twice as long as what it learns from

  void visit(demo::FieldCollector& v);

 private:
  void visit_models(demo::FieldCollector& v);
  void visit_training(demo::FieldCollector& v);
  void visit_view(demo::FieldCollector& v);
};

}  // namespace madang::demos::positional
