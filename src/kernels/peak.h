#pragma once

#include <span>

/// What bounds every kernel (Williams, Waterman & Patterson, "Roofline", CACM 2009): how fast numbers are
/// multiplied and added, and how fast they come from memory.
namespace madang::kernels {

/// Latency times width of the units is 8 to 10, and 16 registers hold ten chains and their two constants.
inline constexpr int kChains = 10;
inline constexpr int kTurns = 8;  // between two checks of the loop, which cost too
inline constexpr int kChainLanes = 4;

/// x ← a x + b in independent chains that never leave the registers; `rounds` times kTurns in each of
/// kChainLanes, of which the reference has one. Returns their sum, so that nothing may be left out.
float multiply_add_chains(int rounds);
float multiply_add_chains_reference(int rounds);
/// Multiplications and additions of that many rounds.
double chain_operations(int rounds, int lanes);

/// to = x + factor y, the triad of STREAM (McCalpin 1995), which counts twelve bytes for each element. All of
/// one size.
void triad(std::span<const float> x, std::span<const float> y, float factor, std::span<float> to);

}  // namespace madang::kernels
