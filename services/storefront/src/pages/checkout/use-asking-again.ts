import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { pauseAfterMs } from './asking-pauses.ts';

interface AskingOptions<Answer> {
  ask: () => Promise<Answer>;
  /** Not called once the page was left. */
  onAnswer: (answer: Answer) => void;
  /** Why the last try was in vain, if there was one. */
  failure: Error | undefined;
  /** False: the first request waits for `askNow`. */
  automatic: boolean;
}

/** A request, a pause before the next one, or no request until somebody wants one. */
type Phase = { is: 'asking' } | { is: 'pausing'; ms: number } | { is: 'resting' };

/** Asks until there is an answer: at once where nothing was in vain yet, else after pauses that grow. */
export function useAskingAgain<Answer>({ ask, onAnswer, failure, automatic }: AskingOptions<Answer>) {
  const [phase, setPhase] = useState<Phase>(() => firstPhase(automatic, failure));
  const triesInVain = useRef(failure === undefined ? 0 : 1);
  const here = useHere();

  const send = useEffectEvent(async () => {
    try {
      const answer = await ask();
      if (here.current) onAnswer(answer);
    } catch (error) {
      triesInVain.current += 1;
      setPhase({ is: 'pausing', ms: pauseAfterMs(triesInVain.current, error) });
    }
  });

  useEffect(() => {
    if (phase.is === 'resting') return;
    if (phase.is === 'asking') {
      send();
      return;
    }
    const timer = setTimeout(() => setPhase({ is: 'asking' }), phase.ms);
    return () => clearTimeout(timer);
  }, [phase]);

  return { phase, askNow: () => setPhase({ is: 'asking' }) };
}

function firstPhase(automatic: boolean, failure: Error | undefined): Phase {
  if (!automatic) return { is: 'resting' };
  return failure === undefined ? { is: 'asking' } : { is: 'pausing', ms: pauseAfterMs(1, failure) };
}

function useHere() {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return here;
}
