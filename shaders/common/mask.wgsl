const hidden_below = -3.0e38;

// What the mask adds to a score; below hidden_below where the query does not see the key.
fn mask_at(head: u32, query: u32, key: u32) -> f32 {
  if (query >= shape.queries || key >= shape.keys || (shape.causal != 0 && key > query)) { return lowest; }
  if (shape.masked != 0) { return max(mask[head * shape.mask_stride + query * shape.keys + key], lowest); }
  return 0;
}
