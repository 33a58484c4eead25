// What a command says where something goes wrong.
import { expect } from 'vitest';

/** As one line, and no stack. */
export function expectSentence(stderr: string, sentence: string): void {
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/^ +at |node:internal/m);
}
