import { resendInvitation } from './resend-invitation.ts';
import { retryDeliveries } from './retry-deliveries.ts';
import { sendTestEmail } from './send-test-email.ts';
import { verifyEmailServer } from './verify-email-server.ts';

export const actions = [verifyEmailServer, sendTestEmail, resendInvitation, retryDeliveries];
