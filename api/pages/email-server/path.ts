import { apiPath } from '../frame/api-path.ts';

/** The page of an email server; one whose name is that of another page is found by its id. */
export const serverPath = ({ name, id }: { name: string; id: string }): string =>
  apiPath`/cloud/email-servers/${name === 'new' ? id : name}`;
