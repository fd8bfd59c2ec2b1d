/** The same inputs for everybody: a linear congruential generator in [-1, 1), in steps of 2⁻¹⁰ that f16 holds too. */
export function samples(count, seed) {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0;
  return Float32Array.from({length: count}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 21) * 2 ** -10 - 1;
  });
}
