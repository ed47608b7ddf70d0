import { useState } from 'react';
import type { Image } from '../api/catalog.ts';
import styles from './product-image.module.css';

interface ProductImageProps {
  image: Image | null | undefined;
  /** Edge of the square it takes at most, in CSS pixels. */
  size: number;
  /** True where a name stands beside it, which would be read twice. */
  decorative?: boolean;
  /** True for what is in sight at once; the rest is loaded when it comes near. */
  eager?: boolean;
}

/** A square product picture; a missing or broken one leaves a quiet square. */
export function ProductImage({ image, size, decorative = false, eager = false }: ProductImageProps) {
  const [brokenUrl, setBrokenUrl] = useState<string>();
  return (
    <span className={styles.frame}>
      {image && image.url !== brokenUrl && (
        <img
          className={styles.image}
          src={image.url}
          alt={decorative ? '' : image.alt}
          width={size}
          height={size}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setBrokenUrl(image.url)}
        />
      )}
    </span>
  );
}
