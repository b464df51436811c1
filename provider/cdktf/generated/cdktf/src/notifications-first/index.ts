import { type IAspect, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { NotificationSettings } from '../notification-settings/index';

/** What every resource has that can wait for the notification settings. */
interface Waiting {
  notificationSettingsId: string;
  readonly notificationSettingsIdInput?: string;
}

/**
 * An aspect by which every organization, invitation and portal service waits for the notification settings, so that
 * an email server is selected before anybody is written to: `Aspects.of(stack).add(new NotificationsFirst(settings))`.
 * What names its notification settings already keeps them.
 */
export class NotificationsFirst implements IAspect {
  private readonly settings: NotificationSettings;

  /**
   * @param settings those that come first, such as the `settings` of a `NotificationFoundation`
   */
  public constructor(settings: NotificationSettings) {
    this.settings = settings;
  }

  /**
   * Lets a construct wait, if it is one that can.
   * @param node any construct of the tree
   */
  public visit(node: IConstruct): void {
    if (canWait(node) && node.notificationSettingsIdInput === undefined) node.notificationSettingsId = this.settings.id;
  }
}

/** By what it has and not by its class: a program may hold a class twice, once as each kind of module. */
function canWait(node: IConstruct): node is IConstruct & Waiting {
  return TerraformResource.isTerraformResource(node) && 'notificationSettingsIdInput' in node;
}
