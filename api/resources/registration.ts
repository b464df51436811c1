import { createHash, timingSafeEqual } from 'node:crypto';
import { type EntityManager, EntitySchema } from 'typeorm';
import { z } from 'zod';
import { PERMISSIONS } from '../accounts/permissions.ts';
import type { Scope } from '../context.ts';
import { defineResource } from '../crud/definition.ts';
import * as field from '../crud/field.ts';
import { type HeaderRow, headerColumns, secret, text, texts } from '../database/columns.ts';

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
});

export const TOOLKIT = 'toolkit';

/** Read only for now: the toolkit registration comes from the configuration. */
export const registration = defineResource<RegistrationRow, z.ZodRawShape>({
  type: 'registration',
  schema: 'Registration',
  terraform: { none: 'API clients are given by the configuration.' },
  table: registrationTable,
  paths: ['/cloud/registrations'],
  permissions: { read: ['cloud/view'], write: ['cloud/manage'] },
  methods: ['list', 'get'],
  fields: {
    client_id: field.line(255),
    client_secret: field.line(1024),
    client_type: field.line(255),
    scopes: z.array(z.enum(PERMISSIONS)),
    state: z.enum(['enabled', 'disabled']),
  },
  isBuiltIn: (row) => row.name === TOOLKIT,
  present: ({ client_id, client_type, scopes, state }) => ({ client_id, client_type, scopes, state }),
});

export function findRegistration(manager: EntityManager, clientId: string): Promise<RegistrationRow | null> {
  return manager.getRepository(registrationTable).findOneBy({ client_id: clientId, state: 'enabled' });
}

export function sealClientSecret(scope: Scope, registrationId: string, clientSecret: string): Buffer {
  return scope.cipher.encrypt(clientSecret, placeOf(registrationId));
}

/** Compares in constant time, whatever the lengths. */
export function verifyClient(scope: Scope, row: RegistrationRow, clientSecret: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(scope.cipher.decrypt(row.client_secret, placeOf(row.id))), digest(clientSecret));
}

const placeOf = (row: string) => ({ table: 'registration', column: 'client_secret', row });
