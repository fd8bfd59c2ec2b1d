// Any bytes as the reader's file of points: text, table, numbers, points.
#include "io/csv.h"

#include <cmath>
#include <string>

#include "data/points.h"
#include "fuzz/fuzz.h"
#include "io/file_text.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  fuzz::accepted([&] {
    const auto csv = io::read_csv(io::text_of_file(bytes));
    fuzz::require(!csv.rows.empty() && csv.rows.size() == csv.lines.size(), "every row has its line");
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
      fuzz::require(csv.rows[row].size() == csv.rows[0].size(), "rows are of one length");
      for (std::size_t column = 0; column < csv.rows[row].size(); ++column) {
        const bool is_number = fuzz::accepted(
            [&] { fuzz::require(std::isfinite(io::csv_number(csv, row, column)), "numbers are finite"); });
        fuzz::require(is_number == io::csv_value(csv, row, column).has_value(),
                      "what is a number can be read");
      }
    }
  });
  fuzz::accepted([&] {
    const auto read = points_of_csv(bytes);
    for (std::size_t i = 0; i < read.points.size(); ++i)
      fuzz::require(std::abs(read.points.x[i]) <= 1 && std::abs(read.points.y[i]) <= 1 &&
                        read.points.label[i] >= 0 && read.points.label[i] < read.points.classes,
                    "points lie in the plane and in a class");
  });
  const auto typed = points_of_text(bytes);
  const auto again = points_of_text(text_of_points(typed.points));
  fuzz::require(again.refused.empty() && again.points.size() == typed.points.size(),
                "what was read can be written");
  return 0;
}
