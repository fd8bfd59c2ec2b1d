#pragma once

#include <cstdint>

namespace madang::demo {
class FieldCollector;
}  // namespace madang::demo

namespace madang::demos::compute {

enum class Work : std::uint8_t { matmul, attention };
enum class HeadDim : std::uint8_t { d32, d64, d128 };
enum class Largest : std::uint8_t { n128, n256, n512, n1024 };
/// The pages of the picture.
enum class Page : std::uint8_t { speed, roofline, table, tuner };
/// What the table tells of each measurement.
enum class Quantity : std::uint8_t { speed, time, error };

inline constexpr int smallest = 16;

struct Settings {
  Work work = Work::matmul;
  Largest largest = Largest::n512;
  int heads = 4;
  HeadDim head_dim = HeadDim::d64;
  int least_ms = 8;
  bool gpu = true;
  int asked = 256;
  Page page = Page::speed;
  Quantity quantity = Quantity::speed;

  int largest_size() const { return 128 << static_cast<int>(largest); }
  int depth() const { return 32 << static_cast<int>(head_dim); }

  void visit(demo::FieldCollector& v);

 private:
  void visit_work(demo::FieldCollector& v);
  void visit_measuring(demo::FieldCollector& v);
  void visit_looking(demo::FieldCollector& v);
};

}  // namespace madang::demos::compute
