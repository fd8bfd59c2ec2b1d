// Any bytes as a pixmap, and as the text of a photo.
#include "io/photo.h"

#include <algorithm>

#include "fuzz/fuzz.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto in_range = [](const io::Photo& photo) {
    return std::ranges::all_of(photo.values, [](float v) { return v >= 0 && v <= 1.0001f; });
  };
  fuzz::accepted([&] {
    const auto photo = io::read_pixmap({reinterpret_cast<const std::byte*>(data), size});
    fuzz::require(photo.values.size() == 3u * static_cast<unsigned>(photo.size.area()),
                  "three values a pixel");
    fuzz::require(in_range(io::centre_square(photo, 7)), "pixels are in 0 … 1");
  });
  fuzz::accepted([&] {
    const auto photo = io::read_photo(fuzz::text_of(data, size), {2, 2});
    const auto again = io::read_photo(io::write_photo(photo), {2, 2});
    fuzz::require(in_range(photo) && again.values == photo.values, "what is written reads the same");
  });
  return 0;
}
