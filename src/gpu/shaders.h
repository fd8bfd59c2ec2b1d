#pragma once

namespace madang::gpu {

/// One per file of shaders/; the entry point has the name of the file.
enum class Shader { matmul, attention };

/// WGSL, embedded at build time.
const char* source_of(Shader shader);

}  // namespace madang::gpu
