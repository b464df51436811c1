/** A file that is no plan, or none that can be read. */
export class PlanError extends Error {}
