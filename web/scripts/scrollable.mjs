/** What is wider than its place can be scrolled by keys, too; what fits is no stop for Tab. @param {Iterable<Element>} elements */
export function scrollByKeys(elements) {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const element of elements) observer.observe(element);
}
