/** The colours of one picture, from its wall to its smallest detail. */
export interface Palette {
  readonly wall: string;
  readonly backdrop: string;
  readonly floor: string;
  readonly main: string;
  readonly deep: string;
  readonly pale: string;
  readonly accent: string;
}

export const palettes: readonly [Palette, ...Palette[]] = [
  // dune
  {
    wall: '#f4ebdf',
    backdrop: '#e9d5bb',
    floor: '#d9bf9d',
    main: '#c8643c',
    deep: '#7a3420',
    pale: '#fff7ec',
    accent: '#2f6f73',
  },
  // lagoon
  {
    wall: '#e3f0ee',
    backdrop: '#bfdedb',
    floor: '#9cc7c4',
    main: '#1f7a7d',
    deep: '#0f4450',
    pale: '#f6fffd',
    accent: '#f0a04b',
  },
  // orchard
  {
    wall: '#eef1df',
    backdrop: '#d3dcb0',
    floor: '#b8c48d',
    main: '#64803a',
    deep: '#34471f',
    pale: '#fbfdf0',
    accent: '#d9534f',
  },
  // dusk
  {
    wall: '#ece6f2',
    backdrop: '#cfc1e2',
    floor: '#b3a0cf',
    main: '#6a4c93',
    deep: '#36244f',
    pale: '#fbf8ff',
    accent: '#f4b942',
  },
  // harbour
  {
    wall: '#e5ebf3',
    backdrop: '#c1cfe4',
    floor: '#a1b4d0',
    main: '#2f4f8f',
    deep: '#182a52',
    pale: '#f7faff',
    accent: '#e76f51',
  },
];
