#include "support/facts.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/error.h"

namespace madang::test {

std::vector<demo::NamedValue> settings_in(const std::string& text) {
  std::vector<demo::NamedValue> settings;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) throw Error("'" + word + "' is no SETTING=VALUE");
    settings.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  return settings;
}

std::string settings_text(const std::vector<demo::NamedValue>& settings) {
  std::string text;
  for (const auto& [name, value] : settings) text += (text.empty() ? "" : " ") + name + "=" + value;
  return text;
}

Facts facts_in(const std::string& text) {
  Facts facts;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines >> std::ws, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string name, rest;
    words >> name >> std::ws;
    std::getline(words, rest);
    if (name == "learns")
      facts.learns = settings_in(rest);
    else if (name == "learns_within" && std::istringstream(rest) >> facts.learns_within)
      continue;
    else if (name == "measures" && !rest.empty())
      facts.measures = rest;
    else if (name == "pytorch")
      facts.pytorch.push_back(settings_in(rest));
    else
      throw Error("tests.txt: '" + line + "' is no fact");
  }
  return facts;
}

Facts facts_of(const std::string& slug) {
  std::ifstream file(std::filesystem::path(MADANG_SOURCE_DIR) / "demos" / slug / "tests.txt");
  std::ostringstream text;
  if (file) text << file.rdbuf();
  return facts_in(text.str());
}

}  // namespace madang::test
