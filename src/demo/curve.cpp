#include "demo/curve.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace madang::demo {

namespace {

/// The shortest text that reads back as the same number; the names are those that spreadsheets and pandas
/// know.
std::string cell(float value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string column_name(const std::string& name) {
  if (name.find_first_of(",\"\r\n") == std::string::npos) return name;
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

}  // namespace

std::string csv_of(std::span<const Curve> curves) {
  std::set<float> places;
  std::string table = "step";
  for (const Curve& curve : curves) {
    table += "," + column_name(curve.name);
    places.insert(curve.x.begin(), curve.x.end());
  }
  table += "\r\n";
  std::vector<std::size_t> next(curves.size(), 0);
  for (const float x : places) {
    table += cell(x);
    for (std::size_t i = 0; i < curves.size(); ++i) {
      const Curve& curve = curves[i];
      auto& at = next[i];
      table += ",";
      if (at >= std::min(curve.x.size(), curve.y.size()) || curve.x[at] != x) continue;
      table += cell(curve.y[at++]);
      while (at < curve.x.size() && curve.x[at] <= x)
        ++at;  // a second value at one place would shift the rest
    }
    table += "\r\n";
  }
  return table;
}

}  // namespace madang::demo
