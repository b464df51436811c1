import { describe, expect, test } from '@jest/globals';
import { provider } from '../../../provider/provider.ts';
import { KITS, type KitClasses, ofType, type Stack, synthesize } from './kit.ts';

type Constructor = new (stack: Stack, id: string, config: object) => unknown;

/** The class of a resource by its type, such as `gatepost_user`. */
async function classOf(kitName: string, typeName: string): Promise<Constructor> {
  const noun = typeName.replace('gatepost_', '').replaceAll('_', '-');
  const className = noun.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (await import(`@gatepost/${kitName}-provider-gatepost/lib/${noun}`))[className];
}

const settingsOf = (kit: KitClasses, stack: Stack) =>
  new kit.NotificationSettings(stack, 'settings', { emailServerId: 'server' });

const SETTINGS = '$' + '{gatepost_notification_settings.settings.id}';

describe.each(KITS)('of %s, NotificationsFirst', (name, kit) => {
  test('has whatever can wait for the settings do so, and leaves the rest as it is', async () => {
    const resources = await provider.resources();
    const others = resources.filter(({ typeName }) => typeName !== 'gatepost_notification_settings');
    const classes = await Promise.all(others.map(({ typeName }) => classOf(name, typeName)));
    const synthesized = synthesize(kit, (stack) => {
      kit.Aspects.of(stack).add(new kit.NotificationsFirst(settingsOf(kit, stack)));
      classes.forEach((one, index) => {
        new one(stack, `r${index}`, {});
      });
    });
    const waiting = Object.entries(synthesized).flatMap(([type, byLabel]) =>
      Object.values(byLabel).flatMap((one) => (one.notification_settings_id === SETTINGS ? [type] : [])),
    );
    const canWait = others.filter(({ attributes }) => 'notification_settings_id' in attributes);
    expect(waiting.sort()).toEqual(canWait.map(({ typeName }) => typeName).sort());
    expect(waiting).toEqual(
      expect.arrayContaining([
        'gatepost_organization_invitation',
        'gatepost_portal_service',
        'gatepost_provider_organization',
      ]),
    );
  });

  test('reaches into constructs below, and leaves what names its settings itself', () => {
    const synthesized = synthesize(kit, (stack) => {
      kit.Aspects.of(stack).add(new kit.NotificationsFirst(settingsOf(kit, stack)));
      const { settings } = new kit.NotificationFoundation(stack, 'within', {
        servers: [{ title: 'Main', host: 'smtp.example.com', port: 587 }],
      });
      new kit.ProviderOrganization(settings, 'below', { title: 'Below', ownerId: 'o' });
      new kit.ProviderOrganization(stack, 'own', { title: 'Own', ownerId: 'o', notificationSettingsId: 'another' });
    });
    const ids = ofType(synthesized, 'provider_organization').map((one) => [one.title, one.notification_settings_id]);
    expect(Object.fromEntries(ids)).toEqual({ Below: SETTINGS, Own: 'another' });
  });
});
