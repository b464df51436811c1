import { accessToken } from './access-token.ts';
import { apiKey } from './api-key.ts';

export const ephemeralResources = [accessToken, apiKey];
