import { violation } from '../../errors.ts';
import { PemError } from '../../secrets/pem.ts';

/** Reads a PEM field. @throws a violation at the pointer, with the reader's words. */
export function demandPem<Result>(pointer: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof PemError) throw violation(pointer, error.message);
    throw error;
  }
}
