import { serveProvider } from './package/serve-provider.ts';
import { provider } from './provider.ts';

serveProvider(provider, 'gatepost/gatepost');
