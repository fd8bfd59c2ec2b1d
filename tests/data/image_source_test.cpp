#include "data/image_source.h"

#include <doctest/doctest.h>

#include "core/error.h"

namespace madang::data {

TEST_CASE("image sources: the file of each, and the names of its classes in both languages") {
  CHECK(std::string(file_of(ImageSource::mnist)) == "mnist.idx");
  CHECK(std::string(file_of(ImageSource::fashion_mnist)) == "fashion-mnist.idx");
  CHECK(class_name(ImageSource::mnist, 7).korean == "7");
  CHECK(class_name(ImageSource::fashion_mnist, 7).english == "Sneaker");
  CHECK(class_name(ImageSource::fashion_mnist, 7).korean == "운동화");
  CHECK(class_name(ImageSource::fashion_mnist, 9).english == "Boot");
  CHECK_THROWS_AS(class_name(ImageSource::mnist, 10), Error);
  CHECK_THROWS_AS(class_name(ImageSource::fashion_mnist, -1), Error);
}

}  // namespace madang::data
