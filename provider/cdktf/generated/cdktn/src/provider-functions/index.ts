// generated from provider function schema

import * as cdktn from 'cdktn';

/**
* Provider-defined functions of the gatepost provider.
*/
export class GatepostProviderFunctions {
  private readonly providerLocalName: string;

  /**
  * @param providerLocalName The local name of the provider in required_providers; defaults to the registry short name. Override when the provider is declared under a different local name — aliases do not change the namespace, local names do.
  */
  constructor(providerLocalName: string) {
    this.providerLocalName = providerLocalName;
  }

  /**
  * Reads a PEM certificate; of several the first, which in a chain is that of the server or client itself. Names, fingerprint and times are written as the API shows them for keystores and truststores. Nothing depends on the clock: compare `not_after` with `plantimestamp()`.
  * @param {string} certificatePem - The certificate, PEM; what stands before and behind it is passed over.
  * @returns {object}
  */
  public certificateInfo(certificatePem: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "certificate_info", [certificatePem]);
  }

  /**
  * The name that an object gets which is created with this title and without a name: transliterated to ASCII, in lower case, with a hyphen for whatever is neither a letter nor a digit. Use it to refer to an object by name, or to find it, before it is there.
  * @param {string} title - What people see, such as `Main relay`.
  * @returns {string}
  */
  public nameFromTitle(title: string): string {
    return cdktn.Token.asString(cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "name_from_title", [title]));
  }

  /**
  * Takes `smtp://` and `smtps://` URLs apart. `smtps` is TLS from the first byte, on port 465 unless the URL says another; `smtp` is STARTTLS, on port 587, which is required: only `smtp://…?disable_starttls=true` is without TLS. User and password are percent-decoded; a host name of another script becomes A-labels (`xn--…`). What is made of a sensitive URL is sensitive.
  * @param {string} url - The URL, such as smtps://user:password@smtp.example.com:465.
  * @returns {object}
  */
  public parseSmtpUrl(url: string): cdktn.IResolvable {
    return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "parse_smtp_url", [url]);
  }
}
