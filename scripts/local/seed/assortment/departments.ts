import { clothing } from './clothing.ts';
import { electronics } from './electronics.ts';
import { home } from './home.ts';
import type { Department, Kind } from './kind.ts';
import { kitchen } from './kitchen.ts';
import { outdoor } from './outdoor.ts';
import { paperAndPlay } from './paper-and-play.ts';

export const departments: readonly Department[] = [home, kitchen, clothing, electronics, outdoor, paperAndPlay];

export interface Shelf {
  readonly department: Department;
  readonly kind: Kind;
}

/** Every category of the lower level with the department it belongs to. */
export const shelves: readonly Shelf[] = departments.flatMap((department) =>
  department.kinds.map((kind) => ({ department, kind })),
);
