import type { Attributes } from './attribute.ts';
import type { CallContext } from './context.ts';
import type { ConfigOf, Result } from './infer.ts';
import type { ValidateContext } from './resource.ts';

export interface DataSourceContext<A extends Attributes, Client> extends CallContext<Client> {
  readonly config: ConfigOf<A>;
}

/** A data source as it is declared. */
export interface DataSource<A extends Attributes, Client> {
  readonly typeName: string;
  /** Markdown. */
  readonly description: string;
  readonly attributes: A;
  /** What the configuration sets is kept; everything else is to be answered. Throws when there is no such object. */
  read(context: DataSourceContext<A, Client>): Promise<Result<A>>;
  validate?(context: ValidateContext<A>): void;
}

/** Any data source, whatever its attributes are. */
export type AnyDataSource<Client> = DataSource<Attributes, Client>;
