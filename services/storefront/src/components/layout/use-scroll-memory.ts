import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** How far each visited entry of the history was scrolled, in CSS pixels. */
const positions = new Map<string, number>();

/**
 * A new page starts at its top or at its fragment; going back returns to where one was. A change of the query alone, such
 * as a filter, moves nothing.
 */
export function useScrollMemory(): void {
  const { key, pathname, hash } = useLocation();
  const goingBack = useNavigationType() === 'POP';
  const shown = useRef(pathname + hash);

  useLayoutEffect(() => {
    const elsewhere = shown.current !== pathname + hash;
    shown.current = pathname + hash;
    if (goingBack) window.scrollTo(0, positions.get(key) ?? window.scrollY);
    else if (elsewhere && hash === '') window.scrollTo(0, 0);
  }, [key, pathname, hash, goingBack]);

  useEffect(() => {
    const note = () => positions.set(key, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [key]);
}
