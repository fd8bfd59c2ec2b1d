#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/size2.h"

namespace madang::io {

/// A colour picture as a tensor holds it: (3, height, width), red, green, blue, 0 … 1.
struct Photo {
  Size2 size = 0;
  std::vector<float> values;
};

/// Sides of pictures that come from outside, pixels.
constexpr int most_photo_side = 4096;

/// A portable pixmap (netpbm, "ppm", the P6 kind with values up to 255): what the page makes of any picture
/// that the browser can decode, and what cameras and tools on the desktop save. Throws Refused for anything
/// else.
Photo read_pixmap(std::span<const std::byte> file);

/// The square in the middle, each of its side × side pixels the mean over the area that it covers.
Photo centre_square(const Photo& photo, int side);

/// A small photo as text for a setting of the demo, so that links carry it: a character for each value, 64
/// levels, in the alphabet of base64url (RFC 4648, section 5), which a link leaves as it is. No photo is the
/// empty text.
std::string write_photo(const Photo& photo);

/// The photo of that size; black for the empty text. Throws Refused for a text that holds anything else.
Photo read_photo(std::string_view text, Size2 size);

}  // namespace madang::io
