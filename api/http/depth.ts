/** How many objects and lists may stand within each other: whatever walks through a body calls itself once a level. */
export const MAX_DEPTH = 64;

export function isTooDeep(value: unknown, level = 1): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return level > MAX_DEPTH || Object.values(value).some((each) => isTooDeep(each, level + 1));
}
