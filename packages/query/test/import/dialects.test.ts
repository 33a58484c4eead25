// Attributes of producers that have no fixture, and what several producers have in common.
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../record-faults.ts';
import { type Json, recordOf } from './otlp-request.ts';
import { conventions } from './spoken-conventions.ts';
import { platforms } from './spoken-platforms.ts';

describe('a call in the words of others', () => {
  it.each([...conventions, ...platforms])('%s', async (_what, attributes, wanted) => {
    const record = await recordOf(attributes);
    expect(faultsOf(record)).toEqual([]);
    expect(record).toMatchObject(JSON.parse(JSON.stringify(wanted)) as Json);
    const absent = Object.keys(wanted).filter((name) => wanted[name] === undefined);
    expect(Object.keys(record).filter((name) => absent.includes(name))).toEqual([]);
    const open = { attributes: record['attributes'], name: record['name'], stage: record['stage'] };
    expect(JSON.stringify(open)).not.toContain('secret');
  });
});
