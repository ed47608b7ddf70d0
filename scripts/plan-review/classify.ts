import type { ResourceChange } from './plan-file.ts';

/** What happens to a resource; `forget` leaves the real one alone and Terraform no longer knows it. */
export type Kind = 'create' | 'update' | 'replace' | 'destroy' | 'import' | 'move' | 'forget';

/** In the order in which a reviewer should look. */
export const kinds: readonly Kind[] = ['destroy', 'replace', 'forget', 'update', 'create', 'import', 'move'];

/** `undefined` where nothing happens to infrastructure: no change, or a look at a data source. */
export function kindOf({ mode, change, previous_address }: ResourceChange): Kind | undefined {
  const { actions } = change;
  const does = (action: (typeof actions)[number]) => actions.includes(action);
  if (mode !== 'managed') return undefined;
  // In either order: create_before_destroy only changes which comes first. Forgetting instead of deleting replaces too.
  if (does('create') && (does('delete') || does('forget'))) return 'replace';
  if (does('delete')) return 'destroy';
  if (does('forget')) return 'forget';
  if (does('create')) return 'create';
  if (does('update')) return 'update';
  if (change.importing !== undefined) return 'import';
  return previous_address === undefined ? undefined : 'move';
}

/** Beside the kind: what else a reviewer should know of it, in words. */
export function remarksOf(resource: ResourceChange): readonly string[] {
  const { change, previous_address, deposed, action_reason } = resource;
  const kind = kindOf(resource);
  return [
    ...(kind === 'replace' && change.actions[0] === 'create' ? ['made before the old one goes'] : []),
    ...(kind !== 'move' && previous_address !== undefined ? [`moved from ${previous_address}`] : []),
    ...(kind === 'move' ? [`from ${previous_address}`] : []),
    ...(change.importing === undefined ? [] : [`imported${change.importing.id ? ` from ${change.importing.id}` : ''}`]),
    ...(deposed === undefined ? [] : ['a leftover of an earlier replacement']),
    ...(action_reason === undefined ? [] : (reasons[action_reason] ?? [action_reason.replaceAll('_', ' ')])),
    ...(change.replace_paths?.length
      ? [`because of ${change.replace_paths.map((path) => path.join('.')).join(', ')}`]
      : []),
  ];
}

/** Source: Terraform, "JSON Output Format", action_reason. Those that the table shows anyway are left out. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  replace_because_cannot_update: [],
  replace_because_tainted: ['it is tainted'],
  replace_by_request: ['asked for by -replace'],
  replace_by_triggers: ['by replace_triggered_by'],
  delete_because_no_resource_config: ['no longer in the code'],
};
