import { type Arguments, blockOf, listOf } from './arguments.ts';

export interface NodeTemplate {
  /** How a node group names it: an id, or an interpolation. */
  readonly names: readonly string[];
  readonly values: Arguments;
}

/**
 * A node group may leave the size and the volumes of its nodes to a launch template. Returns its arguments with those in
 * them. Before the first apply nobody knows the template's id: then it is the only one of its stack.
 */
export function withNodeTemplate(type: string, values: Arguments, templates: readonly NodeTemplate[]): Arguments {
  if (type !== 'aws_eks_node_group' || listOf(values.instance_types).length > 0) return values;
  const id = blockOf(values, 'launch_template').id;
  const named = templates.find(({ names }) => typeof id === 'string' && names.includes(id));
  const template = named ?? (templates.length === 1 ? templates[0] : undefined);
  if (template === undefined) return values;
  const { instance_type, block_device_mappings } = template.values;
  return { ...values, instance_types: [instance_type], block_device_mappings };
}
