const reloadedAtKey = 'evermart.reloadedAt';
const quietMs = 60_000;

/** A page left open across a release asks for chunks that are gone: loading it anew, once a minute at most, mends that. */
export function reloadOnStaleChunk(): void {
  window.addEventListener('vite:preloadError', () => {
    const reloadedAtMs = Number(sessionStorage.getItem(reloadedAtKey) ?? 0);
    if (Date.now() - reloadedAtMs < quietMs) return;
    sessionStorage.setItem(reloadedAtKey, String(Date.now()));
    window.location.reload();
  });
}
