import styles from './shelf-picture.module.css';

/** Decoration: two shelves of everyday things, in the shop's own colours. The lower board is the hero's edge. */
export function ShelfPicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 560 380" width="560" height="380" aria-hidden="true">
      <UpperShelf />
      <LowerShelf />
      <path className={styles.board} d="M0 178h560v6H0zM0 374h560v6H0z" />
    </svg>
  );
}

function UpperShelf() {
  return (
    <g>
      <path className={styles.mint} d="M34 178V92h26v86z" />
      <path className={styles.accent} d="M62 178V74h20v104z" />
      <path className={styles.pale} d="M84 178V100h30v78z" />
      <path className={styles.deep} d="M84 118h30v6H84z" />
      <path className={styles.mint} d="M150 178l18-82 22 5-18 77z" />
      <path
        className={styles.pale}
        d="M262 178c-26 0-34-18-34-38 0-18 14-24 18-36h32c4 12 18 18 18 36 0 20-8 38-34 38z"
      />
      <path className={styles.stem} d="M256 104c-2-26-14-38-30-46M264 104c0-36 6-52 22-66M270 104c6-20 18-28 32-32" />
      <circle className={styles.accent} cx="224" cy="54" r="9" />
      <circle className={styles.accent} cx="288" cy="34" r="11" />
      <circle className={styles.mint} cx="306" cy="70" r="8" />
      <path className={styles.accent} d="M376 178v-60h84v60z" />
      <path className={styles.handle} d="M460 130h14a12 12 0 0 1 12 12v6a12 12 0 0 1-12 12h-14" />
      <path className={styles.steam} d="M400 104c-8-10 8-16 0-28M424 104c-8-10 8-16 0-28" />
    </g>
  );
}

function LowerShelf() {
  return (
    <g>
      <path className={styles.pale} d="M52 374v-8h76v8z" />
      <path className={styles.stem} d="M90 366V262l52-44" />
      <path className={styles.accent} d="M118 196l56 10-14 48-58-34z" />
      <circle className={styles.deep} cx="90" cy="262" r="5" />
      <rect className={styles.mint} x="216" y="286" width="128" height="88" rx="10" />
      <circle className={styles.deep} cx="256" cy="330" r="24" />
      <circle className={styles.pale} cx="256" cy="330" r="9" />
      <path className={styles.deep} d="M298 312h30v6h-30zM298 327h30v6h-30zM298 342h18v6h-18z" />
      <path className={styles.pale} d="M392 374l-10-62h80l-10 62z" />
      <path
        className={styles.leaf}
        d="M422 312c-36-8-48-38-44-66 28 6 44 30 44 66zM424 312c-4-44 10-72 36-86 10 34-4 68-36 86z"
      />
      <path className={styles.accent} d="M496 374V270h34v104z" />
      <path className={styles.deep} d="M504 258h18v12h-18z" />
    </g>
  );
}
