import type { ComponentProps } from 'react';
import { Link, type LinkProps } from 'react-router';
import styles from './button.module.css';

type Look = 'primary' | 'secondary' | 'accent' | 'quiet';

interface ButtonLook {
  look?: Look;
  /** As wide as what holds it. */
  wide?: boolean;
}

/** A button that does something here; `type` is `button` unless told. */
export function Button({
  look = 'primary',
  wide = false,
  type = 'button',
  ...rest
}: ButtonLook & ComponentProps<'button'>) {
  return <button type={type} className={classOf(look, wide)} {...rest} />;
}

/** A link that looks like a button, because it is the page's next step. */
export function ButtonLink({ look = 'primary', wide = false, ...rest }: ButtonLook & LinkProps) {
  return <Link className={classOf(look, wide)} {...rest} />;
}

function classOf(look: Look, wide: boolean): string {
  return [styles.button, styles[look], wide ? styles.wide : undefined].filter(Boolean).join(' ');
}
