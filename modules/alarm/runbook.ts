/** Where the runbook of an alarm stands in this repository. */
export const runbookPath = (alarm: string) => `docs/runbooks/${alarm}.md`;

/** @param repository `owner/name` on GitHub */
export const runbookUrl = (repository: string, alarm: string) =>
  `https://github.com/${repository}/blob/main/${runbookPath(alarm)}`;

/** What stands in an alarm's description, and so in its mail. */
export const describedWith = (repository: string, alarm: string, symptom: string) =>
  `${symptom} Runbook: ${runbookUrl(repository, alarm)}`;
