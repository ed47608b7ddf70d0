/**
 * What stands in an alarm's description, and so in its mail: what is the matter, and where to read what to do.
 * @param repository `owner/name` on GitHub
 */
export const describedWith = (repository: string, alarm: string, symptom: string) =>
  `${symptom} Runbook: https://github.com/${repository}/blob/main/docs/runbooks/${alarm}.md`;
