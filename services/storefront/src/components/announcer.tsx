import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Says `message` to screen readers, after what they are saying now. */
export const useAnnounce = () => useContext(AnnounceContext);

/** Holds the page's one polite live region. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ message: '', turn: 0 });
  // The same words twice are only spoken twice when their element is a new one.
  const announce = useCallback((message: string) => setSaid(({ turn }) => ({ message, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div aria-live="polite" role="status">
        <VisuallyHidden key={said.turn}>{said.message}</VisuallyHidden>
      </div>
    </AnnounceContext>
  );
}
