import { Client } from '@opensearch-project/opensearch';

/** An OpenSearch of this test run, emptied. Product indices have fixed names, so tests take turns. */
export async function emptyOpenSearch(): Promise<string> {
  const url = process.env.EVERMART_OPENSEARCH_URL;
  if (url === undefined) throw new Error('set EVERMART_OPENSEARCH_URL');
  const client = new Client({ node: url });
  await client.indices.delete({ index: 'products-*,search-state' }, { ignore: [404] });
  await client.close();
  return url;
}
