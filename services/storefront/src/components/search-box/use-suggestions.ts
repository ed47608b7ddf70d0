import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Suggestion } from '../../api/search.ts';
import { suggestionsQuery } from '../../queries/search.ts';
import { nextOption, noOption } from './next-option.ts';
import { useSettled } from './use-settled.ts';

const typingPauseMs = 150;
const none: Suggestion[] = [];

/** The state of the search combobox: what is suggested, whether it is shown, and which one the arrow keys are on. */
export function useSuggestions(typed: string, onChoose: (suggestion: Suggestion) => void) {
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(noOption);
  const text = useSettled(typed.trim(), typingPauseMs);
  const found = useQuery(suggestionsQuery(text)).data?.items ?? none;
  const suggestions = typed.trim().length >= 2 ? found : none;
  const open = wanted && suggestions.length > 0;

  function show(): void {
    setWanted(true);
    setActive(noOption);
  }

  function hide(): void {
    setWanted(false);
    setActive(noOption);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const chosen = open ? suggestions[active] : undefined;
    const next = nextOption(event.key, active, suggestions.length);
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      hide();
    } else if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      hide();
      onChoose(chosen);
    } else if (next !== undefined) {
      event.preventDefault();
      setWanted(true);
      setActive(next);
    }
  }

  return { suggestions, open, active, show, hide, onKeyDown };
}
