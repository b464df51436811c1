/**
 * In place of the package `debug` in the bundle: the one that is there would write the URL of a proxy, with its password,
 * into Terraform's log for whoever has DEBUG set for other reasons.
 */
export default function createDebug(): () => void {
  return () => {};
}
