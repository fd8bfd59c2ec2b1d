// Any bytes as a file of weights. What is read can be written, and reads the same again.
#include "io/safetensors.h"

#include <cstring>

#include "fuzz/fuzz.h"

using namespace madang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span file(reinterpret_cast<const std::byte*>(data), size);
  fuzz::accepted([&] {
    const auto tensors = io::read_safetensors(file);
    std::size_t numbers = 0;
    for (const auto& [name, tensor] : tensors) numbers += tensor.size();
    fuzz::require(numbers <= size, "no more numbers than bytes");
    const auto again = io::read_safetensors(io::write_safetensors(tensors));
    fuzz::require(again.size() == tensors.size(), "as many tensors come back");
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      const auto &before = tensors[i].tensor, &after = again[i].tensor;
      fuzz::require(tensors[i].name == again[i].name && before.shape() == after.shape(),
                    "names and shapes come back");
      fuzz::require(before.size() == 0 || std::memcmp(before.data(), after.data(), 4 * before.size()) == 0,
                    "the numbers come back");
    }
  });
  return 0;
}
