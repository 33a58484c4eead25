// A text in which values are replaced where they stand.

import { replace, type Range } from './rule.ts';

/** A text that rules are applied to, one after the other. */
export interface Redactable {
  /** As the next rule reads it. */
  readonly text: string;
  /** Replaces ranges of `text`, which are in order and do not overlap. */
  replace(ranges: readonly Range[], placeholder: string): void;
  /** The text that leaves, as it was written but for the replaced values. */
  result(): string;
}

/** Read as it was written. */
export class PlainText implements Redactable {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  replace(ranges: readonly Range[], placeholder: string): void {
    this.text = replace(this.text, ranges, placeholder);
  }

  result(): string {
    return this.text;
  }
}
