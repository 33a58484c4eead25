// The files of a package whose targets are many: loaded when one of the files is.

import type { FileRule } from '../model/adapter.ts';
import type { FunctionTarget, Target } from '../model/target.ts';

/** A rule for each of `files`, whose target has the same name in what `load` returns. */
export function fileRules<File extends string>(
  files: Readonly<Record<File, RegExp>>,
  load: () => Readonly<Record<File, Exclude<Target, FunctionTarget>>>,
): FileRule[] {
  return (Object.keys(files) as File[]).map((name) => ({
    file: files[name],
    targets: () => [load()[name]],
  }));
}
