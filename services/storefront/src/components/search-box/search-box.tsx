import { type SubmitEvent, useId, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { longestQuery, type Suggestion } from '../../api/search.ts';
import styles from './search-box.module.css';
import { SuggestionList } from './suggestion-list.tsx';
import { useSuggestions } from './use-suggestions.ts';

/** The shop's search field: a combobox that suggests while one types. */
export function SearchBox() {
  const listId = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useTypedQuery();
  const { suggestions, open, active, show, hide, onKeyDown } = useSuggestions(typed, choose);

  function choose({ text, productSlug }: Suggestion): void {
    hide();
    setTyped(productSlug ? '' : text);
    navigate(productSlug ? `/p/${productSlug}` : searchPath(text));
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    hide();
    if (typed.trim() !== '') navigate(searchPath(typed.trim()));
  }

  return (
    <search>
      <form className={styles.form} action="/search" onSubmit={submit}>
        <input
          className={styles.input}
          type="search"
          name="q"
          role="combobox"
          aria-label="Search the shop"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-expanded={open}
          aria-activedescendant={open && active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          maxLength={longestQuery}
          placeholder="What are you looking for?"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            show();
          }}
          onKeyDown={onKeyDown}
          onBlur={hide}
        />
        <button className={styles.submit} type="submit" aria-label="Search">
          <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
            <path d="M16 16l5 5M10.5 18a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z" />
          </svg>
        </button>
        <SuggestionList id={listId} suggestions={suggestions} open={open} active={active} onChoose={choose} />
      </form>
    </search>
  );
}

/** What is in the field: the query of the results page while one is there, and what is typed since. */
function useTypedQuery() {
  const { pathname, search } = useLocation();
  const query = pathname === '/search' ? (new URLSearchParams(search).get('q') ?? '') : '';
  const [shown, setShown] = useState(query);
  const [typed, setTyped] = useState(query);
  if (shown !== query) {
    setShown(query);
    setTyped(query);
  }
  return [typed, setTyped] as const;
}

const searchPath = (text: string) => `/search?q=${encodeURIComponent(text)}`;
