// How long a request is. Only lengths are counted: no text is kept or copied.

/** The size of a request. */
export interface Size {
  /** Characters (UTF-16 code units) of the texts in its messages and instructions. */
  readonly characters: number;
  /** Messages, without instructions that stand apart; absent if the input is none. */
  readonly messages?: number;
}

/** The value of `key` on `object` itself: a getter, which belongs to the application, is not called. */
export function ownValue(object: unknown, key: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
