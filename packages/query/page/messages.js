// What a record says: its fields, and its messages as a conversation. All of it came from strangers.

import { element, table } from './element.js';

const CONTENT = [
  'system_instructions',
  'input_messages',
  'output_messages',
  'query',
  'prompt_variables',
  'feedback_comment',
];
const SAID_TWICE = ['schema_version', 'time_unix_nano', 'level', 'success'];

/**
 * @param {Record<string, any>} record
 * @returns {HTMLElement[]}
 */
export function showMessages(record) {
  const names = Object.keys(record).filter(
    (name) => !CONTENT.includes(name) && !SAID_TWICE.includes(name),
  );
  const rows = names.map((name) => [name, toText(record[name])]);
  const said = CONTENT.filter((name) => record[name] !== undefined).flatMap((name) =>
    (Array.isArray(record[name]) ? record[name] : [record[name]]).map((one) =>
      toMessage(name, one),
    ),
  );
  const hint = element(
    'p',
    { class: 'none' },
    'No content: it is not recorded, or this service does not show it.',
  );
  return [
    ...(said.length > 0 ? said : [hint]),
    element(
      'details',
      {},
      element('summary', {}, 'All fields'),
      table('Fields of the call record', [{ title: 'Field' }, { title: 'Value' }], rows),
    ),
  ];
}

/**
 * @param {string} name
 * @param {any} message
 */
function toMessage(name, message) {
  const role = message?.role ?? name.replaceAll('_', ' ');
  const parts = Array.isArray(message?.parts) ? message.parts : [message];
  return element(
    'div',
    { class: 'message' },
    element('h4', {}, String(role)),
    ...parts.map((/** @type {any} */ part) => element('pre', {}, toText(part?.content ?? part))),
  );
}

/** @param {unknown} value */
function toText(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 1);
}
