// Classes of Mastra, whose methods are replaced.

import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, FileTracing } from '../../model/tracing.ts';

/** The class of this name, as a file or a bundle has it. */
export function ofClass(
  name: string,
  install: (prototype: object, tracing: FileTracing) => void,
): SubscribeTarget {
  return {
    kind: 'subscribe',
    name,
    isLocal: true,
    install(locals, tracing) {
      const found = (locals as Readonly<Record<string, unknown>>)[name];
      if (typeof found === 'function') install(found.prototype as object, tracing);
    },
  };
}

/** All classes of `methods`, each of whose methods is replaced by what `around` makes of it. */
export function ofClasses<Method>(
  methods: Readonly<Record<string, Readonly<Record<string, Method>>>>,
  around: (tracing: FileTracing, method: Method) => (original: AnyFunction) => AnyFunction,
): readonly SubscribeTarget[] {
  return Object.entries(methods).map(([name, ofName]) =>
    ofClass(name, (prototype, tracing) => {
      for (const [key, method] of Object.entries(ofName)) {
        tracing.replace(prototype, key, around(tracing, method));
      }
    }),
  );
}
