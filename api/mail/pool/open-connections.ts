import type { ConnectionCount } from '../../context.ts';
import type { PooledConnection } from './pooled-connection.ts';

/** The connections of this process that are open, and what each of them is doing. */
export interface OpenConnections {
  add(connection: PooledConnection): void;
  remove(connection: PooledConnection): void;
  /** What a connection does from now on. One that stays idle is dismissed after a while. */
  mark(connection: PooledConnection, state: PooledConnection['state']): void;
  /** Says goodbye; the connection is removed once it has ended. */
  dismiss(connection: PooledConnection): void;
  all(): readonly PooledConnection[];
  /** To one version of one server, the one that was used last at the end. */
  idleOf(key: string): readonly PooledConnection[];
  ofServer(id: string): readonly PooledConnection[];
}

interface Options {
  idleMs: number;
  /** Told whenever it changes. */
  onCount?: ((count: ConnectionCount) => void) | undefined;
}

export function createOpenConnections({ idleMs, onCount }: Options): OpenConnections {
  const open = new Set<PooledConnection>();

  const ofServer = (id: string) => [...open].filter(({ slot }) => slot.serverId === id);

  function count(id: string): void {
    const mine = ofServer(id);
    const idle = mine.filter(({ state }) => state === 'idle').length;
    onCount?.({ mail_server_id: id, busy: mine.length - idle, idle });
  }

  function mark(connection: PooledConnection, state: PooledConnection['state']): void {
    clearTimeout(connection.idleTimer);
    connection.state = state;
    if (state === 'idle') connection.idleTimer = setTimeout(() => dismiss(connection), idleMs).unref();
    count(connection.slot.serverId);
  }

  function dismiss(connection: PooledConnection): void {
    mark(connection, 'leaving');
    connection.session.quit();
  }

  return {
    add(connection) {
      open.add(connection);
      count(connection.slot.serverId);
    },
    remove(connection) {
      clearTimeout(connection.idleTimer);
      open.delete(connection);
      count(connection.slot.serverId);
    },
    mark,
    dismiss,
    all: () => [...open],
    idleOf: (key) => [...open].filter((each) => each.key === key && each.state === 'idle'),
    ofServer,
  };
}
