import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { indexedProduct, mappingVersion, productMappings, productSettings } from '../index/product-index.ts';
import { aProduct } from './a-product.ts';

/** Of the settings and mappings of each version. A change adds a line here and a version there. */
const digests: Readonly<Record<number, string>> = {
  1: '25e93a25e05f1982',
};

describe('the definition of the product index', () => {
  it('has a new version whenever it changes, so that running services build a new index', () => {
    const definition = JSON.stringify([productSettings, productMappings]);
    const digest = createHash('sha256').update(definition).digest('hex').slice(0, 16);

    expect(digest).to.equal(digests[mappingVersion]);
  });

  it('has a field for each member of an indexed product', () => {
    const members = Object.keys(indexedProduct(aProduct()));

    expect(Object.keys(productMappings.properties ?? {})).to.include.members(members);
  });
});
