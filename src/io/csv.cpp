#include "io/csv.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "io/csv_reader.h"
#include "io/file_text.h"
#include "io/number.h"
#include "io/refused.h"

namespace madang::io {

namespace {

/// How well a separator explains a table: by the share of cells that are numbers, then by the rows that are
/// as long as the first. Nothing for a single column.
struct Fit {
  double numbers = -1;
  std::size_t rows = 0;
  auto operator<=>(const Fit&) const = default;
};

Fit fit_of(std::string_view text, char separator, CsvLimits limits) {
  limits.most_rows = 50;
  Csv csv;
  try {
    csv = CsvReader(text, separator, limits).read_start();
  } catch (const Refused&) {
    return {};
  }
  if (csv.rows.empty() || csv.rows[0].size() < 2) return {};
  Fit fit{0, 0};
  std::size_t cells = 0, numbers = 0;
  for (const auto& row : csv.rows) {
    fit.rows += row.size() == csv.rows[0].size() ? 1 : 0;
    cells += row.size();
    for (const std::string& cell : row) {
      const NumberReadings read = read_number(cell);
      numbers += read.with_point || read.with_comma ? 1 : 0;
    }
  }
  fit.numbers = static_cast<double>(numbers) / static_cast<double>(cells);
  return fit;
}

char separator_of(std::string_view text, const CsvLimits& limits) {
  char best = ',';
  Fit best_fit;
  for (const char separator : {'\t', ';', ',', '|'}) {
    const Fit fit = fit_of(text, separator, limits);
    if (!(fit > best_fit)) continue;
    best = separator;
    best_fit = fit;
  }
  return best;
}

/// The separator that a first line `sep=;` names, as spreadsheets write and read it.
std::optional<char> named_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::string_view rest = line;
  if (rest.starts_with('"')) rest.remove_prefix(1);
  if (!rest.starts_with("sep=") && !rest.starts_with("SEP=") && !rest.starts_with("Sep=")) return {};
  rest.remove_prefix(4);
  if (rest.ends_with('"')) rest.remove_suffix(1);
  const bool is_one = rest.size() == 1 && std::string_view("\t;,|: ").find(rest[0]) != std::string_view::npos;
  return is_one ? std::optional(rest[0]) : std::nullopt;
}

DecimalMark decimal_of(const Csv& csv) {
  bool point = false, comma = false, open_comma = false;
  for (const auto& row : csv.rows)
    for (const std::string& cell : row) {
      const NumberReadings read = read_number(cell);
      point |= read.with_point && !read.with_comma;
      comma |= read.with_comma && !read.with_point;
      open_comma |= read.ambiguous() && cell.find(',') != cell.npos;
    }
  if (point && comma) return DecimalMark::mixed;
  if (comma || (!point && open_comma && csv.separator == ';')) return DecimalMark::comma;
  return DecimalMark::point;
}

/// The readings of a cell that the table's decimal mark leaves.
NumberReadings readings_of(const Csv& csv, std::size_t row, std::size_t column) {
  NumberReadings read = read_number(csv.rows.at(row).at(column));
  if (csv.decimal == DecimalMark::point) read.with_comma.reset();
  if (csv.decimal == DecimalMark::comma) read.with_point.reset();
  return read;
}

}  // namespace

Csv read_csv(std::string_view text, const CsvLimits& limits) {
  const auto named = named_separator(text);
  const std::size_t line = std::min(text.find_first_of("\r\n"), text.size());
  CsvReader reader(text, named ? *named : separator_of(text, limits), limits);
  if (named) reader.skip(line);
  Csv csv = reader.read();
  if (csv.rows.empty()) throw Refused({"내용이 비어 있습니다.", "There is nothing in it."});
  csv.decimal = decimal_of(csv);
  return csv;
}

std::optional<double> csv_value(const Csv& csv, std::size_t row, std::size_t column) {
  const NumberReadings read = readings_of(csv, row, column);
  const auto value = read.with_point ? read.with_point : read.with_comma;
  if (!value || read.ambiguous() || !std::isfinite(static_cast<float>(*value))) return {};
  return value;
}

float csv_number(const Csv& csv, std::size_t row, std::size_t column) {
  if (const auto value = csv_value(csv, row, column)) return static_cast<float>(*value);
  const std::string& cell = csv.rows.at(row).at(column);
  const std::string line = std::to_string(csv.lines[row]), place = std::to_string(column + 1);
  const std::string korean = line + "번째 줄 " + place + "번째 열",
                    english = "Line " + line + ", column " + place;
  const std::size_t offset = csv.offsets[row][column];
  if (cell.empty())
    throw Refused(with_byte(korean + "이 비어 있습니다. 수를 넣어 주세요.",
                            english + " is empty; a number belongs there.", offset));
  if (readings_of(csv, row, column).ambiguous())
    throw Refused(with_byte(korean + "의 " + excerpt(cell) +
                                " 값은 두 가지로 읽힐 수 있습니다. 표에 소수점과 소수 쉼표가 함께 "
                                "쓰였으니 한 가지로 맞춰 주세요.",
                            english + ": " + excerpt(cell) +
                                " can be read in two ways, since the table has decimal points and decimal "
                                "commas. Use one of them.",
                            offset));
  throw Refused(with_byte(korean + "의 " + excerpt(cell) + " 값은 수가 아닙니다.",
                          english + ": " + excerpt(cell) + " is not a number.", offset));
}

}  // namespace madang::io
