import type { Suggestion } from '../../api/search.ts';
import styles from './search-box.module.css';

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  open: boolean;
  /** The option that the arrow keys are on. */
  active: number;
  onChoose: (suggestion: Suggestion) => void;
}

/** The combobox's list box. The focus stays in the text field, so options only react to the pointer. */
export function SuggestionList({ id, suggestions, open, active, onChoose }: SuggestionListProps) {
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Suggestions" hidden={!open}>
      {suggestions.map((suggestion, index) => (
        <div
          key={`${suggestion.productSlug ?? ''} ${suggestion.text}`}
          id={`${id}-${index}`}
          className={styles.option}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => {
            // A press would take the focus out of the field and close the list before the click arrived.
            event.preventDefault();
            if (event.button === 0) onChoose(suggestion);
          }}
        >
          {suggestion.text}
          {suggestion.productSlug && <span className={styles.kind}>Product</span>}
        </div>
      ))}
    </div>
  );
}
