// The floor plan, held against the #includes: an arrow may only point down.
#include <doctest/doctest.h>

#include "support/paths.h"

#ifndef __EMSCRIPTEN__  // reads the source tree, which a browser does not have

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Rooms = std::set<std::string>;

/// What each room may include besides itself.
const std::map<std::string, Rooms> allowed = {
    {"core", {}},
    {"kernels", {"core"}},
    {"gpu", {"core", "kernels"}},
    {"data", {"core", "kernels", "io"}},  // data sets read files
    {"io", {"core", "kernels"}},
    {"demo", {"core", "io"}},
    {"autograd", {"core", "kernels"}},
    {"nn", {"core", "kernels", "autograd"}},
    {"optim", {"core", "kernels", "autograd"}},
    {"train", {"core", "autograd", "nn", "optim", "data", "io", "demo"}},
    {"ui", {"core", "demo", "io"}},
    {"experiment", {"core", "kernels", "autograd", "nn", "optim", "data", "io", "gpu", "demo", "train"}},
    {"settings", {"core", "data", "io", "demo"}},  // both sides take them
    {"view", {"core", "io", "data", "demo", "ui"}},
    {"claims",
     {"core", "kernels", "autograd", "nn", "optim", "data", "io", "gpu", "demo", "train", "support"}},
    {"app", {"core", "io", "gpu", "demo", "ui"}},
};

struct Include {
  std::string from;  // a file, relative to src/
  std::string to;
};

std::vector<Include> includes_below(const fs::path& source) {
  static const std::regex quoted(R"re(^\s*#\s*include\s+"([^"]+)")re");
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(source)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    std::ifstream file(entry.path());
    std::string line;
    std::smatch match;
    while (std::getline(file, line))
      if (std::regex_search(line, match, quoted))
        found.push_back({fs::relative(entry.path(), source).generic_string(), match[1]});
  }
  return found;
}

/// The room of a file. A demo's folder has four: its view, its claims, its settings, and everything else,
/// which is the experiment's.
std::string room_of(const std::string& file) {
  const std::string top = file.substr(0, file.find('/'));
  if (top != "demos") return top;
  const std::string name = file.substr(file.rfind('/') + 1);
  if (name.starts_with("view")) return "view";
  if (name.starts_with("settings")) return "settings";
  return name == "claims.cpp" ? "claims" : "experiment";
}

std::string demo_of(const std::string& file) {
  return file.starts_with("demos/") ? file.substr(0, file.rfind('/')) : std::string();
}

std::string complaint(const Include& include) {
  const std::string arrow = include.from + " includes " + include.to;
  const std::string from = room_of(include.from);
  if (!include.to.starts_with("demos/")) {
    const std::string to = room_of(include.to);
    if (!allowed.contains(from)) return arrow + ": the room '" + from + "' is not on the plan";
    return from == to || allowed.at(from).contains(to) ? "" : arrow + ": " + from + " may not know " + to;
  }
  if (demo_of(include.from).empty()) return arrow + ": nothing but a demo knows a demo";
  if (demo_of(include.from) != demo_of(include.to)) return arrow + ": a demo may not know another demo";
  return "";
}

}  // namespace

TEST_CASE("architecture: every include points down the floor plan") {
  const auto includes = includes_below(madang::test::source_folder);
  REQUIRE(includes.size() > 20);
  for (const auto& include : includes) {
    const std::string wrong = complaint(include);
    CHECK_MESSAGE(wrong.empty(), wrong);
  }
}

TEST_CASE("architecture: the check sees an arrow that points up") {
  CHECK_FALSE(complaint({"core/tensor.h", "autograd/variable.h"}).empty());
  CHECK_FALSE(complaint({"demos/one/view.cpp", "nn/linear.h"}).empty());
  CHECK_FALSE(complaint({"demos/one/experiment.cpp", "ui/heat_map.h"}).empty());
  CHECK_FALSE(complaint({"demos/one/experiment.cpp", "demos/other/experiment.h"}).empty());
  CHECK(complaint({"demos/one/view_flow.cpp", "demos/one/experiment.h"}).empty());
}

#endif
