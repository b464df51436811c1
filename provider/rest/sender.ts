import { object, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { isSameAddress } from './spelling.ts';
import type { WireForm } from './wire-form.ts';

/** Who mails come from, where an organization or a catalog says so itself. */

const limits = constraints.organization_settings;

export const sender = object(
  {
    name: string({ description: 'Name in the From line.', optional: true, constraint: limits['email_sender.name'] }),
    address: string({
      description: 'Address in the From line.',
      required: true,
      constraint: limits['email_sender.address'],
      sameMeaning: isSameAddress,
    }),
  },
  { description: 'Who mails come from. Without it as what stands above says.', optional: true },
);

export const senderForm: WireForm = {
  field: 'email_sender',
  read: (view) => {
    const { custom, name, address } = view as { custom: boolean; name: string | null; address: string };
    return custom ? { name, address } : null;
  },
  write: (value) => value && { custom: true, ...value },
};

export const senderPointers = {
  '/email_sender/name': ['sender', 'name'],
  '/email_sender/address': ['sender', 'address'],
  '/email_sender': ['sender'],
};
