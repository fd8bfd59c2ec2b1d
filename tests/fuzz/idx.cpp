// Any bytes as an IDX array and as a set of images.
#include "io/idx.h"

#include <algorithm>

#include "data/image_set.h"
#include "fuzz/fuzz.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span file(reinterpret_cast<const std::byte*>(data), size);
  fuzz::accepted([&] {
    for (std::size_t offset = 0; offset < size;) {
      const auto before = offset;
      const auto array = io::read_idx(file, offset);
      fuzz::require(offset > before && offset <= size, "the offset moves on inside the file");
      fuzz::require(array.values.data() + array.values.size() == data + offset,
                    "the values end where it stands");
      fuzz::require(std::ranges::all_of(array.values, [](int byte) { return byte >= 0; }),
                    "the values can be read");
    }
  });
  fuzz::accepted([&] {
    const auto set = madang::data::read_image_set(file);
    const std::int32_t last = static_cast<std::int32_t>(set.test.size()) - 1;
    fuzz::require(set.train.labels[0] < set.classes, "labels are classes");
    const Tensor image = set.test.image(last);
    fuzz::require(std::ranges::all_of(image.values(), [](float v) { return v >= 0 && v <= 1; }),
                  "pixels are in 0 … 1");
  });
  return 0;
}
