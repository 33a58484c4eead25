// The files of a package with many targets: loaded with the first of these files.

import type { FileRule } from '../model/adapter.ts';
import type { FunctionTarget, Target, WrappedTarget } from '../model/target.ts';

/** A rule for each of `files`, with the target of the same name from `load`. */
export function fileRules<File extends string>(
  files: Readonly<Record<File, RegExp>>,
  load: () => Readonly<Record<File, Exclude<Target, FunctionTarget | WrappedTarget>>>,
): FileRule[] {
  return (Object.keys(files) as File[]).map((name) => ({
    file: files[name],
    targets: () => [load()[name]],
  }));
}
