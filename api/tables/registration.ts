import { type EntityManager, EntitySchema } from 'typeorm';
import { type HeaderRow, headerColumns, secret, text, texts } from '../database/columns.ts';
import { listIndex, titleIndex } from '../database/constraints.ts';

/** An API client. Its secret is shown once, at its creation. */
export interface RegistrationRow extends HeaderRow {
  client_id: string;
  client_secret: Buffer;
  client_type: string;
  scopes: string[];
  state: 'enabled' | 'disabled';
}

export const registrationTable = new EntitySchema<RegistrationRow>({
  name: 'registration',
  columns: {
    ...headerColumns,
    client_id: text(),
    client_secret: secret(),
    client_type: text({ default: 'toolkit' }),
    scopes: texts({ default: [] }),
    state: text({ default: 'enabled' }),
  },
  uniques: [
    { name: 'registration_name_key', columns: ['org_id', 'name'] },
    { name: 'registration_client_id_key', columns: ['client_id'] },
  ],
  indices: [listIndex('registration'), titleIndex('registration')],
});

export function findRegistration(manager: EntityManager, clientId: string): Promise<RegistrationRow | null> {
  return manager.getRepository(registrationTable).findOneBy({ client_id: clientId, state: 'enabled' });
}
