import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Product, Variant } from '../../api/catalog.ts';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { Price } from '../../components/price.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { findCategory } from '../../find-category.ts';
import { categoriesQuery } from '../../queries/catalog.ts';
import { AddToCart } from './add-to-cart.tsx';
import { changeChoice, findVariant, firstChoice, missingOption, pictureOf, variantsWith } from './choose-variant.ts';
import { Gallery } from './gallery.tsx';
import { GoWithIt } from './go-with-it.tsx';
import { OptionPicker } from './option-picker.tsx';
import styles from './product-details.module.css';

/** A product's pictures, story and price, and what it takes to buy it. */
export function ProductDetails({ product }: { product: Product }) {
  usePageTitle(product.name);
  const [choice, setChoice] = useState(() => firstChoice(product));
  const variant = findVariant(product.variants, choice);
  const possible = variantsWith(product.variants, choice);
  const trail = useTrail(product.categories);
  return (
    <div className={styles.page}>
      <Breadcrumbs trail={trail} />
      <div className={styles.product}>
        <Gallery images={product.images} chosen={pictureOf(product.images, choice)} />
        <div className={styles.buying}>
          <div>
            <p className={styles.brand}>{product.brand}</p>
            <h1>{product.name}</h1>
          </div>
          {product.rating && <Rating {...product.rating} />}
          <PriceOf variants={possible} />
          {product.options.map((option) => (
            <OptionPicker
              key={option.name}
              option={option}
              variants={product.variants}
              choice={choice}
              onChoose={(value) => setChoice(changeChoice(product.variants, choice, option.name, value))}
            />
          ))}
          <AddToCart
            key={variant?.sku}
            name={product.name}
            variant={variant}
            missing={missingOption(product.options, choice)}
            soldOut={!possible.some(({ available }) => available)}
          />
          <p className={styles.description}>{product.description}</p>
        </div>
      </div>
      <GoWithIt productSlug={product.slug} />
    </div>
  );
}

/** The price of the one variant, or of the cheapest of those that are still possible. */
function PriceOf({ variants }: { variants: readonly Variant[] }) {
  const [first, ...others] = variants.toSorted((one, other) => one.price.amountMinor - other.price.amountMinor);
  if (first === undefined) return null;
  const varies = others.some(({ price }) => price.amountMinor !== first.price.amountMinor);
  return (
    <p className={styles.price}>
      {varies && <span className={styles.tax}>from</span>}
      <Price price={first.price} compareAt={first.compareAtPrice} />
      <span className={styles.tax}>tax included</span>
    </p>
  );
}

function Rating({ average, count }: { average: number; count: number }) {
  return (
    <p className={styles.rating}>
      <span aria-hidden="true">★ </span>
      {average.toFixed(1)} of 5, {count === 1 ? '1 rating' : `${count} ratings`}
    </p>
  );
}

/** The way through the departments to the product's first category. */
function useTrail(categories: Product['categories']): { to: string; label: string }[] {
  const roots = useQuery(categoriesQuery).data?.items ?? [];
  const [first] = categories;
  if (first === undefined) return [];
  const found = findCategory(roots, first.slug);
  return found === undefined
    ? []
    : [...found.above, found.category].map(({ slug, name }) => ({ to: `/c/${slug}`, label: name }));
}
