// All rules for secrets, in execution order.

import type { Rule } from '../rule.ts';
import { ASSIGNMENT_RULES } from './assignments.ts';
import { BUSINESS_KEYS } from './business-keys.ts';
import { CLOUD_KEYS } from './cloud-keys.ts';
import { CODE_RULES } from './codes.ts';
import { COLUMN_RULES } from './columns.ts';
import { COMMAND_RULES } from './commands.ts';
import { DEVELOPER_KEYS } from './developer-keys.ts';
import { DOCUMENT_RULES } from './documents.ts';
import { HEADER_RULES } from './headers.ts';
import { MODEL_KEYS } from './model-keys.ts';
import { SENTENCE_RULES } from './sentences.ts';
import { UNKNOWN_KEYS } from './unknown-keys.ts';

export const SECRET_RULES: readonly Rule[] = [
  ...MODEL_KEYS,
  ...CLOUD_KEYS,
  ...DEVELOPER_KEYS,
  ...BUSINESS_KEYS,
  ...UNKNOWN_KEYS,
  ...DOCUMENT_RULES,
  ...HEADER_RULES,
  ...COMMAND_RULES,
  ...CODE_RULES,
  ...ASSIGNMENT_RULES,
  ...SENTENCE_RULES,
  ...COLUMN_RULES,
];
