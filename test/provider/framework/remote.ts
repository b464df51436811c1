export interface Row {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly size: number;
  readonly secure: boolean;
  readonly tags: readonly string[] | null;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly hosts: readonly string[] | null;
  readonly password: string | null;
  readonly revision: number;
  readonly note: string | null;
  readonly sender: { readonly name: string; readonly address: string; readonly verified_by: string } | null;
  readonly servers: readonly { readonly host: string; readonly port: number }[] | null;
}

type Fields = Partial<Omit<Row, 'id' | 'revision'>>;

/** A remote in memory, which spells some things in its own way. */
export class Remote {
  readonly rows = new Map<string, Row>();
  readonly writes: string[] = [];
  failing: Error | undefined;
  /** Another word for whatever name a thing has. */
  alias: string | undefined;
  #last = 0;

  create(fields: Fields): Row {
    this.#write('create');
    this.#last += 1;
    const id = `id-${this.#last}`;
    const row = this.#row({ id, revision: 0, ...fields });
    this.rows.set(id, row);
    return row;
  }

  update(id: string, fields: Fields): Row {
    this.#write('update');
    const row = this.#row({ ...this.get(id), ...fields });
    this.rows.set(id, row);
    return row;
  }

  get(id: string): Row {
    const row = this.rows.get(id);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  }

  delete(id: string): void {
    this.#write('delete');
    this.rows.delete(id);
  }

  #write(what: string): void {
    if (this.failing) throw this.failing;
    this.writes.push(what);
  }

  #row({ title = '', sender = null, ...fields }: Partial<Row>): Row {
    const name = title.trim().toLowerCase().replaceAll(' ', '-');
    const empty = {
      id: '',
      name,
      size: 0,
      secure: false,
      tags: null,
      labels: null,
      hosts: null,
      password: null,
      servers: null,
    };
    return {
      ...empty,
      note: null,
      ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
      title: title.trim(),
      sender: sender && { ...sender, verified_by: `robot of ${sender.address}` },
      tags: fields.tags ? [...fields.tags].sort().reverse() : null,
      revision: (fields.revision ?? 0) + 1,
    };
  }
}
