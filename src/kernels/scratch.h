#pragma once

#include <cstddef>
#include <vector>

namespace madang::kernels {

/// Working memory of one purpose (Tag) and thread: grows to the largest size asked for and stays, so that a
/// kernel allocates nothing after its first calls. Valid until the next call with the same Tag.
template <class Tag, class Element = float>
Element* scratch(std::size_t size) {
  thread_local std::vector<Element> buffer;
  if (buffer.size() < size) [[unlikely]]
    buffer.resize(size);
  return buffer.data();
}

}  // namespace madang::kernels
