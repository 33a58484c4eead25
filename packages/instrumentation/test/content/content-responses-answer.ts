// Answers of the Responses API.

/** A whole response. */
export const answer = (output: readonly object[], more: object = {}): object => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-4o-2026-01-15',
  status: 'completed',
  incomplete_details: null,
  error: null,
  instructions: null,
  tools: [],
  output,
  usage: null,
  ...more,
});

/** An item with what the model says. */
export const message = (content: readonly object[]): object => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content,
});

/** A text in it. */
export const said = (spoken: string): object => ({
  type: 'output_text',
  text: spoken,
  annotations: [],
});
