#pragma once

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

#include "io/refused.h"

namespace madang::fuzz {

/// What must hold whatever the bytes are; libFuzzer takes the abort for a finding.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// The reader may refuse, in both languages; it may do nothing else.
template <class Read>
bool accepted(Read read) {
  try {
    read();
    return true;
  } catch (const io::Refused& refused) {
    require(!refused.reason().korean.empty() && !refused.reason().english.empty(),
            "a refusal has its reason");
    return false;
  }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace madang::fuzz
