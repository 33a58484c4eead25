// Chats of node-llama-cpp that do not come to their end.

import { failing, generated, message } from '../local/expected.ts';
import type { LocalCase } from '../local/local-data.ts';
import { openSession } from './stage.ts';

const QUESTION = 'Where is the quokka?';

export const stoppedCases: readonly LocalCase[] = [
  {
    name: 'aborted',
    spans: [generated('chat', 'aborted', { 'gen_ai.request.stream': true })],
    said: { 'gen_ai.output.messages': [message('assistant', 'The quokka', 'error')] },
    async run(stage) {
      const session = await openSession(stage);
      const controller = new AbortController();
      const { signal } = controller;
      let chunks = 0;
      const onTextChunk = (text: string): void => {
        stage.log(text);
        if (++chunks === 2) controller.abort();
      };
      await failing(stage, () => session.prompt(QUESTION, { signal, onTextChunk }));
    },
  },
  {
    name: 'aborted-for-a-reason',
    spans: [generated('chat', 'aborted')],
    async run(stage) {
      const session = await openSession(stage);
      const controller = new AbortController();
      const onToken = (): void => controller.abort(new RangeError('enough of the quokka'));
      await failing(stage, () => session.prompt(QUESTION, { signal: controller.signal, onToken }));
    },
  },
  {
    name: 'stopped',
    spans: [generated('chat', 'aborted', { 'gen_ai.response.finish_reasons': ['abort'] })],
    async run(stage) {
      const session = await openSession(stage);
      const controller = new AbortController();
      const options = { signal: controller.signal, stopOnAbortSignal: true };
      const onTextChunk = (): void => controller.abort();
      stage.log(await session.promptWithMeta(QUESTION, { ...options, onTextChunk }));
    },
  },
  {
    name: 'late',
    spans: [generated('chat', 'error', { 'error.type': 'TimeoutError' })],
    async run(stage) {
      const session = await openSession(stage);
      const controller = new AbortController();
      const late = new DOMException('It took too long.', 'TimeoutError');
      const onTextChunk = (): void => controller.abort(late);
      const { signal } = controller;
      await failing(stage, () => session.prompt(QUESTION, { signal, onTextChunk }));
    },
  },
  {
    name: 'callback-that-throws',
    spans: [generated('chat', 'completed')],
    async run(stage) {
      const onTextChunk = (): void => {
        throw new Error('a callback that throws');
      };
      stage.log(await (await openSession(stage)).prompt(QUESTION, { onTextChunk }));
    },
  },
  {
    name: 'disposed',
    spans: [],
    async run(stage) {
      const session = await openSession(stage);
      session.dispose();
      await failing(stage, () => session.prompt(QUESTION));
    },
  },
];
