import type { Left } from './cloud/left.ts';
import type { Exported } from './export.ts';

/** What was written, for people. */
export function describeExport({ folder, files, resources, variables, unresolved, left }: Exported): string[] {
  const counts = [...files.keys()].map((file) => {
    const count = resources.filter((each) => each.file === file).length;
    return `  ${file.padEnd(17)} ${count === 0 ? '' : counted(count, 'resource')}`.trimEnd();
  });
  return [
    `${counted(resources.length, 'resource')} in ${folder}:`,
    ...counts,
    ...(variables.length > 0
      ? [`${counted(variables.length, 'secret')} to be set where the cloud is built anew: variables.tf.`]
      : []),
    ...unresolved.map((name) => `${name} names by its id what is not exported; elsewhere that means nothing.`),
    ...left.map((each) => `not exported: ${describeLeft(each)}`),
  ];
}

/** A sentence without its end. */
export function describeLeft({ count, words, why }: Left): string {
  return `${count === null ? '' : `${count} `}${words} (${why})`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What was written, for programs. */
export function outcomeOf({ folder, files, resources, variables, unresolved, left }: Exported): object {
  return {
    folder,
    files: [...files.keys()],
    resources,
    variables,
    unresolved,
    not_exported: left.map(({ count, words, why }) => ({ count, what: words, why })),
  };
}
