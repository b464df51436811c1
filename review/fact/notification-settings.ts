import { Markdown, say } from '../markdown/markdown.ts';
import { isValues, type Value } from '../plan/value.ts';
import { isNew, isUpdated, named, referred, told, valueAfter, valueBefore } from './change.ts';
import type { Fact, Kind, Telling } from './fact.ts';

export const notificationSettings: Kind = {
  noun: 'Notification settings',
  subject: () => say`The notification settings`,
  facts: (telling) => [unselected(telling), selected(telling), fallbacks(telling), sender(telling), signed(telling)],
};

function unselected({ change }: Telling): Fact | undefined {
  if (change.action !== 'delete') return undefined;
  return {
    told: say`No email server will be selected: mail is held, and nobody can reset a password, until one is.`,
    asked: say`Is mail meant to stop?`,
  };
}

function selected(telling: Telling): Fact | undefined {
  const { change } = telling;
  const name = 'email_server_id';
  const server = () => referred(telling, name, 'after');
  if (isNew(change)) return { told: say`Mail will leave through ${server()}.`, about: [name] };
  if (!isUpdated(change, name)) return undefined;
  const told = say`Mail will leave through ${server()} instead of ${referred(telling, name, 'before')}.`;
  return { told, about: [name], asked: say`Has a test mail left through ${server()}?` };
}

function fallbacks(telling: Telling): Fact | undefined {
  const { change } = telling;
  const name = 'fallback_email_server_ids';
  if (change.after === null || (!isNew(change) && !isUpdated(change, name))) return undefined;
  const hasNone = (value: Value) => value === null || (Array.isArray(value) && value.length === 0);
  const [before, after] = [valueBefore(change, name), valueAfter(change, name)];
  if (!hasNone(after))
    return {
      told: say`While the selected server is sick, mail will leave through ${named(telling, name, after, ', else ')}.`,
      about: [name],
    };
  return hasNone(before)
    ? undefined
    : { told: say`No other server will take over while the selected one is sick.`, about: [name] };
}

function sender({ change }: Telling): Fact | undefined {
  if (change.after === null || (!isNew(change) && !isUpdated(change, 'sender'))) return undefined;
  const [before, after] = [valueBefore(change, 'sender'), valueAfter(change, 'sender')].map(fromLine);
  if (before === undefined && after === undefined) return undefined;
  const instead = before === undefined ? say`` : say` instead of ${before}`;
  return {
    told: say`Mail will come from ${after ?? new Markdown('the sender that the cloud came with')}${instead}.`,
    about: ['sender'],
  };
}

function fromLine(sender: Value): Markdown | undefined {
  if (!isValues(sender)) return sender === null ? undefined : told(sender);
  const { name = null, address = null } = sender;
  return name === null ? told(address) : say`${told(name)} ${told(address)}`;
}

function signed({ change }: Telling): Fact | undefined {
  const [before, after] = [valueBefore(change, 'dkim'), valueAfter(change, 'dkim')];
  if (change.after === null || (!isNew(change) && !isUpdated(change, 'dkim'))) return undefined;
  if (isValues(after)) {
    const { domain = null, selector = null } = after;
    return {
      told: say`Mail will be signed (DKIM) for ${told(domain)} by the selector ${told(selector)}.`,
      asked: say`Does DNS have the public key of the selector ${told(selector)} at ${told(domain)}?`,
    };
  }
  if (before === null) return undefined;
  return {
    told: say`Mail will not be signed (DKIM) any more.`,
    about: ['dkim'],
    asked: say`Does DMARC want signed mail?`,
  };
}
