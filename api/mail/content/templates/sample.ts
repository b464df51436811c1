/** Values that several mails are shown with before anybody gets one. */
export const SAMPLE_ORGANIZATION = 'Acme';
export const SAMPLE_USERNAME = 'ann';
export const SAMPLE_LIFETIME_S = 172_800;

export const sampleLink = (path: string): string => `https://gatepost.example.com/manager/${path}`;
