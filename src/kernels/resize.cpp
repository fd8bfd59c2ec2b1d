#include "kernels/resize.h"

#include "kernels/check.h"
#include "kernels/resize_source.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

using Sources = std::span<const Source>;

struct Rows {};
struct Columns {};
struct OneRow {};

template <class Tag>
Sources sources(const Resize& shape, int in, int out) {
  Source* all = scratch<Tag, Source>(static_cast<std::size_t>(out));
  for (int i = 0; i < out; ++i) all[i] = source_of(shape.interpolation, in, out, i);
  return {all, static_cast<std::size_t>(out)};
}

std::span<float> row_buffer(const Resize& shape) {
  const auto width = static_cast<std::size_t>(shape.in.width);
  return {scratch<OneRow>(width), width};
}

/// to = (1 − weight) low + weight high
void blend_rows(const float* low, const float* high, float weight, int count, float* to) {
  for (int j = 0; j < count; ++j) to[j] = (1 - weight) * low[j] + weight * high[j];
}

void spread_row(const float* from, float weight, int count, float* low, float* high) {
  for (int j = 0; j < count; ++j) {
    low[j] += (1 - weight) * from[j];
    high[j] += weight * from[j];
  }
}

void resize_nearest(const Resize& shape, Sources rows, Sources columns, const float* x, float* y) {
  for (const Source& row : rows) {
    const float* from = x + static_cast<std::ptrdiff_t>(row.low) * shape.in.width;
    for (const Source& column : columns) *y++ = from[column.low];
  }
}

void nearest_backward(const Resize& shape, Sources rows, Sources columns, const float* dy, float* dx) {
  for (const Source& row : rows) {
    float* to = dx + static_cast<std::ptrdiff_t>(row.low) * shape.in.width;
    for (const Source& column : columns) to[column.low] += *dy++;
  }
}

// First between two rows, then between neighbours of the row that came out.
void resize_bilinear(const Resize& shape, Sources rows, Sources columns, const float* x, float* y,
                     std::span<float> blended) {
  const int width = shape.in.width;
  for (const Source& row : rows) {
    blend_rows(x + static_cast<std::ptrdiff_t>(row.low) * width,
               x + static_cast<std::ptrdiff_t>(row.high) * width, row.weight, width, blended.data());
    for (const Source& column : columns) {
      *y++ = (1 - column.weight) * blended[column.low] + column.weight * blended[column.high];
    }
  }
}

void bilinear_backward(const Resize& shape, Sources rows, Sources columns, const float* dy, float* dx,
                       std::span<float> gathered) {
  const int width = shape.in.width;
  for (const Source& row : rows) {
    std::ranges::fill(gathered, 0.0f);
    for (const Source& column : columns) {
      gathered[column.low] += (1 - column.weight) * *dy;
      gathered[column.high] += column.weight * *dy++;
    }
    spread_row(gathered.data(), row.weight, width, dx + static_cast<std::ptrdiff_t>(row.low) * width,
               dx + static_cast<std::ptrdiff_t>(row.high) * width);
  }
}

}  // namespace

void check_resize(const char* operation, const Resize& s, std::size_t x, std::size_t y) {
  const auto planes = static_cast<std::size_t>(s.planes);
  const bool sane = s.planes >= 0 && std::min({s.in.height, s.in.width, s.out.height, s.out.width}) >= 1;
  if (!sane || x != planes * s.in.area() || y != planes * s.out.area()) throw_sizes(operation, {x, y});
}

void resize(const Resize& shape, std::span<const float> x, std::span<float> y) {
  check_resize("resize", shape, x.size(), y.size());
  const Sources rows = sources<Rows>(shape, shape.in.height, shape.out.height);
  const Sources columns = sources<Columns>(shape, shape.in.width, shape.out.width);
  const std::span<float> row = row_buffer(shape);
  for (std::ptrdiff_t plane = 0; plane < shape.planes; ++plane) {
    const float* from = x.data() + plane * shape.in.area();
    float* to = y.data() + plane * shape.out.area();
    switch (shape.interpolation) {
      case Interpolation::nearest:
        resize_nearest(shape, rows, columns, from, to);
        break;
      case Interpolation::bilinear:
        resize_bilinear(shape, rows, columns, from, to, row);
        break;
    }
  }
}

void resize_backward(const Resize& shape, std::span<const float> dy, std::span<float> dx) {
  check_resize("resize_backward", shape, dx.size(), dy.size());
  std::ranges::fill(dx, 0.0f);
  const Sources rows = sources<Rows>(shape, shape.in.height, shape.out.height);
  const Sources columns = sources<Columns>(shape, shape.in.width, shape.out.width);
  const std::span<float> row = row_buffer(shape);
  for (std::ptrdiff_t plane = 0; plane < shape.planes; ++plane) {
    const float* from = dy.data() + plane * shape.out.area();
    float* to = dx.data() + plane * shape.in.area();
    switch (shape.interpolation) {
      case Interpolation::nearest:
        nearest_backward(shape, rows, columns, from, to);
        break;
      case Interpolation::bilinear:
        bilinear_backward(shape, rows, columns, from, to, row);
        break;
    }
  }
}

}  // namespace madang::kernels
