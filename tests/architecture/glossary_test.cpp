// One term for one thing: what the glossary of README.md rules out stands in nothing that a reader is shown.
#include <doctest/doctest.h>

#include "support/paths.h"

#ifndef __EMSCRIPTEN__  // reads the source tree, which a browser does not have

#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(madang::test::source_folder).parent_path();

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Rule {
  std::string term;   // "key, 키"
  std::string wrong;  // "열쇠"
};

/// The rows of the table below the heading, `| English | Korean | not, not |`.
std::vector<Rule> rules_of(const std::string& readme) {
  std::vector<Rule> rules;
  std::istringstream table(readme.substr(readme.find("## Words of the pages")));
  static const std::regex row(R"(\| ([^|]+) \| ([^|]+) \| ([^|]+) \|)");
  std::string line;
  std::smatch found;
  while (std::getline(table, line)) {
    if (line.starts_with("## ") && !rules.empty()) break;
    if (!std::regex_match(line, found, row) || found[3] == "not" || found[1].str().starts_with("---"))
      continue;
    std::istringstream wrong(found[3].str());
    for (std::string one; std::getline(wrong >> std::ws, one, ',');)
      rules.push_back({found[1].str() + ", " + found[2].str(), one});
  }
  return rules;
}

/// A file's literals, those that follow each other as one.
std::vector<std::string> literals_of(const std::string& source) {
  std::vector<std::string> all;
  bool apart = true;  // from the literal before
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source.compare(i, 2, "//") == 0) {
      i = source.find('\n', i);
    } else if (source[i] == '\'' && i + 2 < source.size() &&
               (source[i + 2] == '\'' || source[i + 1] == '\\')) {
      i += source[i + 1] == '\\' ? 3 : 2;  // a character
      apart = true;
    } else if (source[i] == '"' && i > 0 && source[i - 1] == 'R') {  // R"py(…)py": programs, no sentences
      const std::string end = ")" + source.substr(i + 1, source.find('(', i) - i - 1) + "\"";
      i = source.find(end, i) + end.size() - 1;
      apart = true;
    } else if (source[i] == '"') {
      std::string text;
      for (++i; i < source.size() && source[i] != '"'; ++i) {
        if (source[i] == '\\') ++i;
        text += source[i];
      }
      if (apart) all.emplace_back();
      all.back() += text;
      apart = false;
    } else if (std::isspace(static_cast<unsigned char>(source[i])) == 0) {
      apart = true;
    }
    if (i == std::string::npos) break;
  }
  return all;
}

/// Everything shown, with the file that it stands in: sentences of the code and of the pages, and the texts
/// without what stands in quotation marks and brackets.
std::vector<std::pair<std::string, std::string>> shown() {
  static const std::regex quoted("“[^”]*”|\\([^)]*\\)");  // titles; glosses in brackets
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& entry : fs::recursive_directory_iterator(madang::test::source_folder)) {
    const fs::path& path = entry.path();
    const std::string name = fs::relative(path, root).generic_string();
    if (path.extension() == ".md")
      all.emplace_back(name, std::regex_replace(content_of(path), quoted, ""));
    else if ((path.extension() == ".cpp" || path.extension() == ".h") && path.filename() != "claims.cpp")
      for (std::string& text : literals_of(content_of(path))) all.emplace_back(name, std::move(text));
  }
  for (const char* words : {"web/runtime/words.js", "web/site/words.mjs"})
    all.emplace_back(words, content_of(root / words));
  return all;
}

}  // namespace

TEST_CASE("glossary: nothing that is shown uses a word that the README's table rules out") {
  const std::vector<Rule> rules = rules_of(content_of(root / "README.md"));
  REQUIRE(rules.size() > 20);
  for (const auto& [file, text] : shown())
    for (const Rule& rule : rules) {
      const bool found = text.find(rule.wrong) != std::string::npos;
      CHECK_MESSAGE(!found, file << ": “" << rule.wrong << "”, where the glossary has: " << rule.term);
    }
}

TEST_CASE("glossary: what it reads is what is shown") {
  CHECK(literals_of("f(\"one \"\n  \"two\", '\"', \"three\");  // \"four\"") ==
        std::vector<std::string>{"one two", "three"});
  CHECK(literals_of(R"(say("\"a\" b"))") == std::vector<std::string>{"\"a\" b"});
  CHECK(literals_of("R\"py(a \"b\")py\" \"c\"") == std::vector<std::string>{"c"});
  const auto rules = rules_of(
      "## Words of the pages\n| English | Korean | not |\n| --- | --- | --- |\n| key | 키 | 열쇠, 건 |\n");
  REQUIRE(rules.size() == 2);
  CHECK(rules[1].term == "key, 키");
  CHECK(rules[1].wrong == "건");
}

#endif
