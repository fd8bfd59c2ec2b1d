// What the benchmark's pages are served by and opened in.
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import path from 'node:path';

const {chromium} = createRequire(path.join(import.meta.dirname, '..', '..', 'web', 'package.json'))('playwright-core');
const types = {'.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm'};

/** This folder, and under /builds the builds. Without isolation headers, as on a blog: so there are no threads. */
export async function serve(builds, port = 0) {
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = name.startsWith('/builds/') ? path.join(builds, name.slice(8)) : path.join(import.meta.dirname, name);
    try {
      const content = await readFile(file);
      response.writeHead(200, {'content-type': types[path.extname(file)] ?? 'application/octet-stream'}).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close()};
}

/** @param {string[]} more  of Chromium's own options */
export function launch(...more) {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({executablePath, headless: false, args: ['--headless=new', '--no-sandbox', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows', ...more]});
}
