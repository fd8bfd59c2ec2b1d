#pragma once

#include <string>

#include "core/text.h"

/// What a demo's page says around it. A number in it that code can compute stands in a test that computes it,
/// beside a check that both languages say so: neither changes without the other.
namespace madang::test {

/// text.ko.md and text.en.md of a demo, line by line as they stand but for links, of which the words stay.
Text text_of(const std::string& slug);

/// Whether these words stand in the text of their language, in links or not; what does not is named on the
/// way.
bool text_says(const std::string& slug, const Text& words);
/// The same words in both, such as a number or a formula.
bool both_texts_say(const std::string& slug, const std::string& words);

}  // namespace madang::test
