/**
 * The function makes its result once for each key and gives the same one from then on. Keys live as long as the process:
 * tables, definitions, and texts that the program itself holds.
 */
export function oncePer<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
