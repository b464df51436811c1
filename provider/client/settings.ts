import { known, type Unknown } from '../framework/value.ts';

/** What the provider block says beside where the API is and who calls. */
export interface Settings {
  /** `exact`: a plan asks the API whether a configured secret is the one that it has. */
  readonly secretDiff: 'version' | 'exact';
  /** Certificates that end within so many days are warned of. */
  readonly expiryWarningDays: number;
}

export const DEFAULT_SETTINGS: Settings = { secretDiff: 'version', expiryWarningDays: 30 };

interface SettingsBlock {
  readonly secret_diff: string | null | Unknown;
  readonly expiry_warning_days: number | null | Unknown;
}

/** What is not said, or not known yet, is as it is by default. */
export function readSettings({ secret_diff, expiry_warning_days }: SettingsBlock): Settings {
  return {
    secretDiff: secret_diff === 'exact' ? 'exact' : DEFAULT_SETTINGS.secretDiff,
    expiryWarningDays: known(expiry_warning_days) ?? DEFAULT_SETTINGS.expiryWarningDays,
  };
}
