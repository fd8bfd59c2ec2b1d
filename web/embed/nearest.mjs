/** How many letters must be added, left out, changed or swapped with their neighbour (Damerau 1964, as optimal string alignment). */
export function distance(a, b) {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j += 1) rows[0][j] = j;
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  return rows[a.length][b.length];
}

/** The one of `names` that was most likely meant, or null where none is near: half of the letters may be wrong, or it is a part. */
export function nearest(word, names) {
  const wanted = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (!wanted) return null;
  const far = (name) => (name.length > 2 && wanted.length > 2 && (wanted.includes(name) || name.includes(wanted)) ? 1 : distance(wanted, name));
  const ranked = names.map((name) => ({ name, far: far(name) })).sort((a, b) => a.far - b.far);
  return ranked[0]?.far <= Math.max(1, Math.floor(Math.max(wanted.length, 3) / 2)) ? ranked[0].name : null;
}
