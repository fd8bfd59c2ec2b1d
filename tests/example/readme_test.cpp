// What the README shows is what is compiled, and the files that it names are there.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include "support/paths.h"

using namespace madang::test;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::filesystem::path root = std::filesystem::path(source_folder).parent_path();

}  // namespace

TEST_CASE("readme: its example of the engine is the one that is tested") {
  const std::string example = text_of(root / "tests/example/example_test.cpp");
  CHECK(text_of(root / "README.md").find("```cpp\n" + example + "```\n") != std::string::npos);
}

TEST_CASE("readme: the files and folders that it names exist") {
  static const std::regex path(R"re(`((?:src|tests|web|shaders|\.ci|\.github)/[A-Za-z0-9_./-]*)`)re");
  const std::string readme = text_of(root / "README.md");
  int found = 0;
  for (std::sregex_iterator at(readme.begin(), readme.end(), path), end; at != end; ++at, ++found)
    CHECK_MESSAGE(std::filesystem::exists(root / (*at)[1].str()), (*at)[1].str());
  CHECK(found > 20);
}
