import type { ProductOption, Variant } from '../../api/catalog.ts';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { type Choice, isOnSale } from './choose-variant.ts';
import styles from './option-picker.module.css';

interface OptionPickerProps {
  option: ProductOption;
  variants: readonly Variant[];
  choice: Choice;
  onChoose: (value: string) => void;
}

/** The values of one option, as radio buttons; sold-out combinations stay choosable, to be seen. */
export function OptionPicker({ option, variants, choice, onChoose }: OptionPickerProps) {
  return (
    <fieldset>
      <legend className={styles.legend}>{option.name}</legend>
      <div className={styles.values}>
        {option.values.map((value) => {
          const onSale = isOnSale(variants, choice, option.name, value);
          return (
            <label key={value} className={onSale ? styles.value : `${styles.value} ${styles.soldOut}`}>
              <input
                className={styles.input}
                type="radio"
                name={option.name}
                value={value}
                checked={choice[option.name] === value}
                onChange={() => onChoose(value)}
              />
              {value}
              {!onSale && <VisuallyHidden> (sold out)</VisuallyHidden>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
