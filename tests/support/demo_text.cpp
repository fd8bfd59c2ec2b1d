#include "support/demo_text.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "support/paths.h"

namespace madang::test {

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool has(const std::string& text, const std::string& words) {
  const bool found = text.find(words) != std::string::npos;
  if (!found) MESSAGE("not in the text: " << words);
  return found;
}

}  // namespace

Text text_of(const std::string& slug) {
  const std::string folder = source_folder + "/demos/" + slug;
  return {content_of(folder + "/text.ko.md"), content_of(folder + "/text.en.md")};
}

bool text_says(const std::string& slug, const Text& words) {
  const Text text = text_of(slug);
  const bool korean = has(text.korean, words.korean), english = has(text.english, words.english);
  return korean && english;
}

bool both_texts_say(const std::string& slug, const std::string& words) {
  return text_says(slug, {words, words});
}

}  // namespace madang::test
