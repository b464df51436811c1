import { serveProvider } from '@gatepost/terraform-framework';
import { provider } from './provider.ts';

serveProvider(provider, 'example/files');
