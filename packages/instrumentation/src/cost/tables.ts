// The tables that the build wrote: one file for each provider, read with its SDK. A table that is missing or broken is
// the same as one without models.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { report } from '../foundation/safely.ts';
import { findModel, type Table, type TableModel } from './match.ts';

/** `gen_ai.provider.name` where the table has another name. */
const NAMES: Readonly<Record<string, string>> = {
  'aws.bedrock': 'aws',
  'azure.ai.openai': 'azure',
  'azure.ai.inference': 'azure',
  'gcp.gemini': 'google',
  'gcp.vertex_ai': 'google',
  'gcp.gen_ai': 'google',
  mistral_ai: 'mistral',
  moonshot_ai: 'moonshotai',
  x_ai: 'x-ai',
  xai: 'x-ai',
  z_ai: 'zai',
};
const NONE: Table = { id: '', models: [] };
const NO_TABLES: TablesInfo = { source: 'none', version: '', published: '', providers: [] };

const tables = new Map<string, Table>();
let about: TablesInfo | undefined;

/** The tables as a whole. */
export interface TablesInfo {
  /** Their source, its version and the day on which that was published. */
  readonly source: string;
  readonly version: string;
  readonly published: string;
  /** Their names. */
  readonly providers: readonly string[];
}

/** What the tables are. */
export function tablesInfo(): TablesInfo {
  about ??= read<TablesInfo>('index') ?? NO_TABLES;
  return about;
}

/** Whether the table of a provider was read. */
export function hasTable(provider: string): boolean {
  return tables.has(NAMES[provider] ?? provider);
}

/** The table of a provider, by `gen_ai.provider.name` or its own name. */
export function tableOf(provider: string): Table {
  const name = NAMES[provider] ?? provider;
  let table = tables.get(name);
  if (table === undefined) {
    table = (tablesInfo().providers.includes(name) ? read<Table>(name) : undefined) ?? NONE;
    tables.set(name, table);
  }
  return table;
}

/** The model `name` of a provider, or of another whose models it offers. */
export function modelOf(provider: string, name: string): TableModel | undefined {
  const table = tableOf(provider);
  const found = findModel(table.models, name);
  if (found !== undefined) return found;
  for (const other of table.fallback ?? []) {
    const there = findModel(tableOf(other).models, name);
    if (there !== undefined) return there;
  }
  return undefined;
}

function read<T>(name: string): T | undefined {
  try {
    // An application's bundle may have no such name, or another folder.
    const file = path.join(__dirname, '..', 'price-tables', `${name}.json`);
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    report(`reading the prices of ${name}`, error);
    return undefined;
  }
}
