// What every subject of the windows benchmark runs in its page. `api` tells how this one calls its program:
// ping(x) -> x; more(n) makes n state updates, whose events go to seen(); bytes(u8) -> u8 of the same size; report(json).
"use strict";
async function benchmark(api) {
  const results = {};
  const percentile = (list, p) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
  const payload = "x".repeat(80);

  for (let i = 0; i < 300; i++) await api.ping(payload);
  const times = [];
  for (let i = 0; i < 2000; i++) {
    const t = performance.now();
    await api.ping(payload);
    times.push(performance.now() - t);
  }
  // The page's clock has a step of 1 ms: the mean of many is what can be told.
  results.one_ms = times.reduce((a, b) => a + b, 0) / times.length;

  const flood = async (total, width) => {
    let left = total;
    const worker = async () => {
      while (left-- > 0) await api.ping(payload);
    };
    const t = performance.now();
    await Promise.all(Array.from({ length: width }, worker));
    return (total / (performance.now() - t)) * 1000;
  };
  const total = api.total ?? 100000;
  await flood(Math.min(total, 5000), 1000);
  results.flood_per_s = await flood(total, 1000);

  if (api.more) {
    const rounds = 60;
    const each = 5000;
    let seen = 0;
    api.seen(() => seen++);
    await api.more(each);
    seen = 0;
    const t = performance.now();
    for (let i = 0; i < rounds; i++) await api.more(each);
    while (seen < rounds * each) await api.ping("");
    results.updates_per_s = (seen / (performance.now() - t)) * 1000;
  }
  if (api.bytes) {
    const block = new Uint8Array(1 << 20).map((_, i) => i * 7);
    for (const direction of ["up", "down"]) {
      const list = [];
      for (let i = 0; i < 30; i++) {
        const t = performance.now();
        if (direction === "up") await api.bytes(block);
        else if ((await api.fetch(1 << 20)).length !== 1 << 20) throw new Error("short");
        list.push(performance.now() - t);
      }
      results[`bytes_${direction}_ms`] = percentile(list, 0.5);
    }
  }
  return results;
}
