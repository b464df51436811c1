/**
 * An e-mail address that every mail server reads as one (RFC 5321, section 4.1.2): what has a meaning of its own there
 * stands in quotes only, and < and > nowhere, which no header can hold safely. Domains of one's own network are fine.
 */
export const EMAIL_ADDRESS =
  /^(?:[^\s@\p{Cc}<>,;:"()\\[\]]|"(?:[^\s@\p{Cc}<>"\\]|\\[^\s@\p{Cc}<>])+")+@[^\s@\p{Cc}<>,;:"()\\[\]]+$/u;

export const EMAIL_ADDRESS_LIMITS = 'without <>,;:"()\\[] outside quotes';
