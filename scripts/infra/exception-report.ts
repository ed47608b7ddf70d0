import { compareExceptions } from './check-exceptions.ts';
import type { Exception, Exceptions } from './exceptions.ts';

/** What a run met that needs an exception. */
export interface Met {
  /** Arguments and types that the provider lacks. */
  readonly unknown: string[];
  /** Addresses of blocks whose provider can't be had. */
  readonly withoutProvider: string[];
  readonly notEmulated: string[];
  readonly ownRun: string[];
  readonly onMoto: string[];
  /** Differences in second plans. */
  readonly unclean: string[];
  /** Repositories of charts that did not answer. */
  readonly charts: string[];
  /** Repositories of all charts, whether they answered or not. */
  readonly repositories: string[];
}

export const nothingMet = (): Met => ({
  unknown: [],
  withoutProvider: [],
  notEmulated: [],
  ownRun: [],
  onMoto: [],
  unclean: [],
  charts: [],
  repositories: [],
});

export interface Judgement {
  readonly text: string;
  readonly problems: readonly string[];
}

export interface RunScope {
  /** Every stack of the environment went through: only then can an exception be known to be unneeded. */
  readonly complete: boolean;
  /** Older than the project's own: only then may it lack anything. */
  readonly providerIsOld: boolean;
}

type Kind = readonly [
  title: string,
  listed: readonly Exception[],
  met: readonly string[],
  neededAnyway?: readonly string[],
];

export function judgeExceptions(exceptions: Exceptions, met: Met, { complete, providerIsOld }: RunScope): Judgement {
  const providers = met.withoutProvider.map((address) => address.replace(/^data\./, '').split('_')[0]!);
  const kinds: readonly Kind[] = [
    ['The provider lacks', providerIsOld ? exceptions.lacking.names : [], met.unknown],
    ['No provider', exceptions.providers, providers],
    ['Not emulated', exceptions.notEmulated, met.notEmulated],
    ['In a run of its own', exceptions.ownRun, met.ownRun],
    ['Applied to moto', exceptions.onMoto, met.onMoto],
    ['Not clean in the second plan', exceptions.unclean, met.unclean],
    // Whether a repository answers is the network's: its exception is needed as long as a chart comes from there.
    ['Charts out of reach', exceptions.charts, met.charts, met.repositories],
  ];
  const lines: string[] = [];
  const problems: string[] = [];
  for (const [title, listed, names, neededAnyway = []] of kinds) {
    const { accepted, unlisted, unneeded } = compareExceptions(listed, names);
    if (accepted.length > 0) lines.push(`${title}:`, ...accepted.map(({ what, reason }) => `  ${what}: ${reason}`));
    problems.push(...unlisted.map((name) => `${title}: ${name}: no exception allows it`));
    if (complete)
      problems.push(
        ...unneeded
          .filter(({ what }) => !neededAnyway.includes(what))
          .map(({ what }) => `${title}: ${what}: the exception is not needed any more`),
      );
  }
  return { text: lines.length === 0 ? 'No exceptions.' : `Exceptions used\n${lines.join('\n')}`, problems };
}
