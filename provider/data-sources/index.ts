import { emailServer } from './email-server.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { user } from './user.ts';

export const dataSources = [emailServer, tlsClientProfile, user];
