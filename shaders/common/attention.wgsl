// What the attention kernels have in common: the shape and where a row lies.

struct Shape {
  heads: u32,
  queries: u32,
  keys: u32,
  depth: u32,
  value_depth: u32,
  interleaved: u32,  // 1: rows (batch, length, heads, depth) instead of (batch, heads, length, depth)
  masked: u32,       // 0: any array may be bound in the mask's place
  causal: u32,       // 1: query i sees keys 0 … i
  mask_stride: u32,  // from one (example, head) to the next; 0: all share one
  scale: f32,
}

const lowest = -3.4028234e38;  // stands for −∞, which not every device computes with

// Where the vector of this row starts; `head` counts over examples and heads.
fn row_start(head: u32, row: u32, length: u32, depth: u32) -> u32 {
  if (shape.interleaved != 0) {
    return (((head / shape.heads) * length + row) * shape.heads + head % shape.heads) * depth;
  }
  return (head * length + row) * depth;
}

// From one row of a head to the next.
fn row_step(depth: u32) -> u32 { return select(depth, shape.heads * depth, shape.interleaved != 0); }
