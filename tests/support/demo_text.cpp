#include "support/demo_text.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>

#include "support/paths.h"

namespace madang::test {

namespace {

/// The words of a file's links in place of the links.
std::string words_of(const std::string& path) {
  static const std::regex link(R"(\[([^\]]*)\]\([^)]*\))");
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), path);
  return std::regex_replace(std::string(std::istreambuf_iterator<char>(file), {}), link, "$1");
}

/// Words that are a link read as any others.
std::string without_links(const std::string& text) {
  static const std::regex link(R"(\[([^\]\n]*)\]\(#[^)\s]*\))");
  return std::regex_replace(text, link, "$1");
}

bool has(const std::string& text, const std::string& words) {
  const bool found = text.find(words) != std::string::npos;
  if (!found) MESSAGE("not in the text: " << words);
  return found;
}

}  // namespace

Text text_of(const std::string& slug) {
  const std::string folder = source_folder + "/demos/" + slug;
  return {words_of(folder + "/text.ko.md"), words_of(folder + "/text.en.md")};
}

bool text_says(const std::string& slug, const Text& words) {
  const Text text = text_of(slug);
  const bool korean = has(without_links(text.korean), words.korean);
  const bool english = has(without_links(text.english), words.english);
  return korean && english;
}

bool both_texts_say(const std::string& slug, const std::string& words) {
  return text_says(slug, {words, words});
}

}  // namespace madang::test
