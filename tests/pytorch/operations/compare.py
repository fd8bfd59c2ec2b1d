"""Whether an answer is PyTorch's.

The reference is PyTorch in float64 on the same float32 inputs. A number agrees with it where it differs by no more than
- 1e-5 of the reference: some eighty roundings of a float32;
- and by the rounding of what it was summed from (2^-24 for each term). For the value of an operation that works number by
  number there is no such sum, so this part is 0; of a derivative the terms are as large as what it is multiplied with
  (r, and s for the second one), else as large as the largest number of the result or of the inputs;
- and by eight times what PyTorch itself is off in float32 there: a difference of nearly equal numbers is as bad as it is.
What overflows or cancels to NaN on the way in float32 may be what PyTorch's own float32 gives. A second derivative that is
NaN in PyTorch (0 · ∞ on its way) is not compared, nor told whether it is ∞ or NaN where it is not finite there.
"""
import numpy

RELATIVE = 1e-5
OF_TERMS = 4e-6
SMALLEST = 1.2e-38  # the smallest normal float32: below it precision fades


def largest(*arrays):
    """The largest finite absolute value; 0 where there is none."""
    found = 0.0
    for array in arrays:
        finite = abs(array[numpy.isfinite(array)])
        found = max(found, finite.max() if finite.size else 0.0)
    return found


def agreeing(ours, reference, tolerance):
    with numpy.errstate(invalid="ignore", over="ignore"):
        as_float32 = reference.astype(numpy.float32)
        close = abs(ours.astype(numpy.float64) - reference) <= tolerance
    return (ours == as_float32) | (numpy.isnan(ours) & numpy.isnan(reference)) | (close & numpy.isfinite(as_float32))


def difference(ours, exact, terms, rounded, second):
    """The first number that does not agree, in words; None where all do. `rounded()` is PyTorch's float32 result."""
    if ours.shape != exact.shape:
        return f"shape {ours.shape}, in PyTorch {exact.shape}"
    with numpy.errstate(invalid="ignore"):
        tolerance = RELATIVE * abs(exact) + OF_TERMS * terms + SMALLEST
    good = agreeing(ours, exact, tolerance)
    if good.all():
        return None
    float32 = rounded().astype(numpy.float64)
    with numpy.errstate(invalid="ignore"):
        good |= agreeing(ours, exact, tolerance + 8 * abs(float32 - exact))
    # Where float32 leaves its range on the way, there is no other reference than PyTorch's float32.
    good |= ~numpy.isfinite(float32) & agreeing(ours, float32, tolerance)
    if second:
        good |= numpy.isnan(exact) | ~numpy.isfinite(float32) & ~numpy.isfinite(ours)
    if good.all():
        return None
    place = tuple(numpy.argwhere(~good)[0])
    return f"{ours[place]:.9g} at {list(map(int, place))}, in PyTorch {exact[place]:.9g} (float32: {float32[place]:.9g})"
