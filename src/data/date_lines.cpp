#include "data/date_lines.h"

#include "io/utf8.h"

namespace madang::data {

namespace {

void append(std::u32string& text, std::vector<DatePlace>& places, const std::string& piece, DatePlace place) {
  text += io::decode_utf8(piece);
  places.resize(text.size(), place);
}

}  // namespace

DateLine date_line(const std::vector<StyledDate>& dates) {
  DateLine line;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const auto& [date, language, style] = dates[i];
    const int number = static_cast<int>(i);
    if (i > 0) {
      append(line.written, line.written_places, "; ", {});
      append(line.iso, line.iso_places, " ", {});
    }
    for (const DatePiece& piece : date_pieces(date, language, style))
      append(line.written, line.written_places, piece.text, {number, piece.field});
    const std::string iso = date.iso();  // 2024-05-03
    append(line.iso, line.iso_places, iso.substr(0, 4), {number, DateField::year});
    append(line.iso, line.iso_places, "-", {number, DateField::none});
    append(line.iso, line.iso_places, iso.substr(5, 2), {number, DateField::month});
    append(line.iso, line.iso_places, "-", {number, DateField::none});
    append(line.iso, line.iso_places, iso.substr(8, 2), {number, DateField::day});
  }
  return line;
}

}  // namespace madang::data
