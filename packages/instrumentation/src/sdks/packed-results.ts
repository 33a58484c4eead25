// Packages that pack a response together with its status and headers.

import type { AnyMethod } from '../model/method.ts';
import type { ErasedMethod } from './reported-failures.ts';

/** `method`, which reads a response, for results in which `dataOf` finds it: the response, or a stream. */
export function unpacking(
  method: ErasedMethod,
  dataOf: (result: unknown) => unknown,
): ErasedMethod {
  const { response, output, stream } = method as object as AnyMethod;
  const unpacked: Partial<AnyMethod> = {
    response: (result) => response(dataOf(result)),
    // What is assembled of a stream is not packed.
    ...(stream && { stream: (result) => stream(dataOf(result)) }),
    ...(output && !stream && { output: (result, kept) => output(dataOf(result), kept) }),
  };
  return { ...method, ...(unpacked as object) };
}
