#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"

namespace madang::io {

/// Walks over the characters of a table once, cell by cell. Throws Refused as read_csv does.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, const CsvLimits& limits)
      : text_(text), limits_(limits), separator_(separator) {}

  /// Passes over the first bytes, which lie on one line.
  void skip(std::size_t bytes) { offset_ = bytes; }
  /// The whole table, its rows of one length; the decimal mark is left open.
  Csv read();
  /// The first rows, as many as the limits allow, of whatever length.
  Csv read_start();

 private:
  struct Cell {
    std::string text;
    std::size_t offset;
  };

  bool add_row(Csv& csv);
  bool skip_comment();
  std::vector<Cell> read_row();
  Cell read_cell();
  Cell read_quoted();
  std::size_t find_end(std::size_t from) const;
  void end_line(char end);
  [[noreturn]] void refuse_size() const;
  [[noreturn]] void refuse_columns(std::size_t offset) const;

  std::string_view text_;
  CsvLimits limits_;
  char separator_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
};

}  // namespace madang::io
