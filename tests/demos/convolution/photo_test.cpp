// The reader's photo on its way through the shell, and every page drawn with it.
#include <doctest/doctest.h>

#include <string>

#include "app/two_engines.h"

namespace madang::test {

namespace {

constexpr std::size_t photo_characters = std::size_t{3} * 40 * 40;

void give(TwoEngines& app, const std::string& file) {
  app.shell.take_photo(std::as_bytes(std::span(file)));
  app.settle();
}

}  // namespace

TEST_CASE("convolution: a photo becomes the picture; a broken one is refused, and the photo stays") {
  TwoEngines app("convolution");
  give(app,
       "P6 2 2 255\n"
       "\xFF\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B");
  CHECK(app.shell.setting("picture") == "photo");
  const std::string photo = app.shell.setting("photo");
  CHECK(photo.size() == photo_characters);
  CHECK(app.notice.empty());
  give(app, "P6 2 2 255\nabc");
  CHECK(app.notice.find("cannot be read") != std::string::npos);
  CHECK(app.shell.setting("photo") == photo);
}

TEST_CASE("convolution: every page is drawn, narrow and wide, grey and coloured") {
  for (const float width : {320.f, 640.f, 1400.f})
    for (const char* page : {"window", "pooling", "shift", "learning"})
      for (const char* more :
           {"", "&channels=rgb&size=7&dilation=4", "&picture=drawing", "&picture=photo&stride=4"}) {
        CAPTURE(page);
        CAPTURE(more);
        TwoEngines app("convolution", "v=1&step=3&page=" + std::string(page) + more, width);
        CHECK(app.notice.empty());
        CHECK_FALSE(app.told.empty());
      }
}

}  // namespace madang::test
