/** What a service logs when it did not know what to do: an error, or a message that its consumer could not handle. */
const trouble = /"level":"(?:error|fatal)"|"event":"queue\.message-failed"/;
const shownLength = 1_000;

/** Watches the processes' logs: what fails after the answer, in a relay or a consumer, shows in no status. */
export function watchServiceErrors() {
  const found: string[] = [];
  return {
    onLine(name: string, line: string): void {
      if (trouble.test(line)) found.push(`${name}: ${line.slice(0, shownLength)}`);
    },
    /** What was logged so far and not told yet. */
    take: (): readonly string[] => found.splice(0),
  };
}
