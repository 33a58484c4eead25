// Reads the generated dashboards as Grafana would: variables become what they stand for.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One query of a panel. */
export interface PanelQuery {
  readonly panel: string;
  readonly expr: string;
}

const VALUES: Readonly<Record<string, string>> = {
  $service: '.*',
  $environment: '.*',
  $model: '.*',
  $__rate_interval: '1m',
  $__range: '5m',
};

/** All queries of the dashboards in `folder`. */
export async function queriesOfDashboards(folder: string): Promise<PanelQuery[]> {
  const files = await readdir(folder);
  const found = await Promise.all(
    files.map(async (file) => {
      const { title, panels } = JSON.parse(
        await readFile(path.join(folder, file), 'utf8'),
      ) as Dashboard;
      return panels.flatMap((panel) =>
        (panel.targets ?? []).map(({ expr }) => ({
          panel: `${title}: ${panel.title}`,
          expr: substituted(expr),
        })),
      );
    }),
  );
  return found.flat();
}

/** What is read of Grafana's JSON. */
export interface Dashboard {
  readonly title: string;
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: {
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
    };
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly query: string | { readonly query: string };
    }[];
  };
}

/** A query with values in the place of variables. */
export function substituted(expr: string): string {
  return Object.entries(VALUES).reduce(
    (text, [variable, value]) => text.replaceAll(variable, value),
    expr,
  );
}
