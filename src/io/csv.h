#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace madang::io {

struct CsvLimits {
  std::size_t most_rows = 1000;  ///< the header is not counted
  std::size_t most_columns = 64;
};

/// Rows of cells as they stand in the text, all with the same number of cells. Empty lines are left out.
struct Csv {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> lines;                 ///< the line of the text on which each row starts, from 1
  std::vector<std::vector<std::size_t>> offsets;  ///< the byte of the text at which each cell starts, from 0
  char separator = ',';
};

/// Values separated by comma, semicolon or tab (found out from the first line); cells may be quoted as in
/// RFC 4180. Throws Refused for too many rows, an unclosed quote and rows of different length, naming line
/// and byte.
Csv read_csv(std::string_view text, const CsvLimits& limits = {});

/// The number in `cell`, with a decimal point (or a decimal comma where the comma does not separate).
/// Throws Refused naming line, column and byte for an empty cell, text, and what is not finite.
float csv_number(const Csv& csv, std::size_t row, std::size_t column);
/// The same without throwing: whether the cell is a finite number.
bool csv_is_number(const Csv& csv, std::size_t row, std::size_t column);

}  // namespace madang::io
