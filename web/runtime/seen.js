const thresholds = Array.from({ length: 101 }, (_, percent) => percent / 100);

/**
 * Watches which part of an element is in sight, also in a frame inside of another page, where only an IntersectionObserver knows.
 * @param {HTMLElement} element
 * @param {(top: number, bottom: number) => void} onChange  in css px from the element's top
 */
export function watchSeen(element, onChange) {
  const tell = (box, seen) => {
    if (seen.height > 0) onChange(Math.round(seen.top - box.top), Math.round(seen.bottom - box.top));
  };
  new IntersectionObserver((entries) => {
    const { boundingClientRect, intersectionRect } = entries.at(-1);
    tell(boundingClientRect, intersectionRect);
  }, { threshold: thresholds }).observe(element);
  if (window !== window.top) return;
  const measure = () => {
    const box = element.getBoundingClientRect();
    const top = Math.max(0, box.top), bottom = Math.min(window.innerHeight, box.bottom);
    tell(box, { top, bottom, height: bottom - top });
  };
  window.addEventListener('scroll', measure, { passive: true });
  window.addEventListener('resize', measure);
}
