// The two engines with linear time for any pattern: `re2js`, and `re2`, which is native.
// The caller finds them and passes their exports; nothing is loaded here.

/** A compiled pattern. */
export interface LinearPattern {
  /** The matches, in order, without overlap; no empty match. */
  readonly matches: (text: string) => readonly (readonly [start: number, end: number])[];
}

/** Compiles patterns in RE2 syntax. */
export interface LinearEngine {
  /** Its package. */
  readonly name: string;
  /** Throws the pattern's error. */
  readonly compile: (source: string) => LinearPattern;
}

/** The API of `re2js` in use. */
interface Re2jsModule {
  readonly RE2JS: {
    readonly compile: (source: string) => {
      readonly matcher: (text: string) => {
        readonly find: () => boolean;
        readonly start: () => number;
        readonly end: () => number;
      };
    };
  };
}

/** The engine that the package `re2js` exports. */
export function re2jsEngine({ RE2JS }: Re2jsModule): LinearEngine {
  return {
    name: 're2js',
    compile(source) {
      const pattern = RE2JS.compile(source);
      return {
        matches(text) {
          const found: [number, number][] = [];
          const matcher = pattern.matcher(text);
          while (matcher.find()) add(found, matcher.start(), matcher.end());
          return found;
        },
      };
    },
  };
}

/** The export of `re2`: a `RegExp` without look-around and back-references. */
type Re2Module = new (source: string, flags: string) => RegExp;

/** The engine that the package `re2` exports. */
export function re2Engine(Re2: Re2Module): LinearEngine {
  return {
    name: 're2',
    compile(source) {
      const pattern = new Re2(source, 'gu');
      return {
        matches(text) {
          const found: [number, number][] = [];
          for (const { index, 0: match } of text.matchAll(pattern)) {
            add(found, index, index + match.length);
          }
          return found;
        },
      };
    },
  };
}

/** Joins adjacent matches: `\d` on a number means the same as `\d+`. */
function add(found: [number, number][], start: number, end: number): void {
  if (start === end) return;
  const last = found.at(-1);
  if (last !== undefined && last[1] === start) last[1] = end;
  else found.push([start, end]);
}
