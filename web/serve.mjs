// Serves a folder on localhost: node web/serve.mjs FOLDER [PORT]. Another program on the port: the next free one.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** The file behind a request, or null: nothing outside the folder, a folder by its index.html. */
async function fileOf(folder, url) {
  let file;
  try {
    file = path.join(folder, decodeURIComponent(new URL(url, 'http://localhost').pathname));
  } catch {
    return null;
  }
  if (file.includes('\0') || path.relative(folder, file).startsWith('..')) return null;
  let about = await stat(file).catch(() => null);
  if (about?.isDirectory()) {
    if (!file.endsWith(path.sep)) return { redirect: true };
    file = path.join(file, 'index.html');
    about = await stat(file).catch(() => null);
  }
  return about?.isFile() ? { file, size: about.size } : null;
}

async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const found = await fileOf(folder, request.url);
  if (!found) {
    response.writeHead(404, { 'content-type': types['.txt'] }).end('Not found\n');
  } else if (found.redirect) {
    const [place, query] = request.url.split(/(?=\?)/);
    response.writeHead(301, { location: `${place.replace(/^\/+/, '/')}/${query ?? ''}` }).end();
  } else {
    response.writeHead(200, {
      'content-type': types[path.extname(found.file)] ?? 'application/octet-stream',
      'content-length': found.size,
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*', // as GitHub Pages: a sandboxed embed, and embed.js as a module, come from another origin
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
  }
}

/** Starts serving and resolves to { url, close }. Port 0 is any free one. */
export function serve(folder, port = 8080) {
  const root = path.resolve(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && port !== 0 && port < 65535) server.listen(++port, '127.0.0.1');
      else reject(error);
    });
    server.on('listening', () => {
      const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
      resolve({ url: `http://localhost:${server.address().port}/`, close });
    });
    server.listen(port, '127.0.0.1');
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  const [folder, port] = process.argv.slice(2);
  if (!folder || !(await stat(folder).catch(() => null))?.isDirectory()) {
    console.error(`${folder ? `There is no folder ${folder}. ` : ''}Usage: node web/serve.mjs FOLDER [PORT]`);
    process.exit(1);
  }
  const { url } = await serve(folder, port ? Number(port) : undefined);
  console.log(`  Serving ${folder} at ${url} (Ctrl-C ends)`);
}
