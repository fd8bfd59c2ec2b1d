#include "data/points.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "io/csv.h"
#include "io/file_text.h"
#include "io/number.h"
#include "io/refused.h"

namespace madang {

namespace {

/// Three decimals, without trailing zeros: 0.52, -1, 0.
std::string short_number(float value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%.3f", static_cast<double>(value));
  std::string text(buffer);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

/// Takes the text up to `end` (or all of it) off the front.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t length = std::min(text.find(end), text.size());
  const std::string_view piece = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return piece;
}

std::optional<float> coordinate(std::string_view text) {
  if (text.empty() || text.size() > 12 || text.find_first_not_of("0123456789.-") != text.npos) return {};
  const std::string copy(text);
  char* end = nullptr;
  const float value = std::strtof(copy.c_str(), &end);
  if (*end != '\0' || !(std::abs(value) <= plane_limit)) return {};
  return value;
}

bool add_point(Points& points, std::string_view piece) {
  const auto x = coordinate(take_until(piece, '_'));
  const auto y = coordinate(take_until(piece, '_'));
  const bool is_class = piece.size() == 1 && piece[0] >= '0' && piece[0] < '0' + most_point_classes;
  if (!x || !y || !is_class) return false;
  points.add(*x, *y, piece[0] - '0');
  points.classes = std::max(points.classes, piece[0] - '0' + 1);
  return true;
}

/// Scales to −1 … 1; a column of one value becomes 0.
void fill_plane(std::vector<float>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  // In double precision, where neither a rounding nor the largest floats lead beyond 1.
  const double middle = (static_cast<double>(low) + high) / 2, half = (static_cast<double>(high) - low) / 2;
  for (float& value : values) value = half > 0 ? static_cast<float>((value - middle) / half) : 0.f;
}

/// A label as a number; nothing for a name, and for more digits than a double tells apart.
std::optional<double> number_of_label(std::string_view label) {
  constexpr std::ptrdiff_t most_digits = 15;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::ranges::count_if(label, is_digit) > most_digits) return {};
  const io::NumberReadings read = io::read_number(label);
  return read.with_point ? read.with_point : read.with_comma;
}

bool same_class(std::string_view a, std::string_view b) { return !class_before(a, b) && !class_before(b, a); }

void check_class_name(const io::Csv& csv, std::size_t row) {
  const std::string& name = csv.rows[row][2];
  const std::string line = std::to_string(csv.lines[row]);
  const std::size_t byte = csv.offsets[row][2];
  if (name.empty())
    throw io::Refused(io::with_byte(
        line + "번째 줄 3번째 열이 비어 있습니다. 클래스(class) 이름이나 번호를 넣어 주세요.",
        "Line " + line + ", column 3 is empty; the name or number of a class belongs there.", byte));
  if (name.find("\xEF\xBF\xBD") != name.npos)  // U+FFFD: whoever wrote the file did not know the character
    throw io::Refused(io::with_byte(
        line + "번째 줄 3번째 열: " + io::excerpt(name) +
            "의 글자가 파일을 저장할 때 이미 사라졌습니다(U+FFFD). 원본을 UTF-8로 다시 저장해 주세요.",
        "Line " + line + ", column 3: characters of " + io::excerpt(name) +
            " were lost when the file was saved (U+FFFD). Save the original again as UTF-8.",
        byte));
}

/// What spreadsheets and programs write where a number is missing: no name of a column.
bool is_missing_number(std::string cell) {
  std::ranges::transform(cell, cell.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
  if (cell.starts_with('-') || cell.starts_with('+')) cell.erase(0, 1);
  return cell.empty() || cell.starts_with('#') || cell == "nan" || cell == "inf" || cell == "infinity" ||
         cell == "n/a" || cell == "null";
}

bool is_header(const io::Csv& csv) {
  const auto names = [&](std::size_t column) {
    return !io::csv_value(csv, 0, column) && !is_missing_number(csv.rows[0][column]);
  };
  return csv.rows.size() > 1 && names(0) && names(1);
}

std::int32_t class_of(std::vector<std::string>& names, const io::Csv& csv, std::size_t row) {
  check_class_name(csv, row);
  const std::string& name = csv.rows[row][2];
  const auto found = std::ranges::find_if(names, [&](const auto& known) { return same_class(known, name); });
  if (found == names.end() && names.size() == most_point_classes) {
    const std::string line = std::to_string(csv.lines[row]), most = std::to_string(most_point_classes);
    throw io::Refused(
        io::with_byte(line + "번째 줄 3번째 열: " + io::excerpt(name) + "까지 세면 클래스(class)가 " + most +
                          "개를 넘습니다. " + most + "개까지 받습니다.",
                      "Line " + line + ", column 3: with " + io::excerpt(name) + " there are more than " +
                          most + " classes, the most that are accepted.",
                      csv.offsets[row][2]));
  }
  const auto index = static_cast<std::int32_t>(found - names.begin());
  if (found == names.end())
    names.push_back(name);
  else if (std::pair(name.size(), name) < std::pair(found->size(), *found))
    *found = name;
  return index;
}

/// Classes are numbered by their names in order, so that 0 and 1 stay 0 and 1.
void sort_classes(CsvPoints& read) {
  std::vector<std::string> sorted = read.class_names;
  std::ranges::sort(sorted, class_before);
  for (std::int32_t& label : read.points.label) {
    const std::string& name = read.class_names[static_cast<std::size_t>(label)];
    label = static_cast<std::int32_t>(std::ranges::find(sorted, name) - sorted.begin());
  }
  read.class_names = std::move(sorted);
}

}  // namespace

bool class_before(std::string_view a, std::string_view b) {
  const auto x = number_of_label(a), y = number_of_label(b);
  if (x && y) return *x < *y;
  if (x || y) return x.has_value();
  return a < b;
}

std::string text_of_points(const Points& points) {
  std::string text;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) text += '~';
    text +=
        short_number(points.x[i]) + '_' + short_number(points.y[i]) + '_' + std::to_string(points.label[i]);
  }
  return text;
}

