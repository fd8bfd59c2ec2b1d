/** The items of one of our builds, from its module. */
export function ownItems(module) {
  return Array.from({length: module._bench_count()}, (_, i) => ({
    work: module.UTF8ToString(module._bench_work(i)),
    unit: module.UTF8ToString(module._bench_unit(i)),
    amount: module._bench_amount(i),
    memory: module._bench_memory(i),
    run: (times) => module._bench_run(i, times),
  }));
}

export async function timed(item, times) {
  const start = performance.now();
  await item.run(times);
  return performance.now() - start;
}
