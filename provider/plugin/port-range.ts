/** TCP ports to try, both ends included; 0 to 0 lets the system choose. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}
