#pragma once

#include <string>
#include <string_view>

#include "core/matrix.h"

namespace madang::io {

/// A small drawing as short text for a setting of the demo, so that links carry it: 16 shades of grey, runs
/// of equal ones shortened, only characters that a link leaves as they are. A blank one is the empty text.
///   settings.drawing = io::write_sketch(image);             // view, after sketch_pad
///   const Matrix image = io::read_sketch(settings.drawing, 28, 28);   // experiment and view
std::string write_sketch(const Matrix& image);

/// The image of `rows` × `columns` with values 0…1; throws Refused for a text that holds anything else.
Matrix read_sketch(std::string_view text, int rows, int columns);

}  // namespace madang::io
