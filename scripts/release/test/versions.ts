/** A version as release:publish prints it, told apart by one hexadecimal digit. */
export const versionOf = (digit: string) => `20261124-${digit.repeat(12)}@sha256:${digit.repeat(64)}`;
