#include "demo/history.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "core/error.h"

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

Curve& named(std::vector<Curve>& curves, std::string_view name) {
  const auto found = std::ranges::find(curves, name, &Curve::name);
  if (found == curves.end()) throw Error("history: no curve '" + std::string(name) + "'");
  return *found;
}

void halve(std::vector<float>& values) {
  for (std::size_t i = 0; i < values.size() / 2; ++i) values[i] = values[2 * i];
  values.resize(values.size() / 2);
}

std::string column_name(const std::string& name) {
  if (name.find_first_of(",\"\r\n") == std::string::npos) return name;
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

}  // namespace

bool History::due(std::uint64_t step) const {
  return std::ranges::any_of(curves_, [&](const Curve& curve) { return step % curve.interval == 0; });
}

void History::note(std::string_view name, std::uint64_t step, float value) {
  constexpr std::size_t most_points = 400;
  Curve& curve = named(curves_, name);
  const auto x = static_cast<float>(step);
  if (step % curve.interval != 0) return;
  if (!curve.x.empty() && curve.x.back() == x) {
    curve.y.back() = value;
    return;
  }
  if (curve.x.size() == most_points) {
    halve(curve.x);
    halve(curve.y);
    curve.interval *= 2;
    if (step % curve.interval != 0) return;
  }
  curve.x.push_back(x);
  curve.y.push_back(value);
}

void History::set(std::string_view name, std::vector<float> x, std::vector<float> y, std::vector<float> low,
                  std::vector<float> high) {
  Curve& curve = named(curves_, name);
  curve.x = std::move(x);
  curve.y = std::move(y);
  curve.low = std::move(low);
  curve.high = std::move(high);
}

const Curve& History::curve(std::string_view name) const {
  const auto found = std::ranges::find(curves_, name, &Curve::name);
  if (found == curves_.end()) throw Error("history: no curve '" + std::string(name) + "'");
  return *found;
}

std::size_t History::points() const {
  std::size_t most = 0;
  for (const Curve& curve : curves_) most = std::max(most, curve.x.size());
  return most;
}

std::string csv_of(const std::vector<Curve>& curves) {
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
