import { certificateInfo } from './certificate-info.ts';
import { nameFromTitle } from './name-from-title.ts';
import { parseSmtpUrl } from './parse-smtp-url.ts';

export const functions = [nameFromTitle, parseSmtpUrl, certificateInfo];
