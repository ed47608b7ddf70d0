import { useEffect } from 'react';
import { useAnnounce } from './announcer.tsx';

/** Names the page, in the tab and to screen readers; undefined while the name is not known yet. */
export function usePageTitle(title: string | undefined): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} · Evermart`;
    announce(title);
  }, [title, announce]);
}
