// What the mock says: sentences out of the context passages of the conversation when there are
// some, what a tool returned, else a fact it happens to know. Same question, same answer.
import { type Conversation, lastUserText } from './conversation.ts';
import { countSharedWords, toWords } from './words.ts';

const facts: readonly string[] = [
  'OpenTelemetry is a vendor-neutral standard for traces, metrics and logs.',
  'A trace is the tree of spans that one request leaves behind, each with a start, an end and attributes.',
  'A token is a piece of text, about four characters long in English, and model calls are billed by it.',
  'Retrieval-augmented generation looks up passages first and lets the model answer out of them.',
  'An embedding is a vector that places texts with a similar meaning close to each other.',
  'Streaming sends an answer in chunks, so that the first words are visible before the last are written.',
  'The capital of France is Paris.',
  'Node.js runs JavaScript outside of the browser, on one event loop per process.',
];

/** The answer to the conversation as prose. */
export function toAnswerText(conversation: Conversation): string {
  const last = conversation.turns.at(-1);
  if (last?.role === 'tool') return `The tool reports: ${toProse(last.text)}.`;

  const question = toQuestion(lastUserText(conversation));
  const words = new Set(toWords(question));
  const passages = conversation.turns.flatMap((turn) =>
    turn.role === 'system' || turn.role === 'user' ? toPassages(turn.text) : [],
  );
  if (passages.length > 0) {
    const best = pickBest(passages, words, 2);
    return best.length > 0
      ? `According to the context: ${best.join(' ')}`
      : 'The context does not say anything about that.';
  }
  const [fact] = pickBest(facts, words, 1);
  if (fact !== undefined) return fact;
  return question === ''
    ? 'Hello! Ask me something and I will answer.'
    : `You asked "${shorten(question, 120)}". The short answer is: start small, measure, and change one thing at a time.`;
}

function toQuestion(text: string): string {
  const marked = /\bquestion:\s*([^]+)$/i.exec(text)?.[1];
  const asked = marked ?? text.split('\n').findLast((line) => line.trim().endsWith('?')) ?? text;
  return asked.trim();
}

/** Sentences behind a heading such as `Context:` and before a heading such as `Question:`. */
function toPassages(text: string): string[] {
  const context =
    /\b(?:context|passages?|documents?|sources?|excerpts?)\b[^\n:]{0,60}:([^]+)$/i.exec(text)?.[1];
  if (context === undefined) return [];
  return context
    .replace(/\bquestion:[^]*$/i, '')
    .split(/\n+|(?<=[.!?])\s+/)
    .map((sentence) => sentence.replace(/^\s*(?:[-*#>]+|\[[^\]]*\]|\(?\d+[.):])\s*/, '').trim())
    .filter((sentence) => sentence !== '' && !sentence.endsWith('?'));
}

/** The sentences that share the most words with the question, in the order of the text. */
function pickBest(
  sentences: readonly string[],
  words: ReadonlySet<string>,
  limit: number,
): string[] {
  const scored = sentences.map((sentence, index) => ({
    sentence,
    index,
    score: countSharedWords(words, sentence),
  }));
  const topScore = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score > 0 && score * 2 >= topScore)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .toSorted((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence);
}

/** A tool's result as words: `temperature 21, sky clear` for a JSON object. */
function toProse(result: string): string {
  let value: unknown;
  try {
    value = JSON.parse(result);
  } catch {
    value = result;
  }
  return shorten(describe(value), 400).replace(/[.\s]+$/, '') || 'nothing';
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return value.map(describe).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, item]) => `${key} ${describe(item)}`)
      .join(', ');
  }
  return String(value);
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).trimEnd()}…`;
}
