/** Which requests a rule of the firewall is about, as AWS WAF's statements (in Terraform's words). */
export type Statement = Readonly<Record<string, unknown>>;

/** Where the API lives; the gateway's table of endpoints hangs below it. */
export const apiPaths = {
  all: '/api/',
  account: '/api/v1/auth/',
  purchases: '/api/v1/checkouts',
  webhooks: '/api/v1/webhooks/',
  /** A picture is sent as the body itself. A character that would need encoding is in none of these paths. */
  uploads: '^/api/v1/admin/products/[A-Za-z0-9_-]+/images$',
} as const;

type Transformation = 'NONE' | 'URL_DECODE' | 'NORMALIZE_PATH';

const transformed = (...types: readonly Transformation[]) => types.map((type, index) => ({ priority: index, type }));

/** Rules that stop something look at the path as a lenient server would read it. */
const read = transformed('URL_DECODE', 'NORMALIZE_PATH');
/** Rules that let something pass look at it as it came. */
const asItCame = transformed('NONE');

const path = { uri_path: {} };

export const both = (...statements: readonly Statement[]): Statement => ({ and_statement: { statement: statements } });
export const not = (statement: Statement): Statement => ({ not_statement: { statement } });

export const below = (prefix: string): Statement => ({
  byte_match_statement: {
    field_to_match: path,
    positional_constraint: 'STARTS_WITH',
    search_string: prefix,
    text_transformation: read,
  },
});

export const isPost: Statement = {
  byte_match_statement: {
    field_to_match: { method: {} },
    positional_constraint: 'EXACTLY',
    search_string: 'POST',
    text_transformation: asItCame,
  },
};

/** A picture on its way to the catalogue. Only people of the group `admin` get past the gateway with it. */
export const isUpload: Statement = {
  regex_match_statement: { field_to_match: path, regex_string: apiPaths.uploads, text_transformation: asItCame },
};

/** Providers send in bursts from few addresses, and prove each message with a signature. */
export const isWebhook: Statement = {
  byte_match_statement: {
    field_to_match: path,
    positional_constraint: 'STARTS_WITH',
    search_string: apiPaths.webhooks,
    text_transformation: asItCame,
  },
};

/** @param bytes at most what the firewall reads of a body; anything it can't read to the end counts as larger */
export const hasBodyOver = (bytes: number): Statement => ({
  size_constraint_statement: {
    field_to_match: { body: { oversize_handling: 'MATCH' } },
    comparison_operator: 'GT',
    size: bytes,
    text_transformation: asItCame,
  },
});
