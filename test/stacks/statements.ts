import type { Estate, Resource } from '../support/synthesized.ts';
import { nameOf, resourcesOf } from '../support/synthesized.ts';

/** One statement of an IAM policy document, lists made of single values. */
export interface Statement {
  readonly resource: Resource;
  /** The argument that holds the document. */
  readonly argument: string;
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, or each principal as `<kind>:<id>`. */
  readonly principals: readonly string[];
  readonly conditions: unknown;
}

const documents = ['policy', 'assume_role_policy', 'access_policies', 'inline_policy', 'policy_document'];

/** Every statement in every policy document of the estate. Throws for a document that is no JSON. */
export function statementsIn(estate: Estate, type?: string): readonly Statement[] {
  return resourcesOf(estate, type).flatMap((resource) =>
    documents.flatMap((argument) => {
      const text = resource.arguments[argument];
      return typeof text === 'string' && text.includes('"Statement"') ? parsed(resource, argument, text) : [];
    }),
  );
}

/** What Terraform fills in may hold quotes of its own. */
const withoutReferences = (text: string) =>
  text.replaceAll(/\$\{[^}]*\}/g, (reference) => `\${${reference.slice(2, -1).replaceAll(/["\\]/g, '')}}`);

function parsed(resource: Resource, argument: string, text: string): readonly Statement[] {
  let document: { Statement: unknown };
  try {
    document = JSON.parse(withoutReferences(text)) as typeof document;
  } catch (error) {
    throw new Error(`${nameOf(resource)}: ${argument} is no JSON: ${text}`, { cause: error });
  }
  return listOf<Record<string, unknown>>(document.Statement).map((statement) => ({
    resource,
    argument,
    sid: String(statement.Sid ?? ''),
    effect: String(statement.Effect),
    actions: listOf<string>(statement.Action),
    notActions: listOf<string>(statement.NotAction),
    resources: listOf<string>(statement.Resource),
    principals: principalsOf(statement.Principal),
    conditions: statement.Condition,
  }));
}

function principalsOf(principal: unknown): readonly string[] {
  if (principal === undefined) return [];
  if (typeof principal === 'string') return [principal];
  return Object.entries(principal as Record<string, unknown>).flatMap(([kind, ids]) =>
    listOf<string>(ids).map((id) => (id === '*' ? '*' : `${kind}:${id}`)),
  );
}

const listOf = <Item>(value: unknown): readonly Item[] => {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly Item[];
};

/** Whether it refuses whatever comes without TLS. */
export const refusesPlainText = ({ effect, principals, conditions }: Statement): boolean =>
  effect === 'Deny' && principals.includes('*') && JSON.stringify(conditions).includes('"aws:SecureTransport":"false"');
