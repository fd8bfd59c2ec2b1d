#include "app/link_text.h"

#include <doctest/doctest.h>

namespace madang::app {
namespace {

TEST_CASE("link text: percent-encoding and back") {
  CHECK(percent_encoded("a-b_c.d~ 한") == "a-b_c.d%7E%20%ED%95%9C");
  CHECK(percent_decoded("%ed%95%9c%20").value() == "한 ");
  for (const char* broken : {"%", "%4", "%4g", "%FF", "%00", "%ED%A0%80"})
    CHECK_FALSE(percent_decoded(broken));
  CHECK(decoded_once("a%3Db%2") == "a=b%2");
  CHECK(looks_encoded_twice("v=1&title=%2541"));
  CHECK_FALSE(looks_encoded_twice("v=1&title=%2541%20"));
  CHECK_FALSE(looks_encoded_twice("v=1"));
}

TEST_CASE("link text: a fragment without what was wrapped around it") {
  CHECK(mended_link("#v%3D1%26seed%3D7") == "v=1&seed=7");
  CHECK(mended_link("v=1&amp;seed=7).") == "v=1&seed=7");
  CHECK(mended_link("v=1&title=%25").ends_with("%25"));
  CHECK(mended_link("").empty());
  CHECK(mended_link("formula") == "formula");
}

TEST_CASE("link text: names and plain values are compared without what does not count") {
  CHECK(narrowed("＋１．５\xE2\x80\x8B ") == "+1.5");
  CHECK(narrowed("−3") == "-3");
  CHECK(without_punctuation("\"-7,") == "-7");
  CHECK(without_punctuation(".").empty());
  CHECK(folded_name("Learning_Rate-x.b") == "learningratex.b");
  CHECK(is_tracking("fbclid"));
  CHECK(is_tracking("utm_source"));
  CHECK_FALSE(is_tracking("seed"));
  CHECK(shown_part("a=b") == "'a%3Db'");
  CHECK(shown_part(std::string(99, 'x')).ends_with("…'"));
}

}  // namespace
}  // namespace madang::app
