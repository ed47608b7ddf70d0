// Runs at the edge before the cache (CloudFront Functions, JavaScript runtime 2.0), for pages and their files only.
// scripts/local/edge decides the same way; a test compares the two. That runtime knows ECMAScript 5.1 and some of what
// came later: no for-of, destructuring, spreading or optional chaining.

/** The application's own paths have no file: it reads the address itself. */
const page = '/index.html';
const namesFile = /\.[a-z0-9]+$/i;

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request;
  const host = request.headers.host === undefined ? '' : request.headers.host.value;
  if (host.startsWith('www.')) return movedTo(`https://${host.slice(4)}${request.uri}${queryOf(request)}`);
  const path = decoded(request.uri);
  if (path === undefined) return nothingThere();
  if (!namesFile.test(path)) request.uri = page;
  return request;
}

/** `undefined` for a path that can't be a key. */
function decoded(uri) {
  try {
    const path = decodeURIComponent(uri);
    return path.includes('\0') || path.split('/').includes('..') ? undefined : path;
  } catch (_error) {
    return undefined;
  }
}

function movedTo(location) {
  return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: location } } };
}

function nothingThere() {
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'content-type': { value: 'text/plain' } },
    body: { encoding: 'text', data: 'Not found\n' },
  };
}

/** As it was sent: names and values still are percent-encoded. */
function queryOf(request) {
  const pairs = [];
  for (const name in request.querystring) {
    const entry = request.querystring[name];
    const values = entry.multiValue === undefined ? [entry] : entry.multiValue;
    values.forEach((one) => {
      pairs.push(one.value === '' ? name : `${name}=${one.value}`);
    });
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
