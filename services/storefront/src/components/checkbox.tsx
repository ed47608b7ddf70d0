import styles from './checkbox.module.css';

type CheckboxProps = { label: string; name: string } & (
  | { defaultChecked: boolean }
  | { checked: boolean; onChange: (checked: boolean) => void }
);

/** A yes or no: its state its own, or its owner's. */
export function Checkbox({ label, name, ...state }: CheckboxProps) {
  const input =
    'checked' in state
      ? {
          checked: state.checked,
          onChange: (event: { target: { checked: boolean } }) => state.onChange(event.target.checked),
        }
      : { defaultChecked: state.defaultChecked };
  return (
    <label className={styles.checkbox}>
      <input className={styles.box} type="checkbox" name={name} {...input} />
      {label}
    </label>
  );
}
