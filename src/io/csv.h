#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace madang::io {

struct CsvLimits {
  std::size_t most_rows = 1000;  ///< the header is not counted
  std::size_t most_columns = 64;
};

/// How a table writes fractions. `mixed`: both ways, in numbers that allow only one of them.
enum class DecimalMark { point, comma, mixed };

/// Rows of cells as they stand in the text, all with the same number of cells. Left out are empty lines,
/// lines of empty cells, comments (from `#`, but for a spreadsheet's errors such as #N/A), a line `sep=;`,
/// and columns at the end that are empty everywhere.
struct Csv {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> lines;                 ///< the line of the text on which each row starts, from 1
  std::vector<std::vector<std::size_t>> offsets;  ///< the byte of the text at which each cell starts, from 0
  char separator = ',';
  DecimalMark decimal = DecimalMark::point;
};

/// Values separated by comma, semicolon, tab or |: what a line `sep=` names, else the one with which most
/// cells are numbers. Cells may be quoted as in RFC 4180. `text` is what read_text gives.
///
/// The decimal mark is found out from all cells (read_number): numbers that allow one reading decide; where
/// none does ("1,234" is all there is), a comma is decimal if semicolons separate, as spreadsheets write
/// where it is, and else separates thousands. Throws Refused for too many rows, an unclosed quote and rows of
/// different length, naming line and byte.
Csv read_csv(std::string_view text, const CsvLimits& limits = {});

/// The number in `cell`, as io/number.h reads it with the table's decimal mark. Throws Refused naming line,
/// column, byte and text for an empty cell, text, what is not finite, and a number that a table with both
/// marks leaves open.
float csv_number(const Csv& csv, std::size_t row, std::size_t column);
/// The same without throwing, in double precision; nothing where csv_number throws.
std::optional<double> csv_value(const Csv& csv, std::size_t row, std::size_t column);

/// Closes a reason with the byte of the table at which the trouble is.
Text with_byte(const std::string& korean, const std::string& english, std::size_t offset);

}  // namespace madang::io
