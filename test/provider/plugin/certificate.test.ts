import 'reflect-metadata';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { createServerCertificate } from '../../../provider/plugin/certificate.ts';

describe('the server certificate', () => {
  test('is a self-signed P-256 certificate for localhost, valid since yesterday', () => {
    const { der, pem, key } = createServerCertificate();
    const certificate = new X509Certificate(der);
    expect(certificate.raw.equals(new X509Certificate(pem).raw)).toBe(true);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.ca).toBe(false);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now() - 3_600_000);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + 3_600_000);
  });

  test('has a positive serial number in minimal form, and a new one each time', () => {
    const serials = Array.from({ length: 100 }, () => new X509Certificate(createServerCertificate().der).serialNumber);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(new Set(serials).size).toBe(100);
  });

  test('is read alike by a second parser', async () => {
    const certificate = new x509.X509Certificate(new Uint8Array(createServerCertificate().der));
    expect(certificate.subject).toBe('CN=localhost');
    expect(certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON()).toEqual([
      { type: 'dns', value: 'localhost' },
    ]);
    expect(certificate.getExtension(x509.KeyUsagesExtension)?.usages).toBe(x509.KeyUsageFlags.digitalSignature);
  });

  test('writes dates from 2050 on in the longer form that RFC 5280 asks for', () => {
    const certificate = new X509Certificate(createServerCertificate(new Date('2049-12-31T12:00:00Z')).der);
    expect(certificate.validFrom).toBe('Dec 30 12:00:00 2049 GMT');
    expect(certificate.validTo).toBe('Dec 31 12:00:00 2050 GMT');
  });
});
