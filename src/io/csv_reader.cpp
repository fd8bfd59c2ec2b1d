#include "io/csv_reader.h"

#include <algorithm>

#include "io/refused.h"

namespace madang::io {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The row's length without the empty cells at its end.
std::size_t filled(const std::vector<std::string>& row) {
  std::size_t size = row.size();
  while (size > 0 && row[size - 1].empty()) --size;
  return size;
}

[[noreturn]] void refuse_length(const Csv& csv, std::size_t row, std::size_t found, std::size_t expected) {
  const std::string line = std::to_string(csv.lines[row]);
  throw Refused(with_byte(line + "번째 줄에는 값이 " + std::to_string(found) + "개 있습니다. 첫 줄처럼 " +
                              std::to_string(expected) + "개여야 합니다. 빠진 칸이 없는지 확인해 주세요.",
                          "Line " + line + " has " + std::to_string(found) +
                              " values where the first line has " + std::to_string(expected) +
                              ". Check for a missing cell.",
                          csv.offsets[row].front()));
}

/// Cuts columns off that are empty at the end of every row; what is left must be there in each.
void even_out(Csv& csv) {
  std::size_t width = 0;
  for (const auto& row : csv.rows) width = std::max(width, filled(row));
  for (std::size_t row = 0; row < csv.rows.size(); ++row) {
    const std::size_t first = csv.rows[0].size(), found = csv.rows[row].size();
    if (first < width && filled(csv.rows[row]) > first) refuse_length(csv, row, filled(csv.rows[row]), first);
    if (first >= width && found < width) refuse_length(csv, row, found, width);
  }
  for (auto& row : csv.rows) row.resize(std::min(row.size(), width));
  for (auto& row : csv.offsets) row.resize(std::min(row.size(), width));
}

}  // namespace

Text with_byte(const std::string& korean, const std::string& english, std::size_t offset) {
  const std::string at = std::to_string(offset);
  return {korean + " (" + at + "번째 바이트)", english + " (byte " + at + ")"};
}

Csv CsvReader::read() {
  Csv csv;
  csv.separator = separator_;
  while (add_row(csv))
    if (csv.rows.size() > limits_.most_rows + 1) refuse_size();  // one more may be the header
  even_out(csv);
  return csv;
}

Csv CsvReader::read_start() {
  Csv csv;
  while (csv.rows.size() < limits_.most_rows && add_row(csv)) continue;
  return csv;
}

/// The next row that is not empty; false at the end.
bool CsvReader::add_row(Csv& csv) {
  while (offset_ < text_.size()) {
    const std::size_t line = line_;
    if (skip_comment()) continue;
    const std::vector<Cell> cells = read_row();
    if (std::ranges::all_of(cells, [](const Cell& cell) { return trimmed(cell.text).empty(); })) continue;
    csv.lines.push_back(line);
    csv.rows.emplace_back();
    csv.offsets.emplace_back();
    for (const auto& [text, offset] : cells) {
      csv.rows.back().push_back(text);
      csv.offsets.back().push_back(offset);
    }
    return true;
  }
  return false;
}

bool CsvReader::skip_comment() {
  const std::string_view rest = text_.substr(offset_);
  if (!rest.starts_with('#')) return false;
  for (const char* error : {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "##"})
    if (rest.starts_with(error)) return false;
  offset_ = std::min(text_.find_first_of("\r\n", offset_), text_.size());
  if (offset_ < text_.size()) end_line(text_[offset_++]);
  return true;
}

/// Behind the character that ends a line.
void CsvReader::end_line(char end) {
  if (end == '\r' && offset_ < text_.size() && text_[offset_] == '\n') ++offset_;
  ++line_;
}

std::vector<CsvReader::Cell> CsvReader::read_row() {
  std::vector<Cell> row;
  for (;;) {
    row.push_back(read_cell());
    if (row.size() > limits_.most_columns) refuse_columns(row.back().offset);
    if (offset_ >= text_.size()) return row;
    const char end = text_[offset_++];
    if (end == separator_) continue;
    end_line(end);
    return row;
  }
}

CsvReader::Cell CsvReader::read_cell() {
  while (separator_ != ' ' && offset_ < text_.size() && text_[offset_] == ' ') ++offset_;
  if (offset_ < text_.size() && text_[offset_] == '"') return read_quoted();
  const std::size_t start = offset_;
  offset_ = find_end(start);
  return {std::string(trimmed(text_.substr(start, offset_ - start))), start};
}

CsvReader::Cell CsvReader::read_quoted() {
  const std::size_t started_on = line_, start = offset_;
  std::string cell;
  for (++offset_; offset_ < text_.size(); ++offset_) {
    const char c = text_[offset_];
    if (c == '\n' || (c == '\r' && text_.substr(offset_ + 1, 1) != "\n")) ++line_;
    if (c != '"') {
      cell += c;
    } else if (text_.substr(offset_ + 1, 1) == "\"") {
      cell += '"';
      ++offset_;
    } else {
      const std::size_t end = find_end(offset_ + 1);
      cell += trimmed(text_.substr(offset_ + 1, end - offset_ - 1));  // as spreadsheets read "a"b
      offset_ = end;
      return {std::string(trimmed(cell)), start};
    }
  }
  throw Refused(with_byte(
      std::to_string(started_on) + "번째 줄에서 시작한 따옴표(\")가 닫히지 않았습니다.",
      "The quotation mark (\") that opens on line " + std::to_string(started_on) + " is never closed.",
      start));
}

/// Where the cell that `from` lies in ends.
std::size_t CsvReader::find_end(std::size_t from) const {
  const char ends[] = {separator_, '\r', '\n'};
  return std::min(text_.find_first_of(std::string_view(ends, sizeof ends), from), text_.size());
}

void CsvReader::refuse_size() const {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text_, '\n'));
  const std::string found = std::to_string(lines + (text_.ends_with('\n') ? 0 : 1));
  const std::string most = std::to_string(limits_.most_rows);
  throw Refused(
      {"행이 너무 많습니다. 모두 " + found + "줄인데 " + most + "행까지 받습니다. 일부만 골라 넣어 주세요.",
       "Too many rows: the text has " + found + " lines where " + most +
           " rows are accepted. Give a part of it."});
}

void CsvReader::refuse_columns(std::size_t offset) const {
  const std::string line = std::to_string(line_), most = std::to_string(limits_.most_columns);
  throw Refused(with_byte(line + "번째 줄에 값이 너무 많습니다. " + most + "열까지 받습니다.",
                          "Line " + line + " has too many values; at most " + most + " columns are accepted.",
                          offset));
}

}  // namespace madang::io
