/** Below an embedded demo stands the link to its own page. */
export const foot_px = 28;
/** Of the bar of a tour, with a sentence of two lines. */
export const tour_px = 96;

/**
 * The height of a demo at a width, both in css px.
 * @param {[number, number][]} points  widths and heights, the widths ascending; straight between two
 */
export function heightAt(points, width) {
  const after = points.findIndex(([at]) => at >= width);
  if (after <= 0) return points.at(after)[1]; // before the first, or after the last
  const [[w0, h0], [w1, h1]] = points.slice(after - 1, after + 1);
  return h0 + ((h1 - h0) * (width - w0)) / (w1 - w0);
}
