#include "io/csv.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "io/file_text.h"
#include "io/refused.h"

namespace madang::io {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t count_of(std::string_view text, char wanted) {
  return static_cast<std::size_t>(std::ranges::count(text, wanted));
}

/// Tab before semicolon before comma: the rarer one is hardly ever part of a value.
char separator_of(std::string_view text) {
  const auto start = text.find_first_not_of("\r\n");
  if (start == std::string_view::npos) return ',';
  const std::string_view line = text.substr(start, text.find_first_of("\r\n", start) - start);
  for (const char separator : {'\t', ';'})
    if (count_of(line, separator) > 0) return separator;
  return ',';
}

std::string at(std::size_t line) { return std::to_string(line); }

/// Closes a reason with the byte at which the trouble is.
Text with_byte(const std::string& korean, const std::string& english, std::size_t offset) {
  return {korean + " (" + at(offset) + "번째 바이트)", english + " (byte " + at(offset) + ")"};
}

[[noreturn]] void refuse_size(std::string_view text, const CsvLimits& limits) {
  const std::string found = std::to_string(count_of(text, '\n') + (text.ends_with('\n') ? 0 : 1));
  const std::string most = std::to_string(limits.most_rows);
  throw Refused(
      {"행이 너무 많습니다. 모두 " + found + "줄인데 " + most + "행까지 받습니다. 일부만 골라 넣어 주세요.",
       "Too many rows: the text has " + found + " lines where " + most +
           " rows are accepted. Give a part of it."});
}

/// Walks over the characters once, cell by cell.
class CsvReader {
 public:
  CsvReader(std::string_view text, const CsvLimits& limits)
      : text_(text), limits_(limits), separator_(separator_of(text)) {}

  Csv read() {
    Csv csv;
    csv.separator = separator_;
    while (offset_ < text_.size()) {
      const std::size_t line = line_;
      offsets_.clear();
      std::vector<std::string> row = read_row();
      if (row.size() == 1 && trimmed(row[0]).empty()) continue;
      if (csv.rows.size() > limits_.most_rows) refuse_size(text_, limits_);  // one more may be the header
      check_length(csv, row, line);
      csv.rows.push_back(std::move(row));
      csv.lines.push_back(line);
      csv.offsets.push_back(offsets_);
    }
    return csv;
  }

 private:
  std::vector<std::string> read_row() {
    std::vector<std::string> row;
    for (;;) {
      row.push_back(read_cell());
      if (row.size() > limits_.most_columns) refuse_columns();
      if (offset_ >= text_.size()) return row;
      const char end = text_[offset_++];
      if (end == separator_) continue;
      if (end == '\r' && offset_ < text_.size() && text_[offset_] == '\n') ++offset_;
      ++line_;
      return row;
    }
  }

  std::string read_cell() {
    while (offset_ < text_.size() && text_[offset_] == ' ') ++offset_;
    offsets_.push_back(offset_);
    if (offset_ < text_.size() && text_[offset_] == '"') return read_quoted();
    const std::size_t end = std::min(find_end(offset_), text_.size());
    const std::string_view cell = trimmed(text_.substr(offset_, end - offset_));
    offset_ = end;
    return std::string(cell);
  }

  std::string read_quoted() {
    const std::size_t started_on = line_;
    std::string cell;
    for (++offset_; offset_ < text_.size(); ++offset_) {
      const char c = text_[offset_];
      if (c == '\n') ++line_;
      if (c != '"') {
        cell += c;
      } else if (offset_ + 1 < text_.size() && text_[offset_ + 1] == '"') {
        cell += '"';
        ++offset_;
      } else {
        offset_ = std::min(find_end(offset_ + 1), text_.size());
        return cell;
      }
    }
    throw Refused(
        with_byte(at(started_on) + "번째 줄에서 시작한 따옴표(\")가 닫히지 않았습니다.",
                  "The quotation mark (\") that opens on line " + at(started_on) + " is never closed.",
                  offsets_.back()));
  }

  std::size_t find_end(std::size_t from) const {
    const char ends[] = {separator_, '\r', '\n'};
    return text_.find_first_of(std::string_view(ends, sizeof ends), from);
  }

  void check_length(const Csv& csv, const std::vector<std::string>& row, std::size_t line) const {
    if (csv.rows.empty() || row.size() == csv.rows.front().size()) return;
    const std::string found = std::to_string(row.size());
    const std::string expected = std::to_string(csv.rows.front().size());
    throw Refused(with_byte(at(line) + "번째 줄에는 값이 " + found + "개 있습니다. 첫 줄처럼 " + expected +
                                "개여야 합니다. 빠진 칸이 없는지 확인해 주세요.",
                            "Line " + at(line) + " has " + found + " values where the first line has " +
                                expected + ". Check for a missing cell.",
                            offsets_.front()));
  }

  [[noreturn]] void refuse_columns() const {
    const std::string most = std::to_string(limits_.most_columns);
    throw Refused(
        with_byte(at(line_) + "번째 줄에 값이 너무 많습니다. " + most + "열까지 받습니다.",
                  "Line " + at(line_) + " has too many values; at most " + most + " columns are accepted.",
                  offsets_.back()));
  }

  std::string_view text_;
  CsvLimits limits_;
  char separator_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::vector<std::size_t> offsets_;  // of the cells of this row
};

std::optional<float> number_in(std::string cell, char separator) {
  if (separator != ',') std::ranges::replace(cell, ',', '.');
  // strtof also takes hexadecimal numbers, "nan" and "infinity"; none of them is meant in a table
  if (cell.empty() || cell.find_first_not_of("0123456789+-.eE") != std::string::npos) return {};
  char* end = nullptr;
  const float value = std::strtof(cell.c_str(), &end);
  if (*end != '\0' || !std::isfinite(value)) return {};
  return value;
}

}  // namespace

Csv read_csv(std::string_view text, const CsvLimits& limits) {
  Csv csv = CsvReader(text, limits).read();
  if (csv.rows.empty()) throw Refused({"내용이 비어 있습니다.", "There is nothing in it."});
  return csv;
}

bool csv_is_number(const Csv& csv, std::size_t row, std::size_t column) {
  return number_in(csv.rows.at(row).at(column), csv.separator).has_value();
}

float csv_number(const Csv& csv, std::size_t row, std::size_t column) {
  const std::string& cell = csv.rows.at(row).at(column);
  if (const auto value = number_in(cell, csv.separator)) return *value;
  const std::string line = at(csv.lines[row]);
  const std::string place = std::to_string(column + 1);
  const std::size_t offset = csv.offsets[row][column];
  if (cell.empty())
    throw Refused(with_byte(line + "번째 줄 " + place + "번째 열이 비어 있습니다. 수를 넣어 주세요.",
                            "Line " + line + ", column " + place + " is empty; a number belongs there.",
                            offset));
  throw Refused(with_byte(line + "번째 줄 " + place + "번째 열의 " + excerpt(cell) + " 값은 수가 아닙니다.",
                          "Line " + line + ", column " + place + ": " + excerpt(cell) + " is not a number.",
                          offset));
}

}  // namespace madang::io
