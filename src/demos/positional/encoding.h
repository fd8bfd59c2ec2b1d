#pragma once

#include "core/matrix.h"
#include "demos/positional/scheme.h"

namespace madang::demos::positional {

/// M with PE(p + k) = M PE(p) for every p: sin and cos of one frequency are a point on a circle, and k places
/// on it has turned by k / 10000^(2i / size) (Vaswani et al. 2017, section 3.5). (size, size), turns of pairs
/// along the diagonal.
Matrix shift_matrix(int size, int k);
/// Largest |PE(p + k) − M PE(p)| over all numbers of places 0 … length − 1.
float shift_error(int size, int length, int k);

/// What a scheme says of a distance, whatever the symbols are: a row for each head, or one for all.
struct Profile {
  std::vector<float> distances;  // of the key from the query: negative before it
  Matrix values;                 // (rows, distances)
};

/// Vectors that are added to the input: their dot product by distance, mean over the places, of which the one
/// at distance 0 is 1. RoPE: the same of a vector of ones with itself turned. Bias: what is added to the
/// score; −∞ where ALiBi's head does not look. Without positions nothing.
Profile profile_of(const PositionScheme& scheme, int length);

/// The picture of a scheme: P (places, size); of RoPE cos and sin of each place's angles (places, head size);
/// of a bias that of one head (length, length). Without positions nothing.
Matrix picture_of(const PositionScheme& scheme, int length, int head);

}  // namespace madang::demos::positional
