import * as foundationOfCdktf from '@gatepost/cdktf-provider-gatepost/lib/notification-foundation';
import * as settingsOfCdktf from '@gatepost/cdktf-provider-gatepost/lib/notification-settings';
import * as orderOfCdktf from '@gatepost/cdktf-provider-gatepost/lib/notifications-first';
import * as organizationOfCdktf from '@gatepost/cdktf-provider-gatepost/lib/provider-organization';
import * as foundationOfCdktn from '@gatepost/cdktn-provider-gatepost/lib/notification-foundation';
import * as settingsOfCdktn from '@gatepost/cdktn-provider-gatepost/lib/notification-settings';
import * as orderOfCdktn from '@gatepost/cdktn-provider-gatepost/lib/notifications-first';
import * as organizationOfCdktn from '@gatepost/cdktn-provider-gatepost/lib/provider-organization';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';

const ofCdktf = { ...cdktf, ...foundationOfCdktf, ...orderOfCdktf, ...settingsOfCdktf, ...organizationOfCdktf };
const ofCdktn = { ...cdktn, ...foundationOfCdktn, ...orderOfCdktn, ...settingsOfCdktn, ...organizationOfCdktn };

export type KitClasses = typeof ofCdktf;

/** The classes of each kit with those of its bindings. To a test they are the same, whatever the compiler says of private fields. */
export const KITS: readonly [string, KitClasses][] = [
  ['cdktf', ofCdktf],
  ['cdktn', ofCdktn as unknown as KitClasses],
];

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export type Stack = cdktf.TerraformStack;

/** What a stack becomes: its resources by type and label. */
export function synthesize({ Testing, TerraformStack }: KitClasses, fill: (stack: Stack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), 'stack');
  fill(stack);
  return JSON.parse(Testing.synth(stack)).resource;
}

/** Those of a type, by title where they have one. */
export function ofType(resources: Resources, type: string): Readonly<Record<string, unknown>>[] {
  const found = Object.values(resources[`gatepost_${type}`] ?? {});
  return found
    .map(({ '//': _, ...attributes }) => attributes)
    .sort((a, b) => (String(a.title) < String(b.title) ? -1 : 1));
}

/** How others refer to the one of that title. */
export function referenceTo(resources: Resources, type: string, title: string): string {
  const all = Object.entries(resources[`gatepost_${type}`] ?? {});
  const [label] = all.find(([, attributes]) => attributes.title === title) ?? [];
  return `\${gatepost_${type}.${label}.id}`;
}
