import { useState } from 'react';
import type { Image } from '../../api/catalog.ts';
import { ProductImage } from '../../components/product-image.tsx';
import styles from './gallery.module.css';

interface GalleryProps {
  images: readonly Image[];
  /** The place in the list of the picture of what is chosen; another choice brings it back. */
  chosen: number;
}

/** A product's pictures: one large, and small ones to choose it by when there are several. */
export function Gallery({ images, chosen }: GalleryProps) {
  const [followed, setFollowed] = useState(chosen);
  const [shown, setShown] = useState(chosen);
  if (followed !== chosen) {
    setFollowed(chosen);
    setShown(chosen);
  }
  return (
    <div className={styles.gallery}>
      <div className={styles.large}>
        <ProductImage image={images[shown]} size={720} eager />
      </div>
      {images.length > 1 && (
        <ul className={styles.thumbnails} aria-label="Pictures">
          {images.map((image, index) => (
            <li key={image.url}>
              <button
                className={styles.thumbnail}
                type="button"
                aria-label={`Show picture ${index + 1} of ${images.length}: ${image.alt}`}
                aria-pressed={index === shown}
                onClick={() => setShown(index)}
              >
                <ProductImage image={image} size={96} decorative />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