ReadPoints points_of_text(std::string_view text) {
  ReadPoints read;
  std::size_t bad = 0;
  std::string first_bad;
  while (!text.empty()) {
    const std::string_view piece = take_until(text, '~');
    if (read.points.size() < most_own_points && add_point(read.points, piece)) continue;
    if (bad++ == 0) first_bad = io::excerpt(piece);
  }
  if (bad > 0) {
    const std::string count = std::to_string(bad);
    const std::string most = std::to_string(most_own_points);
    read.refused = {
        "점 " + count + "개를 읽지 못해 뺐습니다(처음 것: " + first_bad +
            "). 점은 'x_y_클래스' 꼴이고 ~로 나누며, 좌표는 -1.5에서 1.5, 클래스는 0에서 3, 모두 " + most +
            "개까지 받습니다.",
        count + " points could not be read and were left out (the first: " + first_bad +
            "). A point is 'x_y_class', separated by ~, with coordinates from -1.5 to 1.5 and "
            "classes 0 to 3; at most " +
            most + " are accepted."};
  }
  return read;
}

CsvPoints points_of_csv(std::string_view bytes) {
  const io::FileText file = io::read_text(bytes);
  const io::Csv csv = io::read_csv(file.text, {.most_rows = most_own_points});
  const std::size_t columns = csv.rows[0].size();
  if (columns != 3) {
    const std::string line = std::to_string(csv.lines[0]);
    const std::string found = std::to_string(columns);
    throw io::Refused(
        {line + "번째 줄의 열이 " + found +
             "개입니다. x, y, 클래스(class)의 세 열을 쉼표, 세미콜론, 탭 가운데 하나로 나누어 넣어 주세요.",
         "Line " + line + " has " + found +
             " columns. Give three, x, y and class, separated by comma, semicolon or tab."});
  }
  CsvPoints read;
  read.told = io::told(file.encoding);
  read.header = is_header(csv);
  for (std::size_t row = read.header ? 1 : 0; row < csv.rows.size(); ++row) {
    const float x = csv_number(csv, row, 0);
    const float y = csv_number(csv, row, 1);
    read.points.add(x, y, class_of(read.class_names, csv, row));
  }
  if (read.points.size() > most_own_points)
    throw io::Refused({"행이 " + std::to_string(read.points.size()) + "개입니다. " +
                           std::to_string(most_own_points) + "행까지 받습니다.",
                       "There are " + std::to_string(read.points.size()) + " rows; at most " +
                           std::to_string(most_own_points) + " are accepted."});
  if (read.points.size() < 2)
    throw io::Refused({"점이 두 개 이상 있어야 합니다.", "At least two points are needed."});
  sort_classes(read);
  read.points.classes = std::max(2, static_cast<int>(read.class_names.size()));
  fill_plane(read.points.x);
  fill_plane(read.points.y);
  return read;
}

}  // namespace madang
