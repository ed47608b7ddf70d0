import { largestImageBytes } from './image-layout.ts';
import type { Measured } from './measure-images.ts';

/** The pods ask for 320 MiB: what is above the peak is for the kernel's buffers and for a bad day. */
export const limits = { bytes: largestImageBytes, startMs: 1_000, peakMiB: 256 } as const;

/** What is wrong with an image, in words; nothing where it keeps its limits. */
export function faultsOf({ service, bytes, startMs, peakMiB, exit }: Measured): string[] {
  const faults: string[] = [];
  if (bytes >= limits.bytes) faults.push(`${service} has ${(bytes / 1e6).toFixed(2)} MB`);
  if (startMs >= limits.startMs) faults.push(`${service} answers after ${startMs.toFixed(0)} ms`);
  if (peakMiB >= limits.peakMiB) faults.push(`${service} peaks at ${peakMiB.toFixed(0)} MiB`);
  if (exit !== 0) faults.push(`${service} ends with ${exit}`);
  return faults;
}
