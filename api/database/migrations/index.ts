import { FirstTables1763800000000 } from './1763800000000-first-tables.ts';
import { NotificationTemplates1763800500000 } from './1763800500000-notification-templates.ts';

/** Every migration in its order, a line each. What has landed is never edited. */
export const migrations = [FirstTables1763800000000, NotificationTemplates1763800500000];
