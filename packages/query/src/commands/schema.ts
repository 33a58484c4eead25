import { Command } from 'commander';
import { schemaText } from '../schema.ts';

/** `llm-otel schema` */
export function schemaCommand(): Command {
  return new Command('schema')
    .option('--json', 'as it is anyway')
    .action(() => console.log(schemaText.trimEnd()));
}
