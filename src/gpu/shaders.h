#pragma once

/// WGSL, embedded at build time: one per file of shaders/, whose entry point has the name of the file.
namespace madang::gpu::shaders {

extern const char adam[];
extern const char attention[];
extern const char attention_backward_keys[];
extern const char attention_backward_queries[];
extern const char attention_quads[];
extern const char attention_rows[];
extern const char column_sums[];
extern const char cross_entropy[];
extern const char elementwise[];
extern const char embedding[];
extern const char embedding_backward[];
extern const char layer_norm[];
extern const char layer_norm_backward[];
extern const char matmul[];
extern const char matmul_direct[];
extern const char matmul_quads[];

}  // namespace madang::gpu::shaders
