interface Option {
  value: string;
  label: string;
}

/**
 * What an object has is among what is offered, even where that list ends before it or whoever looks may not see it: what
 * is not shown would be taken away by saving another field.
 */
export function offered<Offer extends Option>(
  options: readonly Offer[],
  current: readonly string[],
): (Offer | Option)[] {
  const known = new Set(options.map(({ value }) => value));
  const further = current.filter((value) => !known.has(value));
  return [...options, ...further.map((value) => ({ value, label: value }))];
}
