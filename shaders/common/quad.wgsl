// Column i: what thread i of the quad has.
fn of_quad(own: vec4f) -> mat4x4f {
  return mat4x4f(quadBroadcast(own, 0), quadBroadcast(own, 1), quadBroadcast(own, 2), quadBroadcast(own, 3));
}
