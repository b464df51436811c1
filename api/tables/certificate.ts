/** What a certificate says about itself, as views show it. */
export interface CertificateView {
  pem: string;
  subject: string;
  issuer: string;
  /** SHA-256 over the DER form, colon-separated upper-case hexadecimal. */
  fingerprint_sha256: string;
  not_before: string;
  not_after: string;
}
