// What is asked: a short question, or a conversation of 8 messages and 4 KB where content is recorded.

const sentence =
  'The order was sent to the harbour on Tuesday, and the invoice of 1,250.00 follows. ';
const question = [{ role: 'user', content: 'What is a span?' }];
const conversation = Array.from({ length: 8 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: sentence.repeat(6),
}));

/** The conversation with texts that no call before had. */
export const newTexts = (count) =>
  conversation.map(({ role, content }, index) => ({
    role,
    content: `${count}.${index} ${content}`,
  }));
export const asked = (isContentOn) => (isContentOn ? conversation : question);
export const text = sentence.repeat(2);
