/** A fault that is put into the program on purpose; the tests are expected to notice it. */
export interface Mutant {
  /** What no longer holds, in words. */
  fault: string;
  file: string;
  /** A text that stands in the file exactly once, and what stands there instead. */
  from: string;
  to: string;
  /** Files of tests one of which has to fail. */
  tests: readonly string[];
}
