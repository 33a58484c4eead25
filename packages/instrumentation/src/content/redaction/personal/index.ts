// All rules for personal data, in execution order.

import type { Rule } from '../rule.ts';
import { ADDRESS_RULES } from './addresses.ts';
import { EMAIL_RULES } from './emails.ts';
import { NUMBER_RULES } from './numbers.ts';
import { REGION_RULE } from './known-regions.ts';
import { PHONE_RULES } from './phones.ts';

export const PERSONAL_RULES: readonly Rule[] = [
  ...EMAIL_RULES,
  ...NUMBER_RULES,
  ...ADDRESS_RULES,
  ...PHONE_RULES,
  REGION_RULE,
];
