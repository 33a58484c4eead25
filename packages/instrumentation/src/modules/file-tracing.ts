// What a subscription to a file gets: the tracing of its adapter, and classes that it meets later.

import type { Adapter } from '../model/adapter.ts';
import type { ClassTarget } from '../model/target.ts';
import type { FileTracing } from '../model/tracing.ts';
import { tracing } from '../observe/tracing.ts';
import { replaceMethods, restoreMethods } from './targets.ts';

/** For the files of `adapter`. */
export function fileTracing(adapter: Adapter): FileTracing {
  return {
    ...tracing(adapter.name),
    trace: (prototype, methods) => void replaceMethods(prototype, unnamed(methods), adapter),
  };
}

/** The same for one that puts back what it has replaced: `replace` restores a method. */
export function undoingTracing(adapter: Adapter, replace: FileTracing['replace']): FileTracing {
  return {
    ...tracing(adapter.name),
    replace,
    trace: (prototype, methods) => restoreMethods(prototype, unnamed(methods)),
  };
}

function unnamed(methods: ClassTarget['methods']): ClassTarget {
  return { kind: 'class', name: '', methods };
}
