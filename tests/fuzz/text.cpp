// Any bytes as a file from outside: its kind, its text, a number, what was typed.
#include "io/file_text.h"

#include <cmath>

#include "fuzz/fuzz.h"
#include "io/file_kind.h"
#include "io/number.h"
#include "io/utf8.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  const io::FileFormat format = io::format_of(std::as_bytes(std::span(bytes)));
  fuzz::require(!io::explained_format(format).empty(), "every format is explained");
  fuzz::accepted([&] {
    const std::string text = io::read_text(bytes).text;
    fuzz::require(io::first_ill_formed(text) == text.npos, "a text is UTF-8");
    fuzz::require(text.find('\0') == text.npos, "no zero hides in a text");
    fuzz::require(io::text_of_file(text) == text, "a text that was read is read as it is");
  });
  const io::NumberReadings read = io::read_number(bytes);
  for (const auto& value : {read.with_point, read.with_comma})
    fuzz::require(!value || std::isfinite(*value), "numbers are finite");
  fuzz::accepted([&] { fuzz::require(std::isfinite(io::typed_number(bytes)), "so are typed ones"); });
  const io::TypedText typed = io::typed_text(bytes);
  fuzz::require(io::first_ill_formed(typed.text) == typed.text.npos && typed.left_out <= size / 2,
                "what was typed is UTF-8");
  return 0;
}
